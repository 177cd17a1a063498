"""PA-X: rows of its shape, written by us, and the real file where it is at hand."""

from collections import Counter
from pathlib import Path

import pytest

from imports.connectors import recognise
from imports.connectors.pax import NEEDED, PAX
from imports.connectors.pax_parties import parties_in
from imports.lines import Line, Table
from imports.models import Row
from imports.rows import ReadRow
from records.models import Entry, Process
from talks.models import Document
from tests.imports.helpers import (
    applied,
    carried_on,
    content,
    csv_bytes,
    received,
    table_of,
    undone,
)

PAX_FILE = Path(__file__).parents[3] / "shared/data/pax/pax_v9_paxplorer.csv"
CELLS = {
    "Con": "Sudan/South Sudan/(Abyei)",
    "PP": "901",
    "PPName": "Ford process",
    "AgtId": "9001",
    "Agt": "Agreement on the ford",
    "Dat": "06/05/2002",
    "Status": "Multiparty signed/agreed",
    "Stage": "SubPar",
    "StageSub": "Iss",
    "Part": "For the Government of the Republic of the Sudan:\nA. E.\n\nFor the Ford Front:\nB. E.",
    "ThrdPart": "Mediator:\nH.E. C. Example, President of the Republic of Kenya",
    "UcdpCon": "901.0",
    "UcdpAgr": "",
    "PamAgr": "27.0",
    "description": "Both sides may use the ford.",
    "PAX_Hyperlink": "https://example.org/agreements/9001/",
    "PDF_Hyperlink": "https://example.org/media/ag9001.pdf",
}


def one(**cells: str) -> ReadRow:
    line = Line(2, CELLS | cells)
    return next(PAX.read(Table({"": list(CELLS)}, "UTF-8", iter([line]), int)))


def test_a_file_is_recognised_by_its_columns() -> None:
    assert recognise(table_of(*NEEDED, "more")) is PAX


def test_an_agreement_becomes_a_document_of_its_stage_on_its_day() -> None:
    entry = one().record
    assert entry is not None
    assert (entry.kind, entry.identifier.value) == ("document", "9001")
    assert entry.fields["starts_on"] == "2002-05-06"
    assert entry.details == {
        "form": "agreement",
        "stage": "SubPar",
        "substage": "Iss",
        "status": "multiparty",
    }


def test_the_process_keeps_the_numbers_of_other_data_sets() -> None:
    entry = one().record
    assert entry is not None
    [process] = entry.processes
    assert (process.process, process.pax, process.ucdp) == ("Ford process", "901", "901")
    assert process.note == "UCDP conflict 901; PAM accord 27"


def test_parties_mediators_and_countries_of_the_conflict_are_told_apart() -> None:
    entry = one().record
    assert entry is not None
    found = [(i.role, i.actor.name, i.actor.country) for i in entry.involvements]
    assert found == [
        ("signatory", "Sudan", "SD"),
        ("signatory", "Ford Front", ""),
        ("mediator", "Kenya", "KE"),
        ("other", "South Sudan", "SS"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Government of Sri Lanka; Liberation Tigers of Tamil Eelam", ["Sri Lanka"]),
        ("For the Republic of Armenia - R. EXAMPLE", ["Armenia"]),
        ("For Georgia - [unsigned]", ["Georgia"]),
        ("President A. Example (Democratic Republic of the Congo)", ["Congo - Kinshasa"]),
        ("Ambassador of Norway to Colombia, A. Example", []),
        ("For the\nGovernment\nA. Example\nMember", []),
        ("They met for three days in a hall by the river, as they said", []),
        ("", []),
    ],
)
def test_only_what_is_named_beyond_doubt_becomes_an_actor(text: str, names: list[str]) -> None:
    assert [party.actor.name for party in parties_in(text)] == names


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Dat": "31/02/2002"}, "impossible_date", "Dat"),
        ({"Dat": "31/12/9999"}, "impossible_date", "Dat"),
        ({"Dat": ""}, "missing", "Dat"),
        ({"AgtId": ""}, "missing", "AgtId"),
        ({"Con": "Atlantis"}, "unknown_country", "Con"),
        ({"Stage": "Xyz"}, "unknown_code", "Stage"),
        ({"Agt": "x" * 501}, "too_long", "Agt"),
    ],
)
def test_what_is_wrong_is_named_with_its_column(
    cells: dict[str, str], code: str, column: str
) -> None:
    assert [(p.code, p.column) for p in one(**cells).problems] == [(code, column)]


def test_numbers_that_no_column_holds_are_left_out_with_a_remark() -> None:
    row = one(AgtId="1" * 600, UcdpCon="2" * 400, PP="3" * 31)
    assert [(p.code, p.column) for p in row.problems] == [
        ("too_long", "PP"),
        ("too_long", "UcdpCon"),
    ]
    assert row.record
    [membership] = row.record.processes
    assert (membership.pax, membership.ucdp, len(membership.note)) == ("", "", 300)
    assert len(row.record.citations[0].source.title) == 500


@pytest.mark.django_db
def test_the_upload_becomes_documents_and_undo_takes_them_back() -> None:
    before = content()
    data = csv_bytes([CELLS, CELLS | {"AgtId": "9002", "Part": 'Cell with "quotes"\nand a break'}])
    batch = applied(carried_on(received(b"\xef\xbb\xbf" + data)))
    assert batch.connector == "pax"
    assert Document.objects.count() == 2
    assert Process.objects.get(name="Ford process").pax_process_id == "901"
    undone(batch)
    assert content() == before


@pytest.mark.data
@pytest.mark.skipif(not PAX_FILE.exists(), reason="THE REAL PA-X FILE IS NOT AT HAND")
@pytest.mark.django_db
def test_every_agreement_of_the_real_file_is_counted_and_the_second_time_unchanged() -> None:
    data = PAX_FILE.read_bytes()
    first = applied(carried_on(received(data)))
    assert Counter(first.rows.values_list("outcome", flat=True)) == {Row.Outcome.NEW: 2257}
    assert Entry.objects.count() == 2257
    again = carried_on(received(data))
    assert Counter(again.rows.values_list("outcome", flat=True)) == {Row.Outcome.UNCHANGED: 2257}
