"""The page of positions: as of which day, what changed, and where nothing is on record."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from records.models import Process
from talks.models import Issue, Position
from tests.talks.factories import actor, entry, process

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Process:
    return process("War in Ukraine")


def take(talks: Process, issue: str, party, on: str, stance: str = "demands", **columns) -> None:
    said = entry("statement", on=on, **columns)
    said.process_entries.create(process=talks)
    made, _new = Issue.objects.get_or_create(process=talks, name=issue, slug=issue.lower())
    Position.objects.create(
        issue=made, party=party, entry=said, stance=stance, words=f"{party} {stance} on {on}"
    )


def held(talks: Process, on: str, title: str = "Talks") -> None:
    entry("round", on=on, status="held", title=title).process_entries.create(process=talks)


def page(client: Client, talks: Process, query: str = "", **headers: str) -> str:
    response = client.get(f"/processes/{talks.slug}/positions/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def cells(text: str) -> list[str]:
    """What the cells of the table say, without what is between the tags."""
    found = re.findall(r"<td.*?</td>", text, re.DOTALL)
    return [" ".join(strip_tags(cell).split()) for cell in found]


def test_a_cell_says_the_stance_and_leads_to_its_entry(client: Client, talks: Process) -> None:
    take(
        talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-04", title="Kyiv asks", slug="kyiv"
    )
    text = page(client, talks)
    assert cells(text) == ["demands Ukraine demands on 2025-12-04 4 Dec 2025"]
    assert 'aria-label="4 Dec 2025: Kyiv asks"' in text
    assert 'href="/statements/kyiv/"' in text
    assert 'class="stance-demands"' in text


def test_silent_is_not_the_same_as_nothing_on_record(client: Client, talks: Process) -> None:
    take(talks, "Ceasefire", actor("A", "state"), "2025-12-01", "silent")
    take(talks, "Borders", actor("B", "state"), "2025-12-01")
    said = [cell.split(" on ")[0] for cell in cells(page(client, talks))]
    assert said == ["none", "demands B demands", "silent A silent", "none"]
    assert "“None on record” means that nothing is recorded here" in page(client, talks)


def test_a_past_day_shows_what_was_known_of_it_then(client: Client, talks: Process) -> None:
    ukraine = actor("Ukraine", "state")
    take(talks, "Ceasefire", ukraine, "2025-12-01", "demands")
    take(talks, "Ceasefire", ukraine, "2025-12-05", "accepts")
    assert "demands" in cells(page(client, talks, "?as_of=2025-12-04"))[0]
    assert "accepts" in cells(page(client, talks, "?as_of=2025-12"))[0]
    before = page(client, talks, "?as_of=2025-11-30")
    assert cells(before) == []
    assert "No stand on record up to this day" in before
    assert 'href="?as_of=2025-12-01"' in before


def test_what_changed_since_the_round_before_is_marked(client: Client, talks: Process) -> None:
    ukraine = actor("Ukraine", "state")
    take(talks, "Ceasefire", ukraine, "2025-12-01", "demands")
    held(talks, "2025-12-02/2025-12-03", "Geneva")
    take(talks, "Ceasefire", ukraine, "2025-12-05", "accepts")
    text = page(client, talks)
    assert "accepts changed, before: demands" in cells(text)[0]
    assert "1 stand was taken since the round before this day" in text
    assert '<a href="?as_of=2025-12-03" title="Geneva">' in text
    assert "changed" not in cells(page(client, talks, "?as_of=2025-12-03"))[0]


def test_a_day_to_come_is_answered_with_today(client: Client, talks: Process) -> None:
    take(talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    text = page(client, talks, "?as_of=2999-01-01")
    assert "That day has not come yet" in text
    assert f'value="{timezone.localdate().isoformat()}"' in text
    assert len(cells(text)) == 1


@pytest.mark.parametrize("asked", ["abc", "2025-02-30", "%00", "0000-00-00", "9" * 500, "’;--"])
def test_nonsense_is_told_beside_the_field(client: Client, talks: Process, asked: str) -> None:
    take(talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    text = page(client, talks, f"?as_of={asked}")
    assert ('aria-describedby="as-of-problem"' in text) == (asked != "%00")
    assert len(cells(text)) == 1


def test_only_the_table_is_sent_where_htmx_asks_for_it(client: Client, talks: Process) -> None:
    take(talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    fragment = page(client, talks, **{"HX-Request": "true", "HX-Target": "standing"})
    assert len(cells(fragment)) == 1
    assert "<html" not in fragment
    assert "<html" in page(client, talks, **{"HX-Request": "true", "HX-Target": "elsewhere"})


def test_the_list_of_processes_leads_on_where_there_is_one(client: Client, talks: Process) -> None:
    assert "No position on record yet" in client.get("/positions/").content.decode()
    take(talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    hidden = process("Hidden")
    take(hidden, "Ceasefire", actor("Nobody", "state"), "2025-12-01", state="draft")
    assert client.get("/positions/")["Location"] == f"/processes/{talks.slug}/positions/"
    take(process("Other talks"), "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    text = client.get("/positions/").content.decode()
    assert "Other talks" in text
    assert "Hidden" not in text


def test_the_way_to_a_process_keeps_the_day_asked_for(client: Client, talks: Process) -> None:
    take(talks, "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    own = f"/processes/{talks.slug}/positions/?as_of=2025-12-03"
    assert client.get("/positions/?as_of=2025-12-03")["Location"] == own
    take(process("Other talks"), "Ceasefire", actor("Ukraine", "state"), "2025-12-01")
    assert f'href="{own}"' in client.get("/positions/?as_of=2025-12-03").content.decode()
    assert 'class="notice"' in client.get("/positions/?as_of=xyz").content.decode()


def test_a_process_without_positions_says_what_would_be_here(client: Client) -> None:
    talks = process()
    held(talks, "2025-12-01")
    assert "as soon as an editor publishes an entry" in page(client, talks)


def test_names_of_any_length_and_script_stand_apart(client: Client, talks: Process) -> None:
    take(talks, "x" * 90, actor("حكومة الوفاق الوطني" * 10, "state"), "2025-12-01")
    assert "<bdi>حكومة" in page(client, talks)


def test_queries_do_not_grow_with_issues_parties_and_rounds(
    client: Client, django_assert_num_queries
) -> None:
    for number in (1, 3, 30):
        talks = process()
        parties = [actor(f"Party {n}", "state") for n in range(min(number, 12))]
        for n in range(number):
            day = (timezone.localdate() - timedelta(days=2 * n + 1)).isoformat()
            held(talks, day)
            for party in parties:
                take(talks, f"Issue-{n}", party, day)
        with django_assert_num_queries(7):
            text = page(client, talks)
        assert len(cells(text)) == number * len(parties)
