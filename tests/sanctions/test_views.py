from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.models import Involvement
from sanctions.models import Relief
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
    assert time_left(licence, datetime(2026, 4, 17, 4, tzinfo=UTC)) == "ends in 12 days"
    assert time_left(licence, datetime(2026, 4, 29, 4, tzinfo=UTC)) == "ends today"


def test_days_are_counted_by_the_clock_of_the_instrument(licence: Relief) -> None:
    licence.expires_at = datetime(2026, 11, 30, 0, 59, tzinfo=UTC)  # 23:59 on the 29th
    licence.expires_zone = "Atlantic/Azores"
    assert time_left(licence, datetime(2026, 11, 2, 12, tzinfo=UTC)) == "ends in 27 days"
    assert time_left(licence, datetime(2026, 11, 30, 0, 30, tzinfo=UTC)) == "ends today"
    assert time_left(licence, datetime(2026, 11, 30, 0, 59, tzinfo=UTC)).startswith("expired today")
    assert time_left(licence, datetime(2026, 12, 1, 0, 30, tzinfo=UTC)).startswith("expired 1 day ")


def test_thirty_days_left_are_within_thirty_days(licence: Relief) -> None:
    now = datetime(2026, 3, 30, 5, tzinfo=UTC)
    licence.expires_at = datetime(2026, 4, 30, 3, 59, tzinfo=UTC)  # 23:59 on the 29th
    assert time_left(licence, now) == "ends in 30 days"
    assert licence.standing(now) == "expires_soon"


def test_what_is_to_come_counts_to_its_beginning(client: Client) -> None:
    begins = timezone.localdate() + timedelta(days=20)
    made = relief(on=begins.isoformat(), ends=in_days(200))
    assert time_left(made, timezone.now()) == "begins in 20 days"
    assert period_words(made, timezone.now()).startswith("begins ")
    text = page(client, made.get_absolute_url())
    assert "Not yet in force</span> — begins in 20 days" in text
    beginning = text.partition("<dt>Its beginning</dt>")[2].partition("</dd>")[0]
    assert f'datetime="{begins}"' in beginning
    assert '<span class="small muted">begins</span> <time' in page(client, "/sanctions/")


def test_a_beginning_known_by_its_month_is_not_counted_in_days(client: Client) -> None:
    made = relief(on="2999-01")
    assert time_left(made, timezone.now()) == ""
    assert ">January 2999</time>" in page(client, made.get_absolute_url())


def test_an_end_known_by_its_day_has_its_zone_in_words(client: Client) -> None:
    made = relief(ends=datetime(2026, 4, 30, 3, 59, tzinfo=UTC), expires_precision="day")
    text = page(client, made.get_absolute_url())
    assert "<dd>Eastern Daylight Time</dd>" in text
    assert NEW_YORK not in text


def test_time_left_to_some_day_of_a_month_is_the_longest_it_can_be() -> None:
    end = datetime(2026, 5, 1, 3, 59, tzinfo=UTC)
    made = relief(ends=end, expires_precision="month")
    assert time_left(made, end - timedelta(days=3)) == "ends in 3 days at the latest"


def test_what_was_replaced_and_revoked_says_when(client: Client, licence: Relief) -> None:
    licence.revoked_on = licence.starts_on
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert period_words(licence, now) == "issued 4 Dec 2025, revoked 4 Dec 2025"
    assert time_left(licence, now) == "since 4 Dec 2025"
    licence.save()
    for address in ("/timeline/", "/sanctions/", licence.get_absolute_url()):
        text = page(client, address)
        assert "since 4 Dec 2025" in text
        assert "until 29 Apr" not in text


@pytest.mark.parametrize(
    ("on", "day", "standing"),
    [
        ("2025?", "2024-12-31", "not_yet"),
        ("2025?", "2025-01-01", "perhaps"),
        ("2025?", "2025-12-30", "perhaps"),
        ("2025?", "2025-12-31", "in_force"),
        ("2025-11", "2025-11-29", "perhaps"),
        ("2025-11-04", "2025-11-04", "in_force"),
    ],
)
def test_what_was_issued_on_a_day_not_known_is_perhaps_in_force(
    client: Client, on: str, day: str, standing: str
) -> None:
    relief(on=on, number="128A")
    text = page(client, f"/sanctions/?as_of={day}")
    assert f'class="standing standing-{standing}"' in text
    assert ("on which day is not known" in text) == (standing == "perhaps")


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


