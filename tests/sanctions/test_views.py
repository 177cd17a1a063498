from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.models import Involvement
from sanctions.models import Designation, Programme, Relief
from sanctions.periods import period_words, time_left
from tests.talks.factories import actor, cite, entry

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def relief(on: str = "2025-12-04", ends: datetime | None = None, **columns) -> Relief:
    zone = NEW_YORK if ends else ""
    return entry("relief", on=on, expires_at=ends, expires_zone=zone, **columns)


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days, hours=1)


@pytest.fixture
def licence() -> Relief:
    """128B as OFAC issued it."""
    return relief(ends=datetime(2026, 4, 29, 4, 1, tzinfo=UTC), number="128B")


def test_the_end_stands_in_the_instruments_own_zone(client: Client, licence: Relief) -> None:
    text = page(client, licence.get_absolute_url())
    assert "29 April 2026, 12:01 a.m. Eastern Daylight Time" in text


def test_a_source_that_gave_only_the_month_is_named(client: Client, licence: Relief) -> None:
    cite(licence, "News article", field="expires_at", value="April 2026")
    text = page(client, licence.get_absolute_url())
    assert "News article, “April 2026”" in text
    assert '<td data-label="News article">April 2026</td>' in text


def test_an_end_known_by_month_only_is_written_so(client: Client) -> None:
    made = relief(ends=datetime(2026, 5, 1, 3, 59, tzinfo=UTC), expires_precision="month")
    text = page(client, made.get_absolute_url())
    assert ">April 2026</time>" in text
    assert "29 April" not in text


def test_expired_relief_says_how_long_ago_and_that_nothing_followed(licence: Relief) -> None:
    now = datetime(2026, 5, 9, 5, tzinfo=UTC)
    assert time_left(licence, now) == "expired 10 days ago; no renewal on record"
    relief(on="2026-05-02", replaces=licence)
    licence.refresh_from_db()
    assert time_left(licence, now) == "expired 10 days ago"


def test_a_renewal_that_is_only_a_draft_stays_unknown(client: Client, licence: Relief) -> None:
    relief(on="2026-04-28", replaces=licence, number="128C", state="draft")
    text = page(client, licence.get_absolute_url())
    assert "no renewal on record" in text
    assert "128C" not in text


def test_time_left_is_counted_in_days_then_said(licence: Relief) -> None:
    assert time_left(licence, datetime(2026, 4, 17, 4, tzinfo=UTC)) == "in 12 days"
    assert time_left(licence, datetime(2026, 4, 29, 4, tzinfo=UTC)) == "in less than a day"


def test_time_left_to_some_day_of_a_month_is_the_longest_it_can_be() -> None:
    end = datetime(2026, 5, 1, 3, 59, tzinfo=UTC)
    made = relief(ends=end, expires_precision="month")
    assert time_left(made, end - timedelta(days=3)) == "in 3 days at the latest"


def test_what_was_replaced_and_revoked_says_when(licence: Relief) -> None:
    licence.revoked_on = licence.starts_on
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert period_words(licence, now) == "issued 4 Dec 2025, revoked 4 Dec 2025"
    assert time_left(licence, now) == ""


def test_a_chain_of_any_length_takes_the_same_queries(client: Client) -> None:
    def queries(length: int) -> int:
        last = relief(number="1")
        for n in range(2, length + 1):
            last = relief(number=f"{n}", replaces=last)
        with CaptureQueriesContext(connection) as captured:
            text = page(client, last.get_absolute_url())
        assert text.count('<span class="step">') == (length if length > 1 else 0)
        return len(captured)

    assert queries(2) == queries(3) == queries(30)


def test_a_draft_inside_the_chain_is_stepped_over(client: Client) -> None:
    first = relief(number="128")
    middle = relief(number="128-SECRET", replaces=first, state="draft")
    last = relief(number="128B", replaces=middle)
    for made in (first, last):
        text = page(client, made.get_absolute_url())
        assert text.count('<span class="step">') == 2
        assert "128-SECRET" not in text


