"""The review at scale: narrowing, choosing many, deciding conflicts, undoing a part, mending."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import QueryDict
from xlsxwriter import Workbook

from aid.models import ExchangeRate
from imports import actions
from imports.files import open_file
from imports.mending import rows_to_mend
from imports.models import Batch, Row
from imports.reviewing import Review
from records.models import Actor, Entry
from tests.imports import lists
from tests.imports.helpers import a_round, applied, carried_on, content, csv_bytes, read, undone
from tests.imports.test_admin import login, page, queued  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
BROKEN = csv_bytes([a_round(1), a_round(2, country="Atlantis"), a_round(3, date="2025-02-31")])


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("rev", password="x", is_staff=True)


def keys(batch: Batch, query: str) -> list[str]:
    return [row.key for row in Review.of(batch, QueryDict(query)).rows()]


def in_conflict(editor: User) -> Batch:
    """r1 was edited by hand and changed in the file, in the place and in who took part."""
    applied(read(csv_bytes([a_round(1), a_round(2)])))
    entry = Entry.objects.get(title__startswith="Round 1")
    Entry.objects.filter(pk=entry.pk).update(place_name="Lausanne")
    return read(csv_bytes([a_round(1, place="Bern", summary="Longer."), a_round(2)]))


def test_rows_are_narrowed_by_words_reason_field_and_standing_and_sorted() -> None:
    applied(read(csv_bytes([a_round(n) for n in (1, 2, 3)])))
    batch = read(csv_bytes([a_round(3, place="Bern"), a_round(1, summary="New."), a_round(2)]))
    assert keys(batch, "outcome=changed") == ["r3", "r1"]
    assert keys(batch, "outcome=changed&sort=key") == ["r1", "r3"]
    assert keys(batch, "outcome=changed&q=round+3") == ["r3"]
    assert keys(batch, "outcome=changed&q=BERN") == ["r3"]
    assert keys(batch, "outcome=changed&field=summary") == ["r1"]
    actions.choose_rows(batch=batch, rows=batch.rows.filter(key="r1"), accepted=False)
    assert keys(batch, "outcome=changed&standing=rejected") == ["r1"]
    assert keys(batch, "outcome=nonsense&sort=nonsense&standing=nonsense") == ["r3", "r1"]


def test_rows_are_narrowed_by_the_reason_of_a_problem() -> None:
    batch = read(BROKEN)
    lines = [
        row.line
        for row in Review.of(batch, QueryDict("outcome=invalid&reason=impossible_date")).rows()
    ]
    assert len(lines) == 1
    assert batch.rows.get(line=lines[0]).problems[0]["column"] == "date"


def test_all_that_are_shown_are_rejected_at_once(client, queued) -> None:  # noqa: F811
    login(client, "view_batch", "change_batch")
    batch = read(csv_bytes([a_round(n) for n in range(1, 61)]))
    choose = page(batch, "choose") + "?outcome=new&q=round+1"
    client.post(choose, {"all": "1", "reject": "1"})
    rejected = set(batch.rows.filter(accepted=False).values_list("key", flat=True))
    assert rejected == {"r1", *(f"r{n}" for n in range(10, 20))}


def test_a_conflict_that_takes_the_files_value_is_applied(editor) -> None:
    batch = in_conflict(editor)
    assert batch.counts["conflict"] == 1
    done = actions.decide(
        batch=batch, rows=batch.rows.all(), take={"place_name": "file"}, by=editor
    )
    batch.refresh_from_db()
    assert (done, batch.counts["conflict"], batch.counts["changed"]) == (1, 0, 1)
    applied(batch)
    entry = Entry.objects.get(title__startswith="Round 1")
    assert (entry.place_name, entry.summary) == ("Bern", "Longer.")
    undone(batch)
    entry.refresh_from_db()
    assert (entry.place_name, entry.summary) == ("Lausanne", "")


def test_a_conflict_that_keeps_what_is_stored_is_asked_once(editor) -> None:
    batch = in_conflict(editor)
    actions.decide(batch=batch, rows=batch.rows.all(), take="stored", by=editor)
    applied(batch)
    entry = Entry.objects.get(title__startswith="Round 1")
    assert (entry.place_name, entry.summary) == ("Lausanne", "Longer.")
    again = read(csv_bytes([a_round(1, place="Bern", summary="Longer."), a_round(2)]))
    assert again.counts["unchanged"] == 2


def test_an_edit_after_the_decision_makes_it_a_conflict_again(editor) -> None:
    batch = in_conflict(editor)
    actions.decide(batch=batch, rows=batch.rows.all(), take="file", by=editor)
    Entry.objects.filter(title__startswith="Round 1").update(place_name="Basel")
    applied(batch)
    assert Entry.objects.get(title__startswith="Round 1").place_name == "Basel"
    assert batch.rows.get(key="r1").outcome == Row.Outcome.CONFLICT


def test_a_published_entry_keeps_its_sources_whatever_is_decided(editor) -> None:
    applied(read(csv_bytes([a_round(1)])), publish=True)
    batch = read(csv_bytes([a_round(1, sources="")]))
    actions.decide(batch=batch, rows=batch.rows.all(), take="file", by=editor)
    applied(batch)
    assert (Entry.objects.get().citations.count(), batch.rows.get().outcome) == (1, "conflict")


def test_rates_and_actors_are_decided_in_the_same_way(editor) -> None:
    ExchangeRate.objects.create(currency="USD", date="2025-12-04", per_euro=2)
    batch = read(b"Date,USD,GBP\n2025-12-04,1.1666,0.87\n")
    actions.decide(batch=batch, rows=batch.rows.all(), take="file", by=editor)
    applied(batch)
    assert f"{ExchangeRate.objects.get(currency='USD').per_euro:.4f}" == "1.1666"
    applied(read(lists.UK.encode()))
    Actor.objects.filter(identifiers__scheme="uk").update(description="Edited")
    batch = read(lists.UK.replace("Swiss,Envoy", "Swiss,Minister").encode())
    actions.decide(batch=batch, rows=batch.rows.all(), take="stored", by=editor)
    applied(batch)
    assert Actor.objects.get(name="Ada FORD").description == "Edited"


def test_conflicts_are_decided_on_the_page(client, queued) -> None:  # noqa: F811
    user = login(client, "view_batch", "change_batch")
    batch = in_conflict(user)
    row = batch.rows.get(outcome="conflict")
    html = client.get(page(batch), {"outcome": "conflict"}).content.decode()
    assert html.count(f'name="take-{row.pk}-place_name"') == 2
    client.post(
        page(batch, "choose") + "?outcome=conflict",
        {"decide": str(row.pk), f"take-{row.pk}-place_name": "file", "take-0-x": "file"},
    )
    row.refresh_from_db()
    assert (row.outcome, row.decisions["by"]) == ("changed", "ed")
    html = client.get(page(batch), {"outcome": "changed"}).content.decode()
    assert "place: taken from the file" in " ".join(html.split())


def test_a_part_is_undone_and_the_rest_stays() -> None:
    applied(read(csv_bytes([a_round(1)])))
    alone = content()
    batch = applied(read(csv_bytes([a_round(1), a_round(2), a_round(3)])), publish=True)
    assert actions.request_undo(batch=batch, rows=batch.rows.filter(key="r3"))
    carried_on(batch)
    assert (batch.state, batch.report["undone"], batch.report["applied"]) == ("applied", 1, 1)
    assert [e.title for e in Entry.objects.order_by("id")] == [
        "Round 1 at the ford",
        "Round 2 at the ford",
    ]
    assert Actor.objects.get(name="Ada 2").names.exists() is False
    undone(batch)
    assert (batch.state, content()) == ("undone", alone)


def test_undoing_a_part_leaves_the_designations_of_others() -> None:
    batch = applied(read(lists.UK.encode()))
    assert actions.request_undo(batch=batch, rows=batch.rows.filter(key="CLD0002"))
    carried_on(batch)
    ada = Actor.objects.get()
    assert (ada.name, ada.designations.count(), ada.names.count()) == ("Ada FORD", 1, 2)
    undone(batch)
    assert not Actor.objects.exists()


def test_undoing_ticked_rows_is_confirmed_first(client, queued) -> None:  # noqa: F811
    login(client, "view_batch", "change_batch")
    batch = applied(read(csv_bytes([a_round(1), a_round(2)])))
    row = batch.rows.get(key="r2")
    choose = page(batch, "choose") + "?outcome=new"
    html = client.post(choose, {"undo": "1", "row": str(row.pk)}).content.decode()
    assert "Undo these rows?" in html and "Entries that are deleted: 1" in html
    assert queued == []
    client.post(choose, {"undo": "1", "row": str(row.pk), "confirmed": "1"})
    carried_on(batch)
    assert [e.title for e in Entry.objects.all()] == ["Round 1 at the ford"]


def test_broken_rows_come_back_as_a_table_that_reads_again() -> None:
    batch = read(BROKEN)
    rows = batch.rows.exclude(problems=[]).order_by("number")
    found = rows_to_mend(batch, rows)
    text = b"".join(found.content).decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text)))
    assert [(one["id"], one["#problems"].partition(":")[0]) for one in told] == [
        ("r2", "country"),
        ("r3", "date"),
    ]
    mended = text.replace("Atlantis", "CH").replace("2025-02-31", "2025-02-28")
    assert read(mended.encode()).counts["new"] == 2


def test_broken_rows_of_a_workbook_keep_their_sheets(tmp_path) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False}) as book:
        for name in ("rounds", "incidents"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["id", "title", "date"])
            sheet.write_row(1, 0, [f"x-{name}", "=Odd", "2025-02-31"])
    batch = read(buffer.getvalue(), "book.xlsx")
    found = rows_to_mend(batch, batch.rows.order_by("number"))
    path = tmp_path / found.name
    path.write_bytes(b"".join(found.content))
    opened = open_file(path)
    lines = [(line.sheet, line.cells["title"]) for line in opened.lines]
    opened.close()
    assert (found.name, lines) == (
        "book-problems.xlsx",
        [("rounds", "=Odd"), ("incidents", "=Odd")],
    )


def test_broken_lines_of_json_come_back_as_such() -> None:
    data = lists.lines_of(lists.FTM)
    batch = read(data, "entities.json")
    found = rows_to_mend(batch, batch.rows.exclude(problems=[]).order_by("number"))
    told = [json.loads(line) for line in b"".join(found.content).splitlines()]
    assert [(one["id"], bool(one["#problems"])) for one in told] == [("a-1", True), ("s-2", True)]


def test_what_has_no_header_is_listed() -> None:
    batch = read(lists.UN.encode(), "un.xml")
    found = rows_to_mend(batch, batch.rows.filter(outcome="invalid"))
    [told] = csv.DictReader(io.StringIO(b"".join(found.content).decode("utf-8-sig")))
    assert (told["DATAID"], "must not be empty" in told["#problems"]) == ("103", True)


def test_a_trusted_form_is_applied_and_published_at_once(settings) -> None:
    settings.IMPORT_TRUSTED = ["parley"]
    batch = read(csv_bytes([a_round(1), a_round(2, sources="")]))
    states = sorted(Entry.objects.values_list("state", flat=True))
    assert (batch.state, states) == ("applied", ["draft", "published"])


def test_a_trusted_form_waits_where_the_sender_may_not_publish(settings, editor) -> None:
    settings.IMPORT_TRUSTED = ["parley"]
    batch = Batch.objects.create(connector="parley", created_by=editor, file_name="x.csv")
    batch.file.save("upload", ContentFile(csv_bytes([a_round(1)])))
    carried_on(batch)
    assert (batch.state, Entry.objects.count()) == ("ready", 0)


@pytest.mark.parametrize("state", ["applying", "undoing", "undone"])
def test_nothing_is_decided_on_an_import_that_is_worked_on_since_its_page_was_shown(
    editor, state
) -> None:
    batch = in_conflict(editor)
    before = list(batch.rows.order_by("pk").values())
    Batch.objects.filter(pk=batch.pk).update(state=state)
    rows = batch.rows.all()
    with pytest.raises(actions.UndecidableError):
        actions.choose_rows(batch=batch, rows=rows, accepted=False)
    with pytest.raises(actions.UndecidableError):
        actions.decide(batch=batch, rows=rows, take="file", by=editor)
    assert list(rows.order_by("pk").values()) == before


def test_who_decides_too_late_is_told(client, queued) -> None:  # noqa: F811
    login(client, "view_batch", "change_batch")
    batch = read(csv_bytes([a_round(1)]))
    Batch.objects.filter(pk=batch.pk).update(state="applying")
    answer = client.post(page(batch, "choose"), {"all": "1", "reject": "1"}, follow=True)
    assert "These rows can no longer be chosen." in answer.content.decode()
    assert batch.rows.get().accepted
