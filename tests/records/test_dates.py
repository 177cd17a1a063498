from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import KEPT_DAYS, End, InvalidDateError, Precision, Qualifier, Span, parse

WRITTEN = [
    ("2025-12-04", Span(date(2025, 12, 4), date(2025, 12, 4))),
    ("2026-04", Span(date(2026, 4, 1), date(2026, 4, 30), Precision.MONTH)),
    ("2025", Span(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR)),
    ("2025-12-04/2025-12-06", Span(date(2025, 12, 4), date(2025, 12, 6))),
    ("2025-12/2026-02", Span(date(2025, 12, 1), date(2026, 2, 28), Precision.MONTH)),
    (
        "2025-12~",
        Span(date(2025, 12, 1), date(2025, 12, 31), Precision.MONTH, Qualifier.APPROXIMATE),
    ),
    (
        "2025-12-04?",
        Span(date(2025, 12, 4), date(2025, 12, 4), Precision.DAY, Qualifier.UNCERTAIN),
    ),
    ("2025%", Span(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR, Qualifier.BOTH)),
    ("2025-12-04/..", Span(date(2025, 12, 4), None, end=End.OPEN)),
    ("2025-12-04/", Span(date(2025, 12, 4), None, end=End.UNKNOWN)),
]


@pytest.mark.parametrize(("text", "span"), WRITTEN)
def test_each_form_is_read_and_written_back(text: str, span: Span) -> None:
    assert parse(text) == span
    assert str(span) == text


def test_unspecified_digits_are_a_coarser_precision() -> None:
    assert parse("2025-12-XX") == parse("2025-12")
    assert parse("2025-XX-XX") == parse("2025")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-31", "does not exist"),
        ("2025-13", "does not exist"),
        ("2025-12-06/2025-12-04", "end is before the start"),
        ("2025-12-04/2026-02", "same precision"),
        ("../2025-12-04", "is not a date"),
        ("2025-21", "does not exist"),
        ("4 December 2025", "is not a date"),
        ("", "is not a date"),
        ("2025-12-04~?", "is not a date"),
        ("9999-12-31", "outside of the years 1000 to 8999"),
        ("2025-12-04/9999-12-31", "What goes on is written 2025-12-04/.."),
        ("9000", "outside of the years"),
        ("0999-12", "outside of the years"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidDateError, match=reason):
        parse(text)


def test_thousands_of_days_are_read_in_no_time() -> None:
    texts = [str(date.fromordinal(700_000 + number)) for number in range(5000)]
    began = process_time()
    assert [str(parse(text)) for text in texts] == texts
    assert process_time() - began < 2


days = st.dates(*KEPT_DAYS)


@given(first=days, last=days, qualifier=st.sampled_from(Qualifier))
def test_any_span_of_days_survives_writing_and_reading(
    first: date, last: date, qualifier: Qualifier
) -> None:
    span = Span(min(first, last), max(first, last), Precision.DAY, qualifier)
    assert parse(str(span)) == span


@given(st.text(max_size=40))
def test_no_text_raises_anything_but_its_own_error(text: str) -> None:
    try:
        span = parse(text)
    except InvalidDateError:
        return
    assert span.ends_on is None or span.starts_on <= span.ends_on
