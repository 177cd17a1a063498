"""OFAC's lists: lines of their shape, written by us, and the real files where they are at hand."""

import csv
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st

from imports import actions
from imports.bundles import bundled
from imports.connectors.ofac import OFAC, shape_of
from imports.files import open_file
from imports.models import Batch
from records.models import Actor
from sanctions.models import Designation
from tests.imports.helpers import applied, carried_on, content, read, undone

OFAC_FILES = Path(__file__).parents[3] / "shared/data/ofac"
N = "-0- "
PRIMARY = (
    f'101,"FORD, Ada Maria","individual","CLOUD-EO1] [SDGT",{",".join([N] * 7)},'
    "\"DOB 03 May 1971; nationality Switzerland; a.k.a. 'RIVER'.\"\r\n"
    f'102,"GREY HERON","vessel","CLOUD-EO1",{N},"CALL","Tanker",{N},{N},"Panama",{N},'
    '"Vessel Registration Identification IMO 9999993."\r\n'
    f'103,"CLOUD WORKS LLC",{N},"CLOUD-EO1",{",".join([N] * 7)},{N}\r\n\x1a\r\n'
)
ALTERNATE = '101,1,"aka","FORD, A. M.",-0- \r\n103,2,"fka","CLOUD MILLS",-0- \r\n'
ADDRESS = '103,1,"1 Quay","Bern","Switzerland",-0- \r\n'
FILES = {"a.csv": PRIMARY, "b.csv": ALTERNATE, "c.csv": ADDRESS}


def imported(files: dict[str, str]) -> Batch:
    with bundled([ContentFile(text.encode(), name) for name, text in files.items()]) as file:
        return carried_on(actions.receive(file=file, name="files.zip"))


@pytest.mark.django_db
def test_files_that_belong_together_become_actors_and_designations() -> None:
    batch = applied(imported(FILES))
    assert (batch.connector, batch.report["actors"], batch.report["designations"]) == ("ofac", 3, 4)
    ada = Actor.objects.get(identifiers__scheme="ofac", identifiers__value="101")
    assert (ada.kind, ada.name, ada.country, ada.born) == (
        *("person", "Ada Maria FORD", "CH", "1971-05-03"),
    )
    assert sorted(ada.names.values_list("text", flat=True)) == ["A. M. FORD", "RIVER"]
    listed = [(d.programme.authority, d.programme.code, d.list_id) for d in ada.designations.all()]
    assert sorted(listed) == [("OFAC", "CLOUD-EO1", "101"), ("OFAC", "SDGT", "101")]


@pytest.mark.django_db
def test_ships_carry_their_number_and_flag_and_firms_the_country_of_their_address() -> None:
    applied(imported(FILES))
    ship = Actor.objects.get(identifiers__scheme="imo", identifiers__value="9999993")
    assert (ship.kind, ship.name, ship.country) == ("vessel", "GREY HERON", "PA")
    assert Actor.objects.get(name="CLOUD WORKS LLC").country == "CH"


@pytest.mark.django_db
def test_the_primary_file_alone_will_do() -> None:
    batch = read(PRIMARY.encode(), "sdn.csv")
    assert (batch.connector, batch.counts["new"]) == ("ofac", 3)


@pytest.mark.django_db
def test_a_subject_that_the_primary_file_lacks_is_counted_with_its_reason() -> None:
    batch = imported(FILES | {"b.csv": '999,1,"aka","NOBODY",-0- \r\n'})
    assert batch.counts["invalid"] == 1
    assert [one["code"] for one in batch.rows.get(outcome="invalid").problems] == [
        "subject_missing"
    ]


@pytest.mark.django_db
def test_names_without_their_subjects_are_recognised_and_refused() -> None:
    batch = read(b'1,2,"aka","NOBODY",-0- \r\n3,4,"fka","NO FIRM",-0- \r\n', "alt.csv")
    assert (batch.connector, batch.counts["invalid"], batch.rows_total) == ("ofac", 2, 2)
    assert {row.problems[0]["code"] for row in batch.rows.all()} == {"subject_missing"}


@pytest.mark.django_db
@pytest.mark.parametrize("line", [0, 1])
def test_a_nul_is_refused_with_its_line_on_the_first_line_too(line: int) -> None:
    lines = PRIMARY.encode().split(b"\r\n")
    lines[line] = lines[line].replace(b"CLOUD-EO1", b"CLOUD\0EO1")
    batch = read(b"\r\n".join(lines), "sdn.csv")
    assert (batch.counts["invalid"], batch.counts["new"]) == (1, 2)
    refused = batch.rows.get(outcome="invalid")
    assert (refused.line, [one["code"] for one in refused.problems]) == (line + 1, ["nul"])


@pytest.mark.django_db
def test_imported_twice_nothing_changes_and_undone_nothing_is_left() -> None:
    before = content()
    batch = applied(imported(FILES))
    again = imported(FILES)
    assert (again.counts["unchanged"], again.counts["new"]) == (3, 0)
    assert undone(batch).report == {"undone": 3, "kept": 0, "kept_records": 0}
    assert content() == before


def test_the_files_are_told_apart_by_their_shape() -> None:
    shapes = [shape_of(next(csv.reader(text.splitlines()))) for text in FILES.values()]
    assert shapes == ["primary", "alternate", "address"]
    assert shape_of(["1", "x", "y"]) == ""


@settings(max_examples=60)
@given(st.lists(st.text(max_size=30), min_size=12, max_size=12))
def test_no_cells_raise_anything(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    told = [cell.replace('"', "'").replace("\r", " ").replace("\n", " ") for cell in cells]
    line = ",".join(f'"{cell}"' for cell in told)
    path = tmp_path_factory.getbasetemp() / "ofac.csv"
    path.write_text(PRIMARY.splitlines()[0] + "\r\n" + line + "\r\n", encoding="utf-8")
    opened = open_file(path)
    rows = list(OFAC.read(opened))
    opened.close()
    assert len(rows) == 2
    assert all(row.record or row.problems for row in rows)


@pytest.mark.django_db
@pytest.mark.skipif(not OFAC_FILES.exists(), reason=f"{OFAC_FILES} is not at hand")
def test_the_real_consolidated_list() -> None:
    before = content()
    paths = sorted(OFAC_FILES.glob("cons_*.csv"))
    files = {path.name: path.read_text(encoding="utf-8") for path in paths}
    lines = files["cons_prim_2025-12.csv"].splitlines()
    records = sum(line.split(",")[0].isdigit() for line in lines)
    batch = applied(imported(files))
    assert batch.counts["new"] == records == batch.report["actors"] == 442
    assert batch.report["designations"] == Designation.objects.count() == 534
    assert imported(files).counts["unchanged"] == records
    undone(batch)
    assert content() == before
