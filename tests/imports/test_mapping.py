"""A spreadsheet that no connector recognises: mapped, read, applied, recognised again, undone."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from xlsxwriter import Workbook

from aid.models import Pledge
from imports.mappings import actions, forms
from imports.mappings.actions import Refused, as_json, bring_in, keep, map_columns, standing_of
from imports.mappings.guessing import guess, guess_kind
from imports.mappings.plans import Plan, PlanError, plan_of_json
from imports.mappings.sampling import MOST_CHARACTERS, Sheet, sheets_of
from imports.models import Batch, Mapping
from records.models import Actor, Entry
from tests.imports.helpers import FILES, applied, carried_on, content, csv_bytes, read, undone

pytestmark = pytest.mark.django_db
DATA = (FILES / "aide.csv").read_bytes()


def guessed_plan(batch: Batch, **columns: object) -> Plan:
    """The plan that the page would send if nobody changed a guess."""
    sheet = next(sheet for sheet in sheets_of(batch) if sheet.lines)
    kind, _why = guess_kind(sheet.columns)
    return forms.guessed(kind, guess(kind, sheet)).plan(sheet).model_copy(update=columns)


def mapped(batch: Batch, plan: Plan | None = None, kept: Mapping | None = None) -> Batch:
    plan = plan or guessed_plan(batch)
    map_columns(batch=batch, plan=plan, seen=standing_of(batch), kept=kept)
    batch.refresh_from_db()
    return carried_on(batch)


def simple_plan(*header: str, **columns: str) -> Plan:
    return Plan(
        kind="incident",
        header=list(header),
        columns={name: {"field": field} for name, field in columns.items()},
    )


def test_a_table_of_no_known_form_waits_for_its_columns_to_be_mapped():
    batch = read(DATA)
    [sheet] = sheets_of(batch)
    assert (batch.state, batch.connector, batch.error) == ("mapping", "mapped", {})
    assert (sheet.columns[:2], [line for line, _cells in sheet.lines]) == (
        ["N°", "Intitulé"],
        [2, 3, 4, 5],
    )
    assert not batch.rows.exists()


def test_by_the_guesses_alone_the_file_becomes_pledges():
    batch = applied(mapped(read(DATA)))
    assert batch.counts == batch.counts | {"new": 3, "invalid": 1}
    first = Pledge.objects.get(title__startswith="Groupes")
    involved = {(one.role, one.actor.country or one.actor.name) for one in first.involvements.all()}
    assert (str(first.amount), first.currency, str(first.starts_on)) == (
        "1250000.50",
        "EUR",
        "2025-12-04",
    )
    assert involved == {
        ("donor", "DE"),
        ("recipient", "UA"),
        ("recipient", "MD"),
        ("channel", "ONU"),
    }
    assert first.title_fr == first.title
    assert [one.source.url for one in first.citations.all()] == ["https://exemple.test/aide/1"]
    donors = Actor.objects.filter(involvements__role="donor").values_list("country", flat=True)
    assert sorted(donors) == ["DE", "TR", "US"]


def test_what_is_wrong_names_the_columns_of_the_file():
    batch = mapped(read(DATA))
    row = batch.rows.get(outcome="invalid")
    assert [(one["code"], one["column"]) for one in row.problems] == [
        ("no_such_day", "Date de l’annonce"),
        ("unknown_country", "Pays donateur"),
        ("not_an_amount", "Montant"),
    ]
    assert row.raw["Pays donateur"] == "Atlantide"


def test_undo_takes_everything_back():
    before = content()
    batch = undone(applied(mapped(read(DATA))))
    assert (batch.state, content()) == ("undone", before)


def test_the_same_file_again_changes_nothing():
    batch = read(DATA)
    plan = guessed_plan(batch)
    applied(mapped(batch, plan, keep(name="Aide", plan=plan)))
    before = content()
    again = applied(read(DATA))
    assert (again.counts["unchanged"], content()) == (3, before)


def test_a_file_of_the_same_header_is_read_by_the_mapping_that_is_kept():
    keep(name="Aide", plan=guessed_plan(read(DATA)))
    text = DATA.decode().splitlines()
    batch = read("\n".join([text[0], text[1].replace("1;Groupes", "9;Encore")]).encode())
    assert (batch.state, str(batch.mapping), batch.counts["new"]) == ("ready", "Aide", 1)
    assert batch.plan["name"] == "Aide"


def test_the_last_changed_of_two_mappings_of_a_header_is_taken():
    plan = guessed_plan(read(DATA))
    for name in ("B", "A"):
        keep(name=name, plan=plan)
    assert str(read(DATA).mapping) == "A"


def test_changing_or_deleting_a_mapping_changes_no_import():
    kept = keep(name="Aide", plan=guessed_plan(read(DATA)))
    batch = read(DATA)
    kept.delete()
    batch.refresh_from_db()
    assert (batch.mapping, batch.plan["kind"], applied(batch).state) == (None, "pledge", "applied")


def test_an_import_is_mapped_anew_until_something_of_it_is_applied():
    batch = mapped(read(DATA))
    plan = guessed_plan(batch)
    columns = {name: one for name, one in plan.columns.items() if name != "Montant"}
    batch = mapped(batch, plan.model_copy(update={"columns": columns}))
    assert batch.rows.count() == 4
    assert not any("amount" in row.said.get("details", {}) for row in batch.rows.all())
    batch = applied(batch)
    with pytest.raises(Refused, match="Look at the import as it is now"):
        mapped(batch, plan)


def test_of_two_editors_who_map_at_once_the_second_is_told():
    batch = read(DATA)
    plan, seen = guessed_plan(batch), standing_of(batch)
    map_columns(batch=batch, plan=plan, seen=seen)
    batch.refresh_from_db()
    carried_on(batch)
    with pytest.raises(Refused, match="Somebody else mapped"):
        map_columns(batch=batch, plan=plan, seen=seen)
    assert Batch.objects.get().state == "ready"


def test_of_two_editors_of_a_kept_mapping_the_second_is_told():
    plan = guessed_plan(read(DATA))
    kept = keep(name="Aide", plan=plan)
    keep(name="Aide", plan=plan, over=kept, version=1)
    with pytest.raises(Refused, match="Somebody changed the mapping “Aide”"):
        keep(name="Aide", plan=plan, over=kept, version=1)
    assert Mapping.objects.get().version == 2


def test_a_name_is_given_once():
    plan = guessed_plan(read(DATA))
    kept = keep(name="Aide", plan=plan)
    other = keep(name="Autre", plan=plan)
    with pytest.raises(Refused, match="already"):
        keep(name="Aide", plan=plan)
    with pytest.raises(Refused, match="already"):
        actions.rename(mapping=other, name="Aide")
    assert kept == Mapping.objects.get(name="Aide")


def test_a_mapping_without_a_name_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="imports_mapping_has_name"):
        Mapping.objects.create(name="", plan={})


def test_a_mapping_of_a_name_is_there_once():
    Mapping.objects.create(name="A", plan={})
    with pytest.raises(IntegrityError, match="imports_mapping_name_once"):
        Mapping.objects.create(name="A", plan={})


def test_a_mapped_import_has_its_plan():
    with pytest.raises(IntegrityError, match="imports_batch_mapped_by_plan"):
        Batch.objects.create(connector="mapped", state="ready")


def test_a_mapping_goes_out_and_comes_in_the_same():
    kept = keep(name="Aide", plan=guessed_plan(read(DATA)))
    text, plan = as_json(kept), kept.plan
    kept.delete()
    again = bring_in(data=text.encode())
    assert (again.name, again.plan, again.fingerprint) == ("Aide", plan, kept.fingerprint)
    assert str(read(DATA).mapping) == "Aide"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version: Input should be 1"),
        ({"format": "other"}, "format: Input should be 'parley-mapping'"),
        ({"more": 1}, "more: Extra inputs are not permitted"),
        ({"kind": "party"}, "“party” is no kind of entry"),
        ({"columns": {"A": {"field": "amount"}}}, "“A” is mapped to “amount”, which a incident"),
        ({"columns": {"B": {"field": "title"}}}, "“B” is mapped, but is no column"),
        (
            {"columns": {"A": {"field": "title", "options": {"role": "king"}}}},
            "“king” is not known",
        ),
        ({"columns": {"A": {"field": "title", "options": {"x": ""}}}}, "columns.A.options.x"),
        ({"constants": {"form": "draft"}}, "nothing is known of “form”"),
        ({"constants": {"processes": "a\x00b"}}, "a character that cannot be kept"),
        ({"header": ["A"] * 1001}, "header: List should have at most 1000 items"),
        ({"header": ["A" * 300]}, "header.0: String should have at most 220"),
        ({"name": "n" * 101}, "name: String should have at most 100"),
    ],
)
def test_a_mapping_that_cannot_be_read_says_where_and_why(change, said):
    good = simple_plan("A", A="title").model_dump() | {"name": "x"}
    assert plan_of_json(json.dumps(good).encode()).kind == "incident"
    with pytest.raises(PlanError) as raised:
        plan_of_json(json.dumps(good | change).encode())
    assert said in str(raised.value)


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"{", b"\xff\xfe", b"[]", b"1", b'"x"'])
def test_what_is_no_json_of_a_mapping_is_refused(data):
    with pytest.raises(PlanError, match="no mapping that can be read"):
        plan_of_json(data)


def test_a_mapping_of_hostile_size_is_refused_before_it_is_read():
    with pytest.raises(PlanError, match="larger than a mapping can be"):
        plan_of_json(b" " * 1_000_001)


def test_a_mapping_by_name_says_which_columns_the_file_lacks():
    keep(name="Aide", plan=guessed_plan(read(DATA)))
    changed = DATA.replace(b"Montant;", b"Somme;")
    batch = read(changed)
    assert batch.state == "mapping"
    actions.take(batch=batch, mapping=Mapping.objects.get())
    Batch.objects.update(state="received")
    batch = carried_on(batch)
    assert (batch.state, batch.error["code"]) == ("failed", "columns_missing")
    assert batch.error["params"] == {"name": "Aide", "missing": "Montant"}
    assert actions.is_mappable(batch)


def test_the_shell_reads_by_a_mapping_of_a_name(tmp_path, capsys):
    keep(name="Aide", plan=guessed_plan(read(DATA)))
    path = tmp_path / "aide.csv"
    path.write_bytes(DATA + b"\n")
    call_command("import_file", path, mapping="Aide", apply=True)
    assert "columns as in the mapping “Aide”" in capsys.readouterr().out
    assert Entry.objects.count() == 3
    with pytest.raises(CommandError, match=r"no mapping “X”\. Kept are: “Aide”"):
        call_command("import_file", path, mapping="X")


def test_a_sheet_of_a_workbook_is_mapped_and_found_again(tmp_path):
    path = tmp_path / "book.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("notes").write(0, 0, "Read me")
        page = book.add_worksheet("data")
        for row, cells in enumerate([["Event", "When"], ["Shots at the ford", "4 May 2025"]]):
            page.write_row(row, 0, cells)
    batch = read(path.read_bytes(), "book.xlsx")
    sheets = {sheet.name: sheet for sheet in sheets_of(batch)}
    plan = simple_plan("Event", "When", Event="title", When="date")
    plan = plan.model_copy(update={"sheet": "data"})
    assert (batch.state, sheets["data"].columns) == ("mapping", ["Event", "When"])
    keep(name="Shots", plan=plan)
    batch = mapped(batch, plan)
    assert [(row.sheet, row.outcome) for row in batch.rows.all()] == [("data", "new")]
    again = read(path.read_bytes(), "book.xlsx")
    assert (str(again.mapping), again.counts["new"]) == ("Shots", 1)


def test_a_header_alone_has_nothing_to_map():
    batch = read(b"Titre;Jour\n")
    assert (batch.state, batch.error["code"]) == ("failed", "empty_file")


def test_ten_thousand_columns_are_refused_as_before():
    batch = read(",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1\n")
    assert (batch.state, batch.error["code"]) == ("failed", "not_a_table")


def test_columns_of_the_same_name_or_none_are_told_apart():
    batch = read(b"a,a,,\n1,2,3,4\n")
    assert sheets_of(batch)[0].columns == ["a", "a#2", "#3", "#4"]


def test_the_sample_stays_small_whatever_the_cells_hold():
    cell = "x" * 30_000
    batch = read(csv_bytes([{"A": cell, "B": str(n)} for n in range(300)]))
    kept = sheets_of(batch)[0]
    assert sum(len(c) for _line, cells in kept.lines for c in cells) <= MOST_CHARACTERS
    assert (len(kept.lines), {len(cells[0]) for _line, cells in kept.lines}) == (100, {2000})


def test_what_is_read_is_the_whole_file_and_not_the_sample():
    rows = [{"Ereignis": f"Schuss {n} am Fluss", "Tag": f"{n % 28 + 1}.5.2025"} for n in range(250)]
    batch = read(csv_bytes(rows))
    plan = simple_plan("Ereignis", "Tag", Ereignis="title", Tag="date")
    plan.columns["Tag"].options.__dict__["order"] = "dmy"
    assert mapped(batch, plan).counts["new"] == 250


def test_lines_of_another_width_are_refused_and_the_others_go_on():
    batch = read(b"Event;Day\nShot;2025-05-04\nShot;2025-05-04;more\n;\n")
    batch = mapped(batch, simple_plan("Event", "Day", Event="title", Day="date"))
    assert [(r.line, r.outcome, [p["code"] for p in r.problems]) for r in batch.rows.all()] == [
        (2, "new", ["no_source"]),
        (3, "invalid", ["wrong_width"]),
    ]


def test_mapping_can_be_asked_for_where_a_connector_would_fit():
    data = csv_bytes([{"title": "A", "date": "2025-01-01", "kind": "incident"}])
    assert read(data).state == "ready"
    assert read(data, connector="mapped").state == "mapping"


def test_what_is_no_table_cannot_be_mapped():
    batch = read(b"<a><b/></a>", "a.xml", connector="mapped")
    assert (batch.state, batch.error["code"]) == ("failed", "no_table")


def test_numbers_of_one_spreadsheet_are_not_those_of_another():
    keys = []
    for header in ("Event", "Incident"):
        batch = read(f"no;{header};Day\n1;Shot at the ford;2025-05-04\n".encode())
        plan = Plan(
            kind="incident",
            header=["no", header, "Day"],
            columns={"no": {"field": "id"}, header: {"field": "title"}, "Day": {"field": "date"}},
        )
        keys.append(mapped(batch, plan).rows.get().scheme)
    assert len(set(keys)) == 2


def test_the_file_itself_is_the_source_where_its_publisher_is_said():
    batch = read(b"Event;Day;Words\nShot;2025-05-04;They shot.\n")
    plan = Plan(
        kind="incident",
        header=["Event", "Day", "Words"],
        columns={
            "Event": {"field": "title"},
            "Day": {"field": "date"},
            "Words": {"field": "source_quote"},
        },
        constants={"file_publisher": "Watch: the list", "processes": "Ford talks"},
    )
    entry = applied(mapped(batch, plan)) and Entry.objects.get()
    [citation] = entry.citations.all()
    assert (citation.source.publisher, citation.source.title, citation.quotation) == (
        "Watch: the list",
        "file.csv",
        "They shot.",
    )
    assert [str(process) for process in entry.processes.all()] == ["Ford talks"]


def test_offered_are_the_columns_that_hold_anything():
    columns = [f"c{n}" for n in range(300)]
    cells = ["x" if n % 3 else "" for n in range(300)]
    sheet = Sheet("", columns, [(2, cells)])
    assert list(guess("round", sheet)) == [c for n, c in enumerate(columns) if n % 3]
