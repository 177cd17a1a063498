import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.models import Actor
from sanctions.models import Designation, Programme, Relief
from tests.talks.factories import actor, entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "results"}
STANDINGS = ["expires_soon", "in_force", "not_yet", "expired", "replaced", "revoked"]


def page(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/sanctions/{query}", headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


def relief(on: str = "2025-01-01", ends: datetime | None = None, **columns: Any) -> Relief:
    zone = "America/New_York" if ends else ""
    return entry("relief", on=on, expires_at=ends, expires_zone=zone, **columns)


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days, hours=1)


def programme(authority: str = "OFAC", code: str = "EO 14024") -> Programme:
    return Programme.objects.create(authority=authority, code=code, name="Russia")


def concern(made: Relief, who: Actor, role: str = "target") -> None:
    made.involvements.create(actor=who, role=role)


def titles(text: str) -> list[str]:
    return re.findall(
        r'<td class="what" data-label="Instrument">.*?<bdi>(.*?)</bdi>', text, re.DOTALL
    )


def groups(text: str) -> list[str]:
    return re.findall(r'<tbody id="(\w+)">', text)


def counts(text: str, facet: str) -> dict[str, int]:
    found = re.findall(
        rf'name="{facet}" value="([^"]*)".*?<span class="count[^>]*>(\d+)</span>', text
    )
    return {value: int(count) for value, count in found if int(count)}


def test_relief_stands_under_its_standing(client: Client) -> None:
    relief()
    relief(ends=in_days(20))
    relief(ends=in_days(-20))
    relief(on="2999-01-01")
    relief(revoked_on="2025-02-01")
    relief(on="2025-06-01", replaces=relief())
    text = page(client)
    assert groups(text) == STANDINGS
    assert counts(text, "standing") == {
        "expires_soon": 1, "in_force": 2, "not_yet": 1, "expired": 1, "replaced": 1, "revoked": 1,
    }  # fmt: skip


@pytest.fixture
def varied() -> dict[str, Any]:
    """Three in force, one revoked; two authorities, two targets."""
    ofac, union = programme(), programme("EU", "833/2014")
    lukoil, rosneft = actor("Lukoil", "company"), actor("Rosneft", "company")
    concern(relief(programme=ofac, title="A"), lukoil)
    concern(relief(programme=ofac, title="B", on="2025-01-02"), rosneft, "beneficiary")
    concern(relief(programme=union, title="C", on="2025-01-03"), lukoil)
    concern(relief(programme=union, title="D", revoked_on="2025-02-01"), rosneft)
    return {"ofac": ofac, "union": union, "lukoil": lukoil, "rosneft": rosneft}


def test_values_of_a_facet_mean_any_and_facets_all(client: Client, varied: dict[str, Any]) -> None:
    lukoil, rosneft = varied["lukoil"].slug, varied["rosneft"].slug
    assert titles(page(client, f"?target={lukoil}")) == ["C", "A"]
    assert titles(page(client, f"?target={lukoil}&target={rosneft}")) == ["C", "B", "A", "D"]
    assert titles(page(client, f"?target={rosneft}&authority=EU")) == ["D"]
    assert titles(page(client, f"?programme={varied['ofac'].pk}&standing=revoked")) == []


def test_counts_are_those_under_the_other_facets(client: Client, varied: dict[str, Any]) -> None:
    text = page(client, f"?authority=EU&target={varied['lukoil'].slug}")
    assert counts(text, "authority") == {"EU": 1, "OFAC": 1}
    assert counts(text, "target") == {varied["lukoil"].slug: 1, varied["rosneft"].slug: 1}
    assert counts(text, "standing") == {"in_force": 1}
    assert counts(text, "programme") == {str(varied["union"].pk): 1}


def test_every_count_is_what_its_value_would_show(client: Client, varied: dict[str, Any]) -> None:
    for facet in ("standing", "authority", "programme", "target"):
        for value, count in counts(page(client), facet).items():
            assert len(titles(page(client, f"?{facet}={value}"))) == count


