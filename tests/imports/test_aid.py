"""Aid: IATI activities of every version, and the months of the Kiel Institute's tracker."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid.models import Pledge
from imports.connectors import recognise
from imports.connectors.iati import IATI
from imports.connectors.kiel import KIEL
from imports.files import open_file
from imports.lines import Line, Table
from imports.models import Batch
from imports.problems import FileProblem
from tests.imports.helpers import applied, content, csv_bytes, read, undone

DATA = Path(__file__).parents[3] / "shared/data"
ACTIVITIES = """<?xml version="1.0"?>
<iati-activities version="2.03" xmlns:other="https://example.org/other">
<iati-activity default-currency="EUR" humanitarian="1" xml:lang="en">
 <iati-identifier>XX-1-BRIDGE</iati-identifier>
 <reporting-org ref="XX-1" type="10"><narrative>River Ministry</narrative></reporting-org>
 <title><narrative>A bridge</narrative><narrative xml:lang="fr">Un pont</narrative></title>
 <other:title>Not a title</other:title>
 <description><narrative>Over the ford.</narrative></description>
 <participating-org role="1" type="10"><narrative>Norway</narrative></participating-org>
 <participating-org role="4" type="70" ref="NO-BRC-1"><narrative>Spans Ltd</narrative>
 </participating-org>
 <participating-org role="9"><narrative>Somebody</narrative></participating-org>
 <activity-date type="1" iso-date="2024-01-01"/>
 <recipient-country code="UA" percentage="60"/><recipient-country code="MD" percentage="40"/>
 <sector vocabulary="1" code="21020" percentage="30"/><sector code="73010" percentage="70"/>
 <sector vocabulary="99" code="8"/>
 <default-finance-type code="110"/>
 <conditions attached="1"><condition type="1"><narrative>A lock is built.</narrative></condition>
 </conditions>
 <transaction><transaction-type code="2"/><transaction-date iso-date="2024-03-04"/>
  <value>1,000.50</value></transaction>
 <transaction><transaction-type code="2"/><transaction-date iso-date="2024-05-01"/>
  <value currency="EUR">-200</value></transaction>
 <transaction><transaction-type code="3"/><transaction-date iso-date="2024-06-01"/>
  <value currency="USD">50</value><description><narrative>First part</narrative></description>
 </transaction>
 <transaction><transaction-type code="1"/><transaction-date iso-date="2024-06-01"/>
  <value>7</value></transaction>
 <transaction><transaction-type code="3"/><value>8</value></transaction>
 <transaction><transaction-type code="3"/><transaction-date iso-date="2024-06-01"/>
  <value>many</value></transaction>
</iati-activity>
<iati-activity version="1.03" default-currency="USD">
 <iati-identifier>XX-1-OLD</iati-identifier><title>Old money</title>
 <participating-org role="Funding">Old Fund</participating-org>
 <activity-date type="start-actual" iso-date="2010-02-03"/>
 <transaction><transaction-type code="D"/><transaction-date iso-date="2011-01-01"/>
  <value>10</value></transaction>
</iati-activity>
<iati-activity><iati-identifier>XX-1-NONE</iati-identifier>
 <title><narrative>No money</narrative></title><activity-date type="2" iso-date="2020-01-01"/>
