"""Dates, amounts and countries as people write them: read in one way, or not at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.connectors.parley_cells import CellError
from imports.mappings.amounts import read_amount
from imports.mappings.cldr import country_anywhere
from imports.mappings.dates import read_date
from records import dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("4 déc. 2025", "2025-12-04"),
        ("1er janvier 2026", "2026-01-01"),
        ("4–6 грудня 2025 року", "2025-12-04/2025-12-06"),
        ("Dec 4, 2025", "2025-12-04"),
        ("12/25/2025", "2025-12-25"),
        ("25.12.2025 14:30", "2025-12-25"),
        ("December 2025", "2025-12"),
        ("31/12/9999", "9999-12-31"),  # whether it means no end is for the column to say
    ],
)
def test_dates_are_read(text, edtf):
    assert read_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "code"),
    [("04/12/2025", "ambiguous_date"), ("31/02/2025", "no_such_day"), ("soon", "unknown_date")],
)
def test_dates_that_could_be_two_or_none_are_refused(text, code):
    with pytest.raises(CellError) as raised:
        read_date(text)
    assert raised.value.problem.code == code


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("1 250 000,50 €", "1250000.50", {"EUR"}),
        ("US$ 3.5 million", "3500000", {"USD"}),
        ("5 млн грн", "5000000", {"UAH"}),
    ],
)
def test_amounts_are_read(text, number, currency):
    amount = read_amount(text)
    assert (f"{amount.number.normalize():f}", amount.currencies) == (
        number.removesuffix("0") if "." in number else number,
        currency,
    )


def test_countries_in_any_language_but_never_one_of_two():
    names = ["Türkiye", "Германия", "USA", "ドイツ", "Congo", "Atlantis"]
    assert [country_anywhere(name) for name in names] == ["TR", "DE", "US", "DE", "", ""]


@given(st.text(max_size=40))
def test_whatever_stands_in_a_cell_is_read_or_refused(text):
    with suppress(CellError, dates.InvalidDateError):
        dates.parse(read_date(text))
    with suppress(CellError):
        assert read_amount(text).number.is_finite()
    assert isinstance(country_anywhere(text), str)
