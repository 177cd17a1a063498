"""Parley's own spreadsheet: what its cells mean, and what is wrong with them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.connectors.parley import PARLEY, read
from imports.connectors.parley_cells import CellError, involvement, source, transaction
from imports.connectors.parley_columns import KIND_COLUMNS, columns_of
from imports.lines import Line, Table, name_columns
from tests.imports.helpers import a_round, table_of


def read_cells(**cells: str):
    table = Table({"": ["kind", *columns_of(cells["kind"])]}, "", iter([Line(2, cells)]), int)
    return next(read(table))


def wrong(**cells: str) -> list[tuple[str, str]]:
    return [(one.code, one.column) for one in read_cells(**cells).problems if one.is_error]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"date": "2025-02-30"}, "impossible_date", "date"),
        ({"date": "2025-03-05/2025-03-04"}, "end_before_start", "date"),
        ({"date": "9999-12-31"}, "impossible_date", "date"),
        ({"date": "2025-03-05/9999-12-31"}, "impossible_date", "date"),
        ({"published_on": "9999-12-31"}, "impossible_date", "published_on"),
        ({"date": ""}, "missing", "date"),
        ({"title": ""}, "missing", "title"),
        ({"title": "x" * 501}, "too_long", "title"),
        ({"mode": "smoke"}, "unknown_code", "mode"),
        ({"country": "Atlantis"}, "unknown_country", "country"),
        ({"latitude": "91", "longitude": "0"}, "number_range", "latitude"),
        ({"latitude": "north", "longitude": "0"}, "not_a_number", "latitude"),
        ({"number": "3"}, "number_without_track", "track"),
        ({"involved": "Switzerland"}, "bad_involvement", "involved"),
        ({"involved": "friend: Switzerland"}, "unknown_code", "involved"),
        ({"sources": "somewhere"}, "unknown_source", "sources"),
        ({"links": "follows r2"}, "bad_reference", "links"),
        ({"kind": "rumour"}, "unknown_kind", "kind"),
    ],
)
def test_what_is_wrong_is_named_with_its_column(cells, code, column):
    found = wrong(**(a_round(1) | {"kind": "round"} | cells)) if "kind" not in cells else [
        (one.code, one.column)
        for one in next(
            read(Table({"": ["kind"]}, "", iter([Line(2, a_round(1) | cells)]), int))
        ).problems
    ]  # fmt: skip
    assert (code, column) in found


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"amount": "5"}, "amount_without_currency"),
        ({"currency": "EUR"}, "currency_without_amount"),
        ({"amount": "5", "currency": "QQQ"}, "unknown_currency"),
        ({"amount": "five", "currency": "EUR"}, "not_a_number"),
        ({"amount": "-5", "currency": "EUR"}, "number_range"),
        ({"amount": "5", "currency": "EUR", "transactions": "gift 2025 5 EUR"}, "unknown_code"),
    ],
)
def test_money_is_checked(cells, code):
    found = wrong(kind="pledge", title="T", date="2025", **cells)
    assert [one for one, _column in found] == [code]


def test_an_involvement_says_who_for_whom_and_why():
    found = involvement("negotiator: Ada [person FR wikidata:Q1] for France [state] — envoy")
    assert (found.actor.name, found.actor.kind, found.actor.country) == ("Ada", "person", "FR")
    assert found.actor.identifiers[0].value == "Q1"
    assert (found.party and found.party.name, found.note) == ("France", "envoy")


def test_a_bare_country_is_a_state_and_another_name_an_organisation():
    assert involvement("host: Türkiye").actor.kind == "state"
    assert involvement("host: Türkiye").actor.country == "TR"
    assert involvement("host: Save the Ford for All").actor.name == "Save the Ford for All"


def test_a_source_says_where_and_in_which_words():
    found = source(
        r"https://example.org/a | publisher: P | at: §2 | quote: a \| b | attribution: anonymous"
        " | field: starts_on = 2025-12-04"
    )
    assert (found.locator, found.quotation, found.attribution) == ("§2", "a | b", "anonymous")
    assert (found.field, found.value) == ("starts_on", "2025-12-04")


def test_a_transaction_may_be_negative():
    assert transaction("commitment 2025-05 -10.50 EUR — cancelled").amount == "-10.50"


def test_an_expiry_is_an_instant_in_its_zone():
    row = read_cells(
        kind="relief", title="T", date="2025", instrument="waiver",
        expires="2026-04-29 00:01", expires_zone="America/New_York",
    )  # fmt: skip
    assert row.record.details["expires_at"] == "2026-04-29T04:01:00+00:00"


@pytest.mark.parametrize(
    ("expires", "zone", "found"),
    [
        ("2026-04-29 00:01+05:00", "America/New_York", ("expires", "impossible_date")),
        ("2026-03-29 02:30", "Europe/Berlin", ("expires", "impossible_date")),
        ("2026-04", "Factory", ("expires_zone", "unknown_zone")),
    ],
)
def test_an_expiry_that_the_desk_refuses_is_refused_here(expires, zone, found):
    row = read_cells(
        kind="relief", title="T", date="2025", instrument="waiver",
        expires=expires, expires_zone=zone,
    )  # fmt: skip
    assert [(one.column, one.code) for one in row.problems] == [found]


@pytest.mark.parametrize("expires", ["9999-12-31", "9999-12-31 23:59", "9999-12-31T00:00:00Z"])
def test_an_end_in_the_year_9999_is_none(expires):
    row = read_cells(
        kind="relief", title="T", date="2025", instrument="waiver",
        expires=expires, expires_zone="UTC",
    )  # fmt: skip
    assert [one.code for one in row.problems if one.is_error] == []
    assert not {"expires_at", "expires_zone"} & set(row.record.details)


def test_a_workbook_needs_a_sheet_of_a_known_kind():
    assert PARLEY.recognises(table_of(Rounds=["title", "date"], notes=["x"]))
    assert not PARLEY.recognises(table_of(Sheet1=["title", "date"]))
    assert not PARLEY.recognises(table_of("title", "date"))  # of which kind?
    assert PARLEY.recognises(table_of("title", "date", "category"))


TEXT = st.text(max_size=60)


@given(st.one_of(st.just(involvement), st.just(source), st.just(transaction)), TEXT)
def test_no_text_makes_a_cell_raise_anything_but_its_problem(parse, text):
    try:
        parse(text)
    except CellError as error:
        assert str(error.problem)


@settings(max_examples=60)
@given(st.sampled_from(sorted(KIND_COLUMNS)), st.data())
def test_no_row_makes_the_connector_raise(kind, data):
    columns = data.draw(st.lists(st.sampled_from(columns_of(kind)), max_size=8))
    odd = st.sampled_from(["1", "2025-03", "2025-03/..", "-1e9", "NaN", "٣", "a: b [c] for d", "|"])
    cells = {column: data.draw(st.one_of(TEXT, odd)) for column in columns}
    row = read_cells(**({"title": "T", "date": "2025-03"} | cells | {"kind": kind}))
    assert row.record is not None or any(one.is_error for one in row.problems)
    if row.record:
        assert row.record.stored() and list(row.record.mentions()) is not None


def test_names_of_columns_are_made_plain():
    assert name_columns([" a ", "", "a", "\0"]) == ["a", "#2", "a#3", "\ufffd"]