</iati-activity>
<iati-activity><title><narrative>Nameless</narrative></title></iati-activity>
</iati-activities>"""

KIEL_COLUMNS = [
    *("country", "iso", "year", "month", "total", "financial", "humanitarian", "military"),
    *("commitments", "to_be_allocated", "gdp", "pct_gdp"),
]


def month(country: str, iso: str, number: int, **amounts: str) -> dict[str, str]:
    empty = dict.fromkeys(KIEL_COLUMNS, "0")
    return empty | {"country": country, "iso": iso, "year": "2024", "month": str(number)} | amounts


MONTHS = csv_bytes(
    [
        month("Norway", "NOR", 1, military="0.5", to_be_allocated="1"),
        month("Norway", "NOR", 2, military="-0.000001", financial="2e-3", to_be_allocated="-1.5"),
        month("EU (Commission and Council)", "EU", 1, financial="1"),
        month("Norway", "NOR", 13, military="1"),
        month("Norway", "NOR", 3, military="a lot"),
    ]
)


def codes_of(batch: Batch) -> Counter[str]:
    return Counter(one["code"] for row in batch.rows.all() for one in row.problems)


def money_of(pledge: Pledge) -> list[tuple[str, str, str, str]]:
    return [
        (one.type, str(one.happened_on), f"{one.amount}", one.currency)
        for one in pledge.transactions.all()
    ]


def roles_of(pledge: Pledge) -> set[tuple[str, str, str, str]]:
    involved = pledge.involvements.select_related("actor")
    return {(one.role, one.actor.name, one.actor.kind, one.note) for one in involved}


@pytest.mark.django_db
def test_an_activity_becomes_a_pledge_with_its_transactions() -> None:
    batch = applied(read(ACTIVITIES.encode(), "activities.xml"))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == ("iati", 3, 1)
    bridge = Pledge.objects.get(identifiers__value="XX-1-BRIDGE")
    assert (bridge.title, bridge.title_fr, str(bridge.starts_on)) == (  # type: ignore[attr-defined]
        *("A bridge", "Un pont", "2024-03-04"),
    )
    assert (f"{bridge.amount}", bridge.currency, bridge.aid_kind) == (
        *("800.50", "EUR", "humanitarian"),
    )
    assert (bridge.purpose, bridge.modality, bridge.conditions) == (
        *("73010", "110", "A lock is built."),
    )
    assert money_of(bridge) == [
        ("2", "2024-03-04", "1000.50", "EUR"),
        ("2", "2024-05-01", "-200.00", "EUR"),
        ("3", "2024-06-01", "50.00", "USD"),
    ]
    assert roles_of(bridge) == {
        ("donor", "Norway", "state", "funding"),
        ("channel", "Spans Ltd", "company", "implementing"),
        ("recipient", "Ukraine", "state", "60 %"),
        ("recipient", "Moldova", "state", "40 %"),
    }
    citation = bridge.citations.get()
    assert (citation.source.publisher, citation.field, citation.value) == (
        *("River Ministry", "purpose", "73010 70 %, 21020 30 %"),
    )
    assert codes_of(batch) == {
        "missing": 2,
        "unknown_code": 1,
        "transaction_aside": 1,
        "transaction_undated": 1,
        "amount_left_out": 1,
        "no_money": 1,
    }


@pytest.mark.django_db
def test_days_that_are_not_kept_are_left_out() -> None:
    far = ACTIVITIES.replace("2010-02-03", "9999-12-31").replace("2024-06-01", "9999-12-31")
    batch = applied(read(far.encode(), "activities.xml"))
    assert codes_of(batch)["transaction_undated"] == 3
    old = Pledge.objects.get(identifiers__value="XX-1-OLD")
    assert str(old.starts_on) == "2011-01-01"


@pytest.mark.django_db
def test_old_letters_and_activities_without_money() -> None:
    applied(read(ACTIVITIES.encode(), "activities.xml"))
    old = Pledge.objects.get(identifiers__value="XX-1-OLD")
    assert (str(old.starts_on), old.amount, money_of(old)) == (
        *("2010-02-03", None, [("3", "2011-01-01", "10.00", "USD")]),
    )
    assert roles_of(old) == {("donor", "Old Fund", "organisation", "funding")}
    assert Pledge.objects.get(identifiers__value="XX-1-NONE").amount is None


@pytest.mark.django_db
def test_the_months_of_a_donor_year_and_kind_are_one_pledge() -> None:
    batch = applied(read(MONTHS))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == ("kiel", 4, 2)
    military = Pledge.objects.get(identifiers__value="Norway 2024 military")
    assert (f"{military.amount}", military.currency, military.date_precision) == (
        *("499999000.00", "EUR", "year"),
    )
    assert money_of(military) == [
        ("2", "2024-01-01", "500000000.00", "EUR"),
        ("2", "2024-02-01", "-1000.00", "EUR"),
    ]
    promised = Pledge.objects.get(identifiers__value="Norway 2024 to_be_allocated")
    assert (promised.amount, money_of(promised)[1]) == (
        *(None, ("12", "2024-02-01", "-1500000000.00", "EUR")),
    )
    donors = {(role, name, kind) for role, name, kind, _note in roles_of(Pledge.objects.get(
        identifiers__value="EU (Commission and Council) 2024 financial"))}  # fmt: skip
    assert ("donor", "European Union", "bloc") in donors
    assert codes_of(batch) == {"negative_sum": 1, "impossible_date": 1, "not_a_number": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("data", [ACTIVITIES.encode(), MONTHS], ids=["iati", "kiel"])
def test_again_nothing_changes_and_undone_nothing_is_left(data: bytes) -> None:
    before = content()
    batch = applied(read(data, ""))
    assert read(data, "").counts["unchanged"] == batch.counts["new"]
    undone(batch)
    assert content() == before


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_activities_raises_anything_but_a_problem(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = ACTIVITIES.encode()
    at = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(at, min(len(whole), at + 40)))
    damage = data.draw(st.binary(max_size=20) | st.text(max_size=20).map(str.encode))
    path = tmp_path_factory.getbasetemp() / "activities.xml"
    path.write_bytes(whole[:at] + damage + whole[end:])
    try:
        with closing(open_file(path)) as opened:
            if IATI.recognises(opened):
                assert all(row.record or row.problems for row in IATI.read(opened))
    except FileProblem as error:
        assert str(error)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(KIEL_COLUMNS, st.text(max_size=12)))))
def test_no_month_raises_anything(cells: list[dict[str, str]]) -> None:
    lines = [Line(number, one) for number, one in enumerate(cells, start=2)]
    rows = KIEL.read(Table({"": KIEL_COLUMNS}, "UTF-8", iter(lines), int))
    assert all(row.record or row.problems for row in rows)


REAL = {
    "iati/dportal_activities_2020-03-27_a.xml": ("iati", 100, 0),
    "iati/maec_indonesia_2015.xml": ("iati", 83, 0),
    "iati/oipa_activity-standard-example-annotated-203.xml": ("iati", 1, 0),
    "iati/oipa_example_203_file.xml": ("iati", 13, 0),
    "kiel/data_explorer.csv": ("kiel", 518, 0),
    "mend/actors_abbr.csv": ("mend_actors", 1353, 1),
}


@pytest.mark.django_db
@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not at hand")
@pytest.mark.parametrize("name", REAL)
def test_the_real_files(name: str) -> None:
    connector, new, refused = REAL[name]
    before, path = content(), DATA / name
    batch = applied(read(path.read_bytes(), path.name))
    assert (batch.connector, batch.counts["new"], batch.counts["invalid"]) == (
        *(connector, new, refused),
    )
    assert read(path.read_bytes(), path.name).counts["unchanged"] == new
    undone(batch)
    assert content() == before


BESIDE = {
    "mend/processes.csv": {"beside_processes": 20},
    "kiel/total_allocations.csv": {"beside_sums": 52},
    "kiel/procurement_trends.csv": {"beside_sums": 52},
    "kiel/eu_aid_shares.csv": {"beside_shares": 27},
    "kiel/weapons.csv": {"beside_weapons": 61},
    "kiel/release_info.csv": {"beside_release": 1},
    "iati/TransactionType.xml": {"beside_codes": 13},
    "iati/schema/xml.xsd": {"beside_schema": 8},
}


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not at hand")
@pytest.mark.parametrize("name", BESIDE)
def test_files_beside_the_data_are_told_and_refused_with_the_reason(name: str) -> None:
    with closing(open_file(DATA / name)) as opened:
        connector = recognise(opened)
        assert connector.name == "companions"
        reasons = Counter(one.code for row in connector.read(opened) for one in row.problems)
    assert reasons == BESIDE[name]