def test_instruments_that_replace_each_other_do_not_loop(client: Client) -> None:
    first = relief(number="1")
    second = relief(number="2", replaces=first)
    Relief.objects.filter(pk=first.pk).update(replaces=second)
    assert page(client, first.get_absolute_url()).count('<span class="step">') == 2


def test_what_it_allows_and_what_not_and_for_whom(client: Client, licence: Relief) -> None:
    Relief.objects.filter(pk=licence.pk).update(authorises="Retail sales", excludes="Transfers")
    for role, name in (("issuer", "OFAC"), ("target", "Lukoil"), ("beneficiary", "Stations")):
        Involvement.objects.create(entry=licence, actor=actor(name, "company"), role=role)
    text = page(client, licence.get_absolute_url())
    found = [f"<bdi>{name}</bdi>" in text for name in ("OFAC", "Lukoil", "Stations")]
    assert found == [True, True, True]
    assert "<p>Retail sales</p>" in text
    assert "<p>Transfers</p>" in text


def standings(text: str) -> list[str]:
    known = ("expires_soon", "in_force", "not_yet", "expired", "replaced", "revoked")
    return [name for name in known if f'<section id="{name}">' in text]


def test_the_register_groups_by_standing(client: Client) -> None:
    relief(on="2025-01-01")
    relief(on="2025-01-02", ends=in_days(20))
    relief(on="2025-01-03", ends=in_days(-20))
    relief(on="2999-01-01")
    relief(on="2025-01-04", revoked_on="2025-02-01")
    relief(on="2025-06-01", replaces=relief(on="2025-01-05"))
    text = page(client, "/sanctions/")
    assert standings(text) == [
        "expires_soon", "in_force", "not_yet", "expired", "replaced", "revoked",
    ]  # fmt: skip


def test_the_register_is_filtered_by_plain_links(client: Client) -> None:
    ofac = Programme.objects.create(authority="OFAC", code="EO 14024", name="Russia")
    union = Programme.objects.create(authority="EU", code="833/2014", name="Russia")
    relief(on="2025-01-01", programme=ofac, title="Of OFAC")
    relief(on="2025-01-01", programme=union, title="Of the EU")
    assert 'href="?authority=EU"' in page(client, "/sanctions/")
    text = page(client, "/sanctions/?authority=EU&standing=in_force")
    assert "Of the EU" in text
    assert "Of OFAC" not in text


@pytest.mark.parametrize("query", ["?standing=nonsense", "?page=x", "?page=99", "?authority=%00"])
def test_the_register_answers_nonsense_with_a_page(client: Client, query: str) -> None:
    relief(on="2025-01-01", title="Stands")
    text = page(client, f"/sanctions/{query}")
    assert ("There is no standing “nonsense”" in text) == ("standing" in query)


def test_the_register_holds_no_draft(client: Client) -> None:
    relief(title="Secret licence", state="draft")
    text = page(client, "/sanctions/")
    assert "Secret licence" not in text
    assert "No relief here" in text


def test_the_register_asks_as_much_for_thirty_as_for_one(client: Client) -> None:
    lukoil = actor("Lukoil", "company")
    programme = Programme.objects.create(authority="OFAC", code="EO 14024", name="Russia")
    Designation.objects.create(actor=lukoil, programme=programme)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert "<bdi>Lukoil</bdi></a>" in page(client, "/sanctions/")
        return len(captured)

    counts = []
    for number in (1, 2, 27):
        for _n in range(number):
            made = relief(on="2025-01-01", programme=programme)
            made = relief(on="2025-01-02", programme=programme, replaces=made)
            Involvement.objects.create(entry=made, actor=lukoil, role="target")
        counts.append(queries())
    assert counts == [counts[0]] * 3
    assert counts[0] <= 6