def test_a_row_names_all_whom_it_concerns_then_how_many_more(client: Client) -> None:
    made = relief()
    station, parent = actor("Stations", "company"), actor("Lukoil", "company")
    for who, role in ((station, "beneficiary"), (station, "target"), (parent, "target")):
        made.involvements.create(actor=who, role=role)
    assert "<bdi>Stations</bdi>, <bdi>Lukoil</bdi></p>" in page(client, "/timeline/")
    for n in range(3):
        made.involvements.create(actor=actor(f"Firm {n}", "company"), role="target")
    text = page(client, "/timeline/")
    assert '<bdi>Firm 1</bdi> <span class="muted">and 1 more</span>' in " ".join(text.split())


def test_what_it_allows_and_what_not_and_for_whom(client: Client, licence: Relief) -> None:
    Relief.objects.filter(pk=licence.pk).update(authorises="Retail sales", excludes="Transfers")
    for role, name in (("issuer", "OFAC"), ("target", "Lukoil"), ("beneficiary", "Stations")):
        Involvement.objects.create(entry=licence, actor=actor(name, "company"), role=role)
    text = page(client, licence.get_absolute_url())
    found = [f"<bdi>{name}</bdi>" in text for name in ("OFAC", "Lukoil", "Stations")]
    assert found == [True, True, True]
    assert "<p>Retail sales</p>" in text
    assert "<p>Transfers</p>" in text


def test_the_end_stands_in_world_time_and_waits_for_the_readers(
    client: Client, licence: Relief
) -> None:
    text = page(client, licence.get_absolute_url())
    assert "29 April 2026, 4:01 a.m. Coordinated Universal Time" in text
    assert '<dd class="yours" data-instant="2026-04-29T04:01:00+00:00"></dd>' in text


def test_a_day_is_not_moved_into_another_zone(client: Client) -> None:
    made = relief(ends=datetime(2026, 4, 30, 3, 59, tzinfo=UTC), expires_precision="day")
    text = page(client, made.get_absolute_url())
    assert ">29 April 2026</time>" in text
    assert "data-instant" not in text


def test_an_end_in_winter_and_one_in_summer_keep_their_own_clocks(client: Client) -> None:
    for month, words in ((1, "12:01 a.m. Eastern Standard"), (7, "1:01 a.m. Eastern Daylight")):
        made = relief(ends=datetime(2026, month, 10, 5, 1, tzinfo=UTC))
        assert words in page(client, made.get_absolute_url())


def test_two_instruments_of_a_chain_are_compared_word_by_word(client: Client) -> None:
    first = relief(number="128", authorises="Retail stations until March")
    middle = relief(number="128A", replaces=first)
    last = relief(number="128B", replaces=middle, authorises="Retail stations until April")
    text = page(client, f"{first.get_absolute_url()}?compare={last.slug}")
    assert "Retail stations until <del>March</del>" in text
    assert "Retail stations until <ins>April</ins>" in text
    assert f'<option value="{last.slug}" selected>128B</option>' in text


def test_the_earlier_instrument_stands_left_whichever_page_is_open(client: Client) -> None:
    first = relief(number="128", conditions="Reports each month")
    last = relief(number="128A", replaces=first)
    text = page(client, f"{last.get_absolute_url()}?compare={first.slug}")
    assert "<del>Reports each month</del>" in text
    assert "What it authorises</h3>" not in text


def test_comparing_with_what_is_not_of_the_chain_is_told(client: Client) -> None:
    first = relief(number="128")
    last = relief(number="128A", replaces=first)
    relief(number="128B", replaces=last, state="draft", slug="hidden", authorises="Secret")
    text = page(client, f"{first.get_absolute_url()}?compare=hidden")
    assert "No instrument of this chain has this address" in text
    assert "Secret" not in text


def test_an_instrument_without_a_chain_offers_no_comparison(client: Client) -> None:
    made = relief(number="128")
    assert 'id="changes"' not in page(client, f"{made.get_absolute_url()}?compare=x")


@pytest.mark.parametrize(
    ("end", "zone", "standing"),
    [
        (datetime(2025, 12, 4, 4, 59, tzinfo=UTC), NEW_YORK, "expired"),  # 3 December there
        (datetime(2025, 12, 3, 23, 59, tzinfo=UTC), "Europe/London", "expired"),
        (datetime(2025, 12, 3, 22, 30, tzinfo=UTC), "Europe/Kyiv", "replaced"),  # the 4th there
    ],
)
def test_what_ended_before_its_successor_is_told_by_its_own_clock(
    end: datetime, zone: str, standing: str
) -> None:
    first = entry("relief", on="2025-11-04", number="1", expires_at=end, expires_zone=zone)
    relief(on="2025-12-04", number="2", replaces=first)
    first.refresh_from_db()
    assert first.standing(datetime(2026, 1, 1, tzinfo=UTC)) == standing
