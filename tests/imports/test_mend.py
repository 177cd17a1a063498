"""MEND: rows of its shape, written by us, and the real file where it is at hand."""

import pytest

from imports.connectors import recognise
from imports.connectors.mend import MEND, NEEDED
from imports.lines import Line, Table
from imports.models import Batch
from records.models import Actor, Entry, Process, Source
from tests.imports.helpers import (
    MEND_FILE,
    applied,
    carried_on,
    content,
    received,
    table_of,
    undone,
)

CELLS = {
    "med_event_ID": "ZZZ202001-1",
    "conflict_country": "Libya",
    "med_location - MULTISELECT": "Cairo",
    "med_loc_cty": "EGY",
    "med_loc_x": "31.2",
    "med_loc_y": "30.04",
    "Day": "5",
    "Month": "1",
    "Year": "2020",
    "third_party": "Egypt; AU;",
    "individual_med_named": "Ada Example",
    "groupings_mechanisms": "Harbour Process",
    "local_parties": "Council of Ford; Libya (2016-2021) Accord",
    "local_indiv_group": "Bo Example; 5+5 commission",
    "agmt": "1",
    "agmt_name": "Harbour text",
    "Summary": "They met.",
    "source_urls": "https://example.org/a; %20https://example.org/b;S213;",
    "shuttle": "0",
    "med_type": "M",
    "med_scope": "P",
}


def one(**cells: str):
    line = Line(2, CELLS | cells)
    return next(MEND.read(Table({"": list(CELLS)}, "UTF-8", iter([line]), int)))


def test_a_file_is_recognised_by_its_columns():
    assert recognise(table_of(*NEEDED, "more")) is MEND


def test_the_title_says_who_mediated_between_whom_and_where():
    assert one().record.fields["title"] == (
        "Egypt and African Union mediate between Council of Ford and Libya (2016-2021) Accord, "
        "Cairo"
    )


def test_titles_go_without_the_marks_of_unnamed_groups():
    entry = one(local_parties="Rebels (Generic); Civil Society (Default)").record
    assert entry.fields["title"] == (
        "Egypt and African Union mediate between Rebels and Civil Society, Cairo"
    )
    parties = [i.actor.name for i in entry.involvements if i.role == "party"]
    assert parties[:2] == ["Rebels (Generic)", "Civil Society (Default)"]


def test_roles_and_kinds_of_those_involved():
    found = [
        (i.actor.name, i.actor.kind, i.actor.country, i.role) for i in one().record.involvements
    ]
    assert found == [
        ("Egypt", "state", "EG", "mediator"),
        ("African Union", "organisation", "", "mediator"),
        ("Ada Example", "person", "", "mediator"),
        ("Council of Ford", "organisation", "", "party"),
        ("Libya (2016-2021) Accord", "organisation", "LY", "party"),
        ("Bo Example", "person", "", "party"),
        ("5+5 commission", "organisation", "", "party"),
    ]


def test_a_named_mediator_acts_for_the_one_third_party_only():
    assert one().record.involvements[2].party is None
    alone = one(third_party="Egypt").record.involvements[1]
    assert (alone.actor.name, alone.party.name) == ("Ada Example", "Egypt")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ("day", "2020-01-05", "2020-01-05")),
        ({"Day": ""}, ("month", "2020-01-01", "2020-01-31")),
        ({"Day": "", "Month": ""}, ("year", "2020-01-01", "2020-12-31")),
    ],
)
def test_a_missing_day_is_a_month(cells, expected):
    fields = one(**cells).record.fields
    assert (fields["date_precision"], fields["starts_on"], fields["ends_on"]) == expected


def test_an_impossible_date_is_refused_with_its_column():
    row = one(Day="31", Month="2")
    assert row.record is None
    assert [(p.code, p.column) for p in row.problems] == [("impossible_date", "Day")]
    assert [p.code for p in one(Year="9999").problems] == ["impossible_date"]


@pytest.mark.parametrize(
    ("place", "country", "expected"),
    [
        ("Cairo", "EGY", ("locality", "Cairo", "EG")),
        ("unknown", "", ("unknown", None, "")),
        ("Virtual", "", ("virtual", None, None)),
        ("Oman", "Oman", ("country", "Oman", "OM")),
        ("Town", "Congo", ("locality", "Town", "")),
    ],
)
def test_places(place, country, expected):
    cells = {"med_location - MULTISELECT": place, "med_loc_cty": country}
    if place == "Virtual":
        cells |= {"med_loc_x": "Virtual", "med_loc_y": "Virtual"}
    fields = one(**cells).record.fields
    assert (
        fields["place_precision"], fields.get("place_name"), fields.get("place_country"),
    ) == expected  # fmt: skip


def test_no_agreement_recorded_is_not_known():
    assert one(agmt="0").record.details["outcome"] == "unknown"
    assert one(agmt="1").record.details["outcome"] == "agreement"


def test_the_data_set_is_a_source_and_a_bad_address_a_remark():
    row = one()
    assert [c.source.url for c in row.record.citations] == [
        "https://peacerep.org/mend", "https://example.org/a", "https://example.org/b",
    ]  # fmt: skip
    assert (row.record.citations[0].locator, row.record.citations[0].value) == (
        "ZZZ202001-1",
        "Harbour text",
    )
    assert [(p.code, p.params["value"]) for p in row.problems] == [("bad_address", "S213")]


@pytest.mark.data
@pytest.mark.skipif(not MEND_FILE.exists(), reason=f"the data set is not at {MEND_FILE}")
@pytest.mark.django_db(transaction=True)
def test_the_real_file_comes_in_again_and_out():
    Process.objects.create(name="By hand", slug="by-hand")
    before = content()
    batch = carried_on(received(MEND_FILE.read_bytes(), name=MEND_FILE.name))
    assert batch.connector == "mend"
    assert sum(batch.counts.values()) == batch.rows.count() == 1602
    assert applied(batch, publish=True).report["published"] == batch.counts["new"] == 1602
    assert Entry.objects.in_country(["EG"]).count() > 100
    assert Actor.objects.filter(name="African Union").count() == 1
    assert Source.objects.filter(url__startswith="https://").count() > 2000

    after = content()
    again = carried_on(received(MEND_FILE.read_bytes(), name="again.csv"))
    assert again.counts["unchanged"] == 1602
    applied_again = Batch.objects.get(pk=again.pk)
    assert content() == after, applied_again

    entry = Entry.objects.order_by("pk").first()
    Entry.objects.filter(pk=entry.pk).update(summary="Edited by hand")
    undone(batch)
    assert list(Entry.objects.values_list("summary", flat=True)) == ["Edited by hand"]
    Entry.objects.all().delete()
    assert content()["entries"] == before["entries"]


@pytest.mark.data
@pytest.mark.skipif(not MEND_FILE.exists(), reason=f"the data set is not at {MEND_FILE}")
@pytest.mark.django_db(transaction=True)
def test_undoing_the_real_file_leaves_nothing_behind():
    Process.objects.create(name="Mediation in Sudan", slug="mediation-in-sudan")
    before = content()
    batch = applied(carried_on(received(MEND_FILE.read_bytes(), name=MEND_FILE.name)))
    undone(batch)
    assert content() == before
