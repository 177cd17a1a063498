"""The lists of the UN, the EU, the United Kingdom and OpenSanctions: invented ones, and real."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.connectors.eu import EU
from imports.connectors.opensanctions import OPENSANCTIONS
from imports.connectors.subjects import Subject, day_of
from imports.connectors.uk import UK
from imports.connectors.un import UN
from imports.files import open_file
from imports.models import Batch
from imports.problems import FileProblem
from records.models import Actor
from sanctions.models import Designation
from tests.imports import lists
from tests.imports.helpers import applied, content, csv_bytes, read, undone

DATA = Path(__file__).parents[3] / "shared/data"
EU_LIST = csv_bytes([dict.fromkeys(lists.EU_COLUMNS, "") | row for row in lists.EU])
SMALL = {
    "un": lists.UN.encode(),
    "eu": EU_LIST,
    "uk": lists.UK.encode(),
    "opensanctions": lists.lines_of(lists.FTM),
}


def told(scheme: str, value: str) -> tuple[object, ...]:
    """What stands of an actor, and of the lists it is on."""
    actor = Actor.objects.get(identifiers__scheme=scheme, identifiers__value=value)
    listed = [
        (d.programme.authority, d.programme.code, str(d.listed_on), str(d.until))
        for d in actor.designations.all()
    ]
    names = sorted(actor.names.values_list("text", flat=True))
    about = (actor.kind, actor.name, actor.country, actor.born, actor.description)
    return about, names, listed


def codes_of(batch: Batch) -> Counter[str]:
    return Counter(one["code"] for row in batch.rows.all() for one in row.problems)


@pytest.mark.django_db
def test_the_united_nations_list() -> None:
    batch = applied(read(SMALL["un"], "un.xml"))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == ("un", 3, 1)
    assert told("un", "101") == (
        ("person", "ADA FORD", "TR", "1971/1974", "General; Envoy"),
        ["A. Ford", "The River", "آدا فورد"],
        [("UN", "Cloud", "2015-07-01", "None")],
    )
    assert told("un-reference", "CLi.002")[0][3] == "1966~"
    assert told("un", "201")[0][:3] == ("organisation", "CLOUD WORKS", "CH")
    assert codes_of(batch) == {"missing": 1, "unknown_day": 1}


@pytest.mark.django_db
def test_the_european_union_list() -> None:
    batch = applied(read(SMALL["eu"]))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == ("eu", 1, 1)
    assert told("eu-39999R0001", "I.PERSONS 1") == (
        ("person", "Ada FORD", "MD", "1970-01-18", "Envoy"),
        ["Aida FORD", "Ford; the elder", "Ада ФОРД"],
        [("EU", "EU-CLD", "2014-03-17", "None")],
    )
    act = Designation.objects.get().source
    assert act is not None
    assert act.url.endswith("CELEX:39999R0001")
    assert codes_of(batch) == {"unknown_code": 1}


@pytest.mark.django_db
def test_the_list_of_the_united_kingdom_has_several_rows_for_a_subject() -> None:
    batch = applied(read(SMALL["uk"]))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == ("uk", 2, 1)
    assert told("uk", "CLD0001") == (
        ("person", "Ada FORD", "CH", "1965", "Envoy"),
        ["Aida M. FORD", "Ада Форд"],
        [("UK", "The Cloud Regulations", "2022-02-24", "None")],
    )
    assert told("imo", "9999993")[0][:3] == ("vessel", "GREY HERON", "PA")


@pytest.mark.django_db
def test_opensanctions_entities_with_what_other_lines_say_of_them() -> None:
    batch = applied(read(SMALL["opensanctions"], "entities.ftm.json"))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == (
        *("opensanctions", 3, 2),
    )
    assert told("wikidata", "Q999999999") == (
        ("person", "Ada Ford", "CH", "1970-01-18", ""),
        ["Ада Форд"],
        [("Cloud Office", "CLD-1", "2024-05-06", "2025-01-01")],
    )
    ada = Actor.objects.get(name="Ada Ford")
    posts = [(a.organisation.name, a.position, str(a.starts_on)) for a in ada.affiliations.all()]
    assert sorted(posts) == [
        ("Cloud Works", "Head", "None"),
        ("Switzerland", "Minister of Rain", "2020-01-01"),
    ]
    assert codes_of(batch) == {"left_aside": 1, "subject_missing": 1}


@pytest.mark.django_db
def test_delta_files_add_change_and_say_what_was_deleted() -> None:
    applied(read(SMALL["opensanctions"], "entities.ftm.json"))
    changed = lists.entity("o-1", "Organization", name=["Cloud Works"], country=["fr"])
    delta = lists.lines_of(
        [
            {"op": "ADD", "entity": lists.entity("p-2", "Person", name=["Bo"])},
            {"op": "MOD", "entity": changed},
            {"op": "DEL", "entity": {"id": "v-1", "schema": "Vessel"}},
        ]
    )
    batch = applied(read(delta, "delta.json"))
    assert batch.counts | {"conflict": 0} == {
        "new": 1, "changed": 1, "unchanged": 0, "conflict": 0, "invalid": 1,
    }  # fmt: skip
    assert told("opensanctions", "o-1")[0][2] == "FR"
    assert codes_of(batch) == {"deleted_there": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SMALL)
def test_imported_twice_nothing_changes_and_undone_nothing_is_left(name: str) -> None:
    before = content()
    batch = applied(read(SMALL[name], ""))
    again = read(SMALL[name], "")
    assert again.counts == batch.counts | {"new": 0, "unchanged": batch.counts["new"]}
    assert undone(batch).report["kept_records"] == 0
    assert content() == before


@pytest.mark.django_db
def test_one_person_on_two_lists_is_one_actor_and_each_list_is_undone_alone() -> None:
    data = lists.lines_of([lists.entity("p-9", "Person", name=["Ada FORD"], country=["ch"])])
    first = applied(read(SMALL["uk"]))
    alone = content()
    second = applied(read(data, "one.json"))
    assert Actor.objects.filter(name="Ada FORD").count() == 1
    undone(second)
    assert content() == alone
    undone(first)
    assert not Actor.objects.exists()


def rows_of(data: bytes, folder: Path) -> None:
    """Read as whatever it is; nothing but a problem of the file may come of it."""
    path = folder / "any"
    path.write_bytes(data)
    try:
        opened = open_file(path)
    except FileProblem:
        return
    try:
        for connector in (UN, EU, UK, OPENSANCTIONS):
            if connector.recognises(opened):
                assert all(row.record or row.problems for row in connector.read(opened))
    except FileProblem as error:
        assert str(error)
    finally:
        opened.close()


@settings(max_examples=150)
@given(name=st.sampled_from(sorted(SMALL)), data=st.data())
def test_no_damage_to_a_list_raises_anything_but_a_problem(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    whole = SMALL[name]
    at = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(at, min(len(whole), at + 40)))
    damage = data.draw(st.binary(max_size=20) | st.text(max_size=20).map(str.encode))
    rows_of(whole[:at] + damage + whole[end:], tmp_path_factory.getbasetemp())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["id", "schema", "caption", "properties", "referents", "op", "entity"])


@settings(max_examples=150)
@given(st.lists(st.dictionaries(NAMES, VALUES), min_size=1, max_size=4))
def test_no_json_raises_anything_but_a_problem(
    tmp_path_factory: pytest.TempPathFactory, entities: list[dict[str, object]]
) -> None:
    first = lists.entity("p-1", "Person", name=["Ada"])
    rows_of(lists.lines_of([first, *entities]), tmp_path_factory.getbasetemp())


REAL = {
    "un/UN_consolidated_2026-02-27.xml": ("un", 1003, 0, 1003),
    "eu/32014R0269.csv": ("eu", 2802, 0, 2802),
    "opensanctions/ftm_zala_entities.ftm.json": ("opensanctions", 17, 30, 41),
    "opensanctions/ftm_t1_entities.ftm.json": ("opensanctions", 6, 1, 0),
}


@pytest.mark.django_db
@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not at hand")
@pytest.mark.parametrize("name", REAL)
def test_the_real_lists(name: str) -> None:
    connector, subjects, aside, designations = REAL[name]
    before, path = content(), DATA / name
    batch = applied(read(path.read_bytes(), path.name))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == (
        *(connector, subjects, aside),
    )
    assert Designation.objects.count() == designations
    assert read(path.read_bytes(), path.name).counts["unchanged"] == subjects
    undone(batch)
    assert content() == before


def test_a_day_that_is_not_kept_is_left_out_with_a_remark() -> None:
    for text in ("9999-12-31", "31/12/9999", "0001-01-01"):
        day, [remark] = day_of(text, "until")
        assert (day, remark.code, remark.column) == (None, "unknown_day", "until")


def test_a_birth_that_no_page_could_show_is_left_out() -> None:
    born = {text: Subject("person", "s", "1", "Ada", born=text).row().fields.get("born") for text in
            ("1970-01-18", "1970~", "9999-12-31", "9999~")}  # fmt: skip
    assert born == {"1970-01-18": "1970-01-18", "1970~": "1970~", "9999-12-31": None, "9999~": None}
