"""What the reader sees is what the reader downloads, in every format."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from sanctions.models import Programme
from tests.factories import make_actor, make_entries, make_entry, make_process, make_source
from timeline.exports.records import load

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def body(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    content: bytes = response.getvalue() if response.streaming else response.content
    return content


def titles_of_workbook(content: bytes) -> list[str]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [str(row[rows[0].index("title")]) for row in rows[1:]]


def titles_of_feed(content: bytes) -> list[str]:
    tree = fromstring(content)  # noqa: S314 — our own answer
    return [str(title.text) for title in tree.findall("a:entry/a:title", ATOM)]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "csv": lambda content: [
        row["title"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    ],
    "xlsx": titles_of_workbook,
    "json": lambda content: [entry["title"] for entry in json.loads(content)["entries"]],
    "jsonl": lambda content: [json.loads(line)["title"] for line in content.splitlines()],
    "jsonld": lambda content: [thing["name"] for thing in json.loads(content)["@graph"]],
    "ics": lambda content: [
        str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")
    ],
    "atom": titles_of_feed,
}
FORMS = list(READERS)


def titles_in(client: Client, form: str, query: str) -> list[str]:
    return READERS[form](body(client, f"/timeline.{form}?{query}"))


@pytest.mark.parametrize("form", FORMS)
def test_every_format_has_the_entries_of_the_query_and_no_other(client: Client, form: str) -> None:
    ukraine = make_actor("Kyiv", country="UA")
    make_entry("Older talks", on="2025-01-05", by=(ukraine,))
    make_entry("Newer talks", on="2025-03-05", by=(ukraine,))
    make_entry("Elsewhere", by=(make_actor(country="FR"),))
    make_entry("Secret talks", by=(ukraine,), state="draft")
    found = titles_in(client, form, "country=UA")
    assert sorted(found) == ["Newer talks", "Older talks"]
    if form != "atom":  # which follows changes
        assert found == ["Newer talks", "Older talks"]
    assert titles_in(client, form, "country=TV") == []


@pytest.mark.parametrize("form", FORMS)
def test_a_value_that_does_not_exist_is_refused_by_name(client: Client, form: str) -> None:
    response = client.get(f"/timeline.{form}?country=ZZ&from=soon")
    problems = json.loads(response.content)["problems"]
    assert response.status_code == 400
    assert [(p["parameter"], p["value"]) for p in problems] == [("country", "ZZ"), ("from", "soon")]


def test_a_record_says_who_for_whom_and_by_which_source(client: Client) -> None:
    state = make_actor("Ukraine", kind="state", slug="ukraine", country="UA")
    make_entry(
        "Talks",
        on="2025-12~",
        by=(make_actor("Umerov", slug="umerov"),),
        party=state,
        process=make_process(slug="war"),
        source=make_source("Report", publisher="Paper", url="https://example.org/1"),
        status="held",
    )
    record = json.loads(body(client, "/timeline.jsonl"))
    assert record["date"] == "2025-12~"
    assert record["involved"] == [
        {
            "role": "negotiator",
            "actor": "umerov",
            "name": "Umerov",
            "party": "ukraine",
            "party_name": "Ukraine",
        }
    ]
    assert record["processes"] == ["war"]
    assert [source["original"] for source in record["sources"]] == ["https://example.org/1"]
    assert record["status"] == "held"


def entries_by_title(client: Client) -> dict[str, dict[str, Any]]:
    lines = body(client, "/timeline.jsonl").splitlines()
    return {entry["title"]: entry for entry in map(json.loads, lines)}


def test_a_pledge_says_what_it_restates_and_what_moved(client: Client) -> None:
    first = make_entry("First", kind="pledge", amount=5, currency="EUR")
    again = make_entry("Again", kind="pledge", restates=first, amount=5, currency="EUR")
    make_entry("Of a draft", kind="pledge", restates=make_entry(kind="pledge", state="draft"))
    again.transactions.create(
        type="3", happened_on="2026-01-01", date_precision="month", amount=2, currency="EUR"
    )
    found = entries_by_title(client)
    assert [found[title]["restates"] for title in ("First", "Again", "Of a draft")] == [
        None,
        first.pk,
        None,
    ]
    assert found["Again"]["transactions"] == [
        {
            "type": "3",
            "date": "2026-01",
            "amount": "2.00",
            "currency": "EUR",
            "description": "",
            "source": "",
        }
    ]
    rows = csv.DictReader(io.StringIO(body(client, "/timeline.csv").decode("utf-8-sig")))
    assert {row["title"]: row["restates"] for row in rows}["Again"] == str(first.pk)
    assert "transactions" not in (rows.fieldnames or ())


def test_relief_and_documents_say_what_they_replace(client: Client) -> None:
    programme = Programme.objects.create(authority="OFAC", code="RUSSIA-EO14024", name="Russia")
    for kind in ("relief", "document"):
        own = {"programme": programme} if kind == "relief" else {"form": "draft"}
        old = make_entry(f"Old {kind}", kind=kind, **own)
        make_entry(f"New {kind}", kind=kind, replaces=old, **own)
    found = entries_by_title(client)
    for kind in ("relief", "document"):
        assert found[f"New {kind}"]["replaces"] == found[f"Old {kind}"]["id"]
    relief = found["New relief"]
    assert (relief["authority"], relief["programme"]) == ("OFAC", "RUSSIA-EO14024")


def test_a_source_stands_once_with_its_best_grade_and_what_it_says(client: Client) -> None:
    source = make_source("Report", reliability="B")
    made = make_entry("Talks", source=source)
    made.citations.create(source=source, credibility=2, quotation="word for word")
    [cited] = entries_by_title(client)["Talks"]["sources"]
    assert (cited["grade"], cited["quotations"]) == ("B2", ["word for word", "mot pour mot"])


def test_a_cell_that_a_spreadsheet_would_run_goes_out_as_text(client: Client) -> None:
    make_entry('=HYPERLINK("http://evil.example")')
    row = next(csv.DictReader(io.StringIO(body(client, "/timeline.csv").decode("utf-8-sig"))))
    assert row["title"] == '\'=HYPERLINK("http://evil.example")'
    assert titles_in(client, "xlsx", "") == ['=HYPERLINK("http://evil.example")']


def test_a_table_read_by_semicolons_has_no_cell_to_run(client: Client) -> None:
    make_entry("x;=1+1;y")
    text = body(client, "/timeline.csv").decode("utf-8-sig")
    assert ',"x;\'=1+1;y",' in text
    rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [one for row in rows for one in row if one.startswith("=")] == []


def test_a_date_known_to_the_month_stands_in_no_calendar(client: Client) -> None:
    make_entry("Some day in April", on="2026-04")
    make_entry("Three days", on="2026-05-01/2026-05-03")
    event = Calendar.from_ical(body(client, "/timeline.ics")).walk("VEVENT")
    assert [str(one["summary"]) for one in event] == ["Three days"]
    assert event[0]["dtend"].dt.isoformat() == "2026-05-04"


def test_a_calendar_says_what_was_cancelled_and_leaves_out_what_was_put_off(
    client: Client,
) -> None:
    for status in ("EventCancelled", "EventPostponed", "EventScheduled", "held"):
        make_entry(status, status=status)
    make_entry("About then", on="2025-12-04~")
    events = Calendar.from_ical(body(client, "/timeline.ics")).walk("VEVENT")
    assert {str(event["summary"]): str(event["status"]) for event in events} == {
        "EventCancelled": "CANCELLED",
        "EventScheduled": "TENTATIVE",
        "held": "CONFIRMED",
    }


def test_a_calendar_begins_before_its_events_are_read(client: Client) -> None:
    make_entry("Réunion; à Kyïv, " + "і далі " * 20)
    parts = iter(client.get("/timeline.ics"))
    begun = next(part for part in parts if part)
    assert begun.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"VEVENT" not in begun
    event, end = parts
    assert max(map(len, event.split(b"\r\n"))) <= 75
    assert "SUMMARY:Réunion\\; à Kyïv\\, і далі" in event.decode().replace("\r\n ", "")
    assert end == b"END:VCALENDAR\r\n"


@pytest.mark.parametrize("form", ["csv", "jsonld", "ics"])
def test_queries_do_not_grow_with_the_entries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, form: str
) -> None:
    source = make_source()
    make_entries(30, by=(make_actor(), make_actor()), source=source)
    with django_assert_max_num_queries(9):
        assert len(titles_in(client, form, "")) == 30


@pytest.mark.parametrize("path", ["/timeline.atom", "/timeline.svg"])
def test_a_title_with_what_no_xml_may_hold_breaks_no_document(client: Client, path: str) -> None:
    make_entry("Bell\u0001 and \uffff end")
    assert fromstring(body(client, path)) is not None  # noqa: S314 — our own answer


def test_what_is_withdrawn_while_an_export_goes_on_is_left_out() -> None:
    source, actor = make_source(), make_actor()
    kept = make_entry("Kept", by=(actor,), source=source, process=make_process())
    gone = make_entry("Gone", by=(actor,), source=source, process=make_process(), state="withdrawn")
    found = load([gone.pk, kept.pk], str)
    assert [record["title"] for record in found] == ["Kept"]
