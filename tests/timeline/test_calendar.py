"""The calendar: what falls due, what took place, and the file that others subscribe to."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from records.kinds import kind_models
from sanctions.expiry import read_expiry
from tests.factories import make_actor, make_entry, make_process

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"


def get(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers or None).content.decode()


def day(page: str, number: int) -> str:
    """What stands in the cell of a day, as text."""
    cell = re.search(rf">{number}</time>(.*?)</td>", page, re.DOTALL)
    assert cell
    return " ".join(re.sub("<[^>]+>", " ", cell[1]).split())


def events(client: Client, address: str) -> dict[str, object]:
    file = Calendar.from_ical(b"".join(client.get(address)))
    return {str(event["summary"]): event for event in file.walk("VEVENT")}


@pytest.fixture
def licence() -> Iterator[object]:
    yield make_entry(
        "Licence 128B",
        kind="relief",
        on="2025-12-04",
        number="128B",
        expires_at=datetime(2026, 4, 29, 4, 1, tzinfo=UTC),
        expires_zone=NEW_YORK,
    )


def test_an_end_stands_on_the_day_of_its_own_zone(client: Client) -> None:
    make_entry(
        "Late",
        kind="relief",
        expires_at=datetime(2026, 5, 1, 3, 0, tzinfo=UTC),
        expires_zone=NEW_YORK,
    )
    april = get(client, "/calendar/?month=2026-04")
    assert "Late" in day(april, 30)
    assert "Late" not in get(client, "/calendar/?month=2026-05")


def test_a_month_has_dues_and_dimmer_what_took_place(client: Client, licence: object) -> None:
    make_entry("Miami", on="2026-04-04/2026-04-06")
    page = get(client, "/calendar/?month=2026-04")
    assert day(page, 29).startswith("Wednesday General licence 128B ends Licence 128B")
    assert [("Miami" in day(page, n)) for n in (3, 4, 5, 6, 7)] == [False, True, True, True, False]
    assert "Licence 128B" in day(get(client, "/calendar/?month=2025-12"), 4)


def test_a_planned_round_stands_once(client: Client) -> None:
    make_entry("Geneva", on="2026-04-10", status="EventScheduled")
    page = get(client, "/calendar/?month=2026-04")
    assert day(page, 10) == "Friday Round of talks: planned Geneva"


def test_what_is_known_by_the_month_stands_apart(client: Client) -> None:
    make_entry("By month", on="2026-04")
    make_entry("By year", on="2026")
    page = get(client, "/calendar/?month=2026-04")
    loose = page.split("In this month, day not known")[1].split("<table")[0]
    assert "By month" in loose
    assert "By month" not in page.split("<table")[1]
    assert "By year" not in page


def test_a_full_day_links_to_the_others(client: Client) -> None:
    for _n in range(5):
        make_entry(on="2026-04-10")
    page = get(client, "/calendar/?month=2026-04&kind=round")
    assert day(page, 10).endswith("2 more")
    assert '/timeline/?kind=round&amp;from=2026-04-10&amp;to=2026-04-10">' in page


@pytest.mark.parametrize("month", ["x", "2026-13", "0001-01", "9999-12", "2026-4", "٢٠٢٦-04"])
def test_a_month_that_cannot_be_read_is_told(client: Client, month: str) -> None:
    page = get(client, f"/calendar/?month={month}")
    assert "This is no month" in page
    assert f'name="month" value="{timezone.localdate():%Y-%m}"' in page


def test_the_first_and_the_last_month_have_one_neighbour(client: Client) -> None:
    assert 'rel="prev"' not in get(client, "/calendar/?month=1000-01")
    assert 'rel="next"' not in get(client, "/calendar/?month=8999-12")


def test_today_is_marked(client: Client) -> None:
    page = get(client, "/calendar/")
    marked = re.findall(r'datetime="([^"]+)" aria-current="date"', page)
    assert marked == [timezone.localdate().isoformat()]


def test_an_empty_month_offers_those_with_something(client: Client, licence: object) -> None:
    page = get(client, "/calendar/?month=2026-02")
    offered = page.split("Nothing in this month")[1].split("<table")[0]
    assert re.findall(r">(\w+ \d{4})</a>", offered) == ["April 2026", "December 2025"]


def test_the_last_month_with_something_may_have_an_end_alone(
    client: Client, licence: object
) -> None:
    page = get(client, "/calendar/?month=2026-06")
    offered = page.split("Nothing in this month")[1].split("<table")[0]
    assert re.findall(r">(\w+ \d{4})</a>", offered) == ["April 2026"]


@pytest.mark.parametrize(
    ("status", "words"),
    [("EventCancelled", "cancelled"), ("EventPostponed", "postponed"), ("held", "")],
)
def test_a_meeting_that_was_called_off_says_so(client: Client, status: str, words: str) -> None:
    make_entry("Geneva", on="2026-04-10", status=status)
    page = get(client, "/calendar/?month=2026-04")
    assert day(page, 10) == f"Friday Round: Geneva {words}".strip()


def test_an_empty_record_says_what_would_be_here(client: Client) -> None:
    page = get(client, "/calendar/")
    assert "Nothing in this month" in page
    assert "Next month with something" not in page


def test_dues_pass_the_filters_too(client: Client, licence: object) -> None:
    russia, process = make_actor(country="RU", slug="russia"), make_process(slug="war")
    other = {"expires_at": datetime(2026, 4, 20, tzinfo=UTC), "expires_zone": "UTC"}
    make_entry("Other", kind="relief", by=(russia,), role="target", process=process, **other)
    for query in ("country=RU", "actor=russia", "process=war", "q=other"):
        page = get(client, f"/calendar/?month=2026-04&{query}")
        assert "Other" in day(page, 20)
        assert "Licence 128B" not in page
    assert "Licence 128B" not in get(client, "/calendar/?month=2026-04&kind=round")


def test_drafts_fall_due_nowhere(client: Client) -> None:
    make_entry("Secret", on="2026-04-10", status="EventScheduled", state="draft")
    make_entry("Hidden", on="2026-04-11", state="withdrawn")
    page = get(client, "/calendar/?month=2026-04")
    assert "Secret" not in page
    assert "Hidden" not in page
    assert events(client, "/calendar.ics") == {}


def test_a_bad_filter_is_told_and_a_chip_keeps_the_month(client: Client) -> None:
    page = get(client, "/calendar/?month=2026-04&country=TR&country=ZZ")
    assert "ISO 3166-1" in page
    chips = re.findall(r'class="chip" href="([^"]+)"', page)
    assert chips == ["?country=ZZ&amp;month=2026-04", "?country=TR&amp;month=2026-04"]


def test_htmx_gets_the_month_alone(client: Client) -> None:
    htmx = {"HX-Request": "true", "HX-Target": "month"}
    response = client.get("/calendar/?month=2026-04&q=&kind=round", headers=htmx)
    part = response.content.decode()
    assert "<html" not in part
    assert "<title>Calendar: April 2026" in part
    assert response["HX-Push-Url"] == "/calendar/?kind=round&month=2026-04"
    assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_days_and_months_are_named_in_the_readers_language(client: Client) -> None:
    page = get(client, "/fr/calendar/?month=2026-04")
    assert re.findall(r'<abbr title="(\w+)"', page)[:2] == ["lundi", "mardi"]
    assert "avril 2026" in page


def test_the_file_has_ends_with_their_zone_and_rounds_with_their_days(
    client: Client, licence: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    made = make_entry("Talks; one, two", on="2025-12-04/2025-12-06", status="held")
    found = events(client, "/calendar.ics")
    end, talks = found["General licence 128B ends: Licence 128B"], found["Talks; one, two"]
    assert end.start.isoformat() == "2026-04-29T00:01:00-04:00"
    assert end["url"] == f"http://testserver{licence.get_absolute_url()}"
    assert end["uid"] == f"entry-{licence.pk}-due@testserver"
    assert [str(talks.start), str(talks.end)] == ["2025-12-04", "2025-12-07"]
    assert talks["uid"] == f"entry-{made.pk}@testserver"


def test_a_round_keeps_its_event_once_it_was_held(client: Client) -> None:
    made = make_entry("Geneva", on=timezone.localdate().isoformat(), status="EventScheduled")
    (planned,) = events(client, "/calendar.ics").values()
    made.status = "held"
    made.save()
    (held,) = events(client, "/calendar.ics").values()
    assert planned["uid"] == held["uid"]


def test_a_cancelled_round_stays_in_the_file_as_such(client: Client) -> None:
    make_entry("Geneva", on="2026-04-10", status="EventCancelled")
    make_entry("Vienna", on="2026-04-11", status="EventPostponed")
    assert [(name, event["status"]) for name, event in events(client, "/calendar.ics").items()] == [
        ("Geneva", "CANCELLED")
    ]


def test_the_file_is_filtered_and_refuses_what_it_cannot_read(client: Client) -> None:
    turkey = make_actor(country="TR")
    make_entry("Istanbul", by=(turkey,), status="held")
    make_entry("Geneva", status="held")
    assert list(events(client, "/calendar.ics?country=TR")) == ["Istanbul"]
    refused = client.get("/calendar.ics?country=ZZ")
    assert refused.status_code == 400
    assert "country=ZZ: A country is an ISO" in refused.content.decode()


@pytest.mark.parametrize("address", ["/calendar/?month=2026-04&country=TR", "/calendar.ics"])
@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_calendar_costs_at_most_twelve_queries(
    client: Client, address: str, number: int
) -> None:
    for n in range(number):
        for kind in kind_models():
            make_entry("word", kind=kind, on=f"2026-04-{n % 30 + 1:02}", place_country="TR")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 12


@pytest.mark.parametrize("zone", ["UTC", "Europe/Kyiv", "Pacific/Kiritimati", NEW_YORK])
def test_the_last_day_that_is_kept_breaks_no_file(client: Client, zone: str) -> None:
    end, _precision = read_expiry("8999-12-31", zone)
    relief = make_entry(
        "Relief", kind="relief", expires_at=end, expires_zone=zone, expires_precision="day"
    )
    held = make_entry("Held", on="8999-12-30/8999-12-31", status="held")
    make_entry("Planned", on="8999-12-31", status="EventScheduled")
    make_entry("Pledge", kind="pledge", due_on="8999-12-31", amount=1, currency="EUR")
    found = events(client, "/calendar.ics")
    assert {str(event["dtend"].dt) for event in found.values()} == {"9000-01-01"}  # type: ignore[index]
    assert len(found) == 4
    assert "Held" in events(client, "/timeline.ics")
    for entry in (relief, held):
        assert client.get(f"/entries/{entry.pk}.ics").status_code == 200
    for address in ("/sanctions/?as_of=8999-12-31", "/calendar/?month=8999-12", "/timeline/", "/"):
        assert client.get(address).status_code == 200
    assert client.get("/sanctions/?as_of=9999-12-31").status_code == 200