def test_a_chip_takes_its_value_out(client: Client, varied: dict[str, Any]) -> None:
    text = page(client, "?authority=EU&standing=revoked&standing=in_force")
    chips = re.findall(r'<a class="chip" href="([^"]*)"', text)
    assert chips == [
        "/sanctions/?standing=in_force&authority=EU",
        "/sanctions/?standing=revoked&authority=EU",
        "/sanctions/?standing=revoked&standing=in_force",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "standing=nonsense",
        "authority=Nobody",
        "programme=x",
        "target=nobody",
        "as_of=abc",
        "sort=x",
    ],
)
def test_a_value_that_does_not_exist_is_told(client: Client, query: str) -> None:
    relief(title="Stands")
    text = page(client, f"?{query}")
    assert f"<strong><bdi>{query}</bdi></strong>" in text
    shown = query.startswith(("as_of", "sort"))
    assert titles(text) == (["Stands"] if shown else [])


def test_beside_a_value_that_exists_an_unknown_one_adds_nothing(
    client: Client, varied: dict[str, Any]
) -> None:
    text = page(client, "?authority=EU&authority=Nobody")
    assert titles(text) == ["C", "D"]
    assert "authority=Nobody</bdi>" in text


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=99", "?page=-1", "?page=%D9%A3", "?target=%00"]
)
def test_nonsense_that_asks_nothing_shows_everything(client: Client, query: str) -> None:
    relief(title="Stands")
    assert titles(page(client, query)) == ["Stands"]


def test_standing_is_asked_of_a_day(client: Client) -> None:
    made = relief("2025-06-01", datetime(2026, 4, 29, 4, 1, tzinfo=UTC), title="GL")
    relief("2026-04-01", replaces=made, title="Next")
    assert groups(page(client, "?as_of=2025-05-31")) == ["not_yet"]
    assert groups(page(client, "?as_of=2025-06-01")) == ["in_force", "not_yet"]
    assert groups(page(client, "?as_of=2026-03-30")) == ["expires_soon", "not_yet"]
    assert groups(page(client, "?as_of=2026-04-01")) == ["in_force", "replaced"]


def test_a_day_to_come_is_answered_by_what_is_on_record(client: Client) -> None:
    relief(ends=in_days(300))
    text = page(client, "?as_of=2999-12-31")
    assert groups(text) == ["expired"]
    assert "as it stands at the end of" in text
    assert "by what is on record today" in text
    assert 'href="/sanctions/"><span class="visually-hidden">Remove </span>' in text


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2025", "2025-12"])
def test_any_day_that_can_be_written_is_answered(client: Client, day: str) -> None:
    relief(ends=in_days(300))
    assert len(groups(page(client, f"?as_of={day}"))) == 1


def test_ends_are_sorted_with_those_without_one_last(client: Client) -> None:
    for title, days in (("soon", 5), ("late", 500), ("past", -5)):
        relief(ends=in_days(days), title=title)
    relief(title="open")
    assert titles(page(client, "?sort=ends")) == ["past", "soon", "late", "open"]
    assert titles(page(client, "?sort=-ends")) == ["late", "soon", "past", "open"]
    assert titles(page(client)) == ["soon", "late", "open", "past"]


def test_a_heading_sorts_then_turns_and_says_so(client: Client) -> None:
    relief()
    assert 'href="/sanctions/?sort=ends">Ends' in page(client)
    text = page(client, "?sort=ends&authority=")
    assert '<th scope="col" aria-sort="ascending"><a class="sorts"' in text
    assert 'href="/sanctions/?sort=-ends">Ends' in text


def test_a_target_has_its_designations_beside_its_relief(
    client: Client, varied: dict[str, Any]
) -> None:
    Designation.objects.create(
        actor=varied["lukoil"], programme=varied["ofac"], list_id="L-1", until="2025-03-01"
    )
    Designation.objects.create(actor=varied["rosneft"], programme=varied["ofac"], list_id="R-1")
    text = page(client, f"?target={varied['lukoil'].slug}")
    assert ("L-1" in text, "R-1" in text) == (True, False)
    assert 'until <time datetime="2025-03-01">' in text


def test_whoever_is_designated_without_relief_is_found(client: Client) -> None:
    made = actor("Gazprom", "company")
    Designation.objects.create(actor=made, programme=programme(), list_id="G-1")
    text = page(client, f"?target={made.slug}")
    assert ("G-1" in text, "No relief here" in text) == (True, True)
    assert "Nobody of this address" not in text


def test_all_designations_stand_below_and_are_chosen_with_the_relief(client: Client) -> None:
    ofac, union = programme(), programme("EU", "833/2014")
    for name, listed in (("Rosneft", ofac), ("Gazprom", union)):
        made = actor(name, "company")
        Designation.objects.create(actor=made, programme=listed, list_id=f"{name}-1")
    text = page(client)
    assert '<a href="#designations">2 designations</a>' in text
    assert (f'name="target" value="{made.slug}"' in text, "Rosneft-1" in text) == (True, True)
    text = page(client, f"?programme={union.pk}")
    assert ("Gazprom-1" in text, "Rosneft-1" in text) == (True, False)
    assert "No programme of this number" not in text
    text = page(client, "?authority=OFAC")
    assert ("Gazprom-1" in text, "Rosneft-1" in text) == (False, True)


def test_of_many_designations_the_first_are_shown_and_all_counted(client: Client) -> None:
    ofac, rosneft = programme(), actor("Rosneft", "company")
    for n in range(102):
        Designation.objects.create(actor=rosneft, programme=ofac, list_id=f"R{n}")
    text = page(client)
    assert ("102 designations" in text, "The first 100 stand here" in text) == (True, True)


def test_programmes_lead_to_their_relief(client: Client, varied: dict[str, Any]) -> None:
    assert f'href="/sanctions/?programme={varied["ofac"].pk}"><bdi>OFAC EO 14024' in page(client)


def test_the_register_holds_no_draft(client: Client) -> None:
    concern(relief(title="Secret", state="draft", programme=programme("Secret")), actor("Hidden"))
    text = page(client)
    assert ("Secret" in text, "Hidden" in text) == (False, False)
    assert "No relief here" in text


def test_htmx_gets_the_results_with_counts_and_a_clean_address(
    client: Client, varied: dict[str, Any]
) -> None:
    response = client.get("/sanctions/?authority=EU&as_of=&standing=", headers=HTMX)
    text = response.content.decode()
    assert "<html" not in text
    assert titles(text) == ["C", "D"]
    assert text.count('hx-swap-oob="true"') == 7 + 2 + 2 + 2
    assert response["HX-Push-Url"] == "/sanctions/?authority=EU"
    assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_another_target_gets_the_whole_page(client: Client) -> None:
    assert "<html" in page(client, **{"HX-Request": "true", "HX-Target": "elsewhere"})


def test_a_long_register_is_paged_and_keeps_what_is_asked(client: Client) -> None:
    ofac = programme()
    for _n in range(101):
        relief(programme=ofac)
    text = page(client, "?authority=OFAC&sort=ends")
    assert len(titles(text)) == 100
    assert 'href="/sanctions/?authority=OFAC&sort=ends&page=2" rel="next"' in text
    assert len(titles(page(client, "?authority=OFAC&page=2"))) == 1


def test_the_register_asks_as_much_for_thirty_as_for_one(client: Client) -> None:
    lukoil, ofac = actor("Lukoil", "company"), programme()
    Designation.objects.create(actor=lukoil, programme=ofac)
    asked = []
    for number in (1, 2, 27):
        for _n in range(number):
            concern(relief(programme=ofac, replaces=relief(programme=ofac)), lukoil)
        for query in ("", f"?target={lukoil.slug}&authority=OFAC&as_of=2025-02"):
            with CaptureQueriesContext(connection) as captured:
                assert "<bdi>Lukoil</bdi></a>" in page(client, query)
            asked.append(len(captured))
    assert asked == [asked[0]] * 6
    assert asked[0] <= 9


def test_titles_of_five_hundred_characters_are_cut(client: Client) -> None:
    relief(title="W" * 500)
    [title] = titles(page(client))
    assert len(title) == 140
