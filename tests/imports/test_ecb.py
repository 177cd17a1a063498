"""The ECB's reference rates: imported, changed, in conflict, undone."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.models import ExchangeRate
from imports.connectors.ecb import ECB
from imports.lines import Line, Table
from imports.models import Batch
from tests.imports.helpers import applied, content, read, undone

pytestmark = pytest.mark.django_db
HISTORY = b"Date,USD,CHF,TRY,\n2025-12-04,1.1666,0.9370,N/A,\n2025-12-03,1.1650,0.9365,49.4,\n"


def rates() -> dict[tuple[str, str], str]:
    return {(one.currency, str(one.date)): f"{one.per_euro.normalize():f}" for one in
            ExchangeRate.objects.all()}  # fmt: skip


def imported(data: bytes = HISTORY) -> Batch:
    return applied(read(data, "eurofxref-hist.csv"))


def test_a_day_of_rates_is_a_row_and_what_there_was_none_of_is_left_out() -> None:
    batch = imported()
    assert (batch.connector, batch.counts["new"]) == ("ecb", 2)
    assert rates() == {
        ("USD", "2025-12-04"): "1.1666",
        ("CHF", "2025-12-04"): "0.937",
        ("USD", "2025-12-03"): "1.165",
        ("CHF", "2025-12-03"): "0.9365",
        ("TRY", "2025-12-03"): "49.4",
    }


def test_a_day_that_is_not_kept_is_no_date() -> None:
    batch = imported(HISTORY.replace(b"2025-12-04", b"9999-12-31"))
    [row] = batch.rows.exclude(problems=[])
    assert (row.outcome, [one["code"] for one in row.problems]) == ("invalid", ["impossible_date"])


def test_the_archive_with_the_rates_of_one_day() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("eurofxref.csv", "Date, USD, GBP, \n4 December 2025, 1.1666, 0.87, \n")
    applied(read(buffer.getvalue(), "eurofxref.zip"))
    assert rates() == {("USD", "2025-12-04"): "1.1666", ("GBP", "2025-12-04"): "0.87"}


def test_again_nothing_changes_and_undone_nothing_is_left() -> None:
    before = content()
    batch = imported()
    assert read(HISTORY).counts["unchanged"] == 2
    undone(batch)
    assert content() == before


def test_a_corrected_rate_is_written_and_put_back() -> None:
    imported()
    before = content()
    later = imported(HISTORY.replace(b"1.1666", b"1.1777"))
    assert later.counts["changed"] == 1
    assert rates()["USD", "2025-12-04"] == "1.1777"
    undone(later)
    assert content() == before


def test_a_rate_that_somebody_typed_is_a_conflict_and_stays() -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 12, 4), per_euro=Decimal(2))
    batch = imported()
    assert (batch.counts["conflict"], batch.counts["new"]) == (1, 1)
    assert rates()["USD", "2025-12-04"] == "2"


def test_days_that_a_later_import_wrote_again_are_undone_after_it() -> None:
    before = content()
    first = imported()
    second = imported(HISTORY.replace(b"0.9370", b"0.9999"))
    undone(first)
    assert rates()["CHF", "2025-12-04"] == "0.9999"
    assert first.rows.get(key="2025-12-04").kept_because == "later"
    undone(second)
    undone(first)
    assert content() == before


def test_a_rate_that_was_edited_since_keeps_its_day() -> None:
    batch = imported()
    ExchangeRate.objects.filter(currency="USD", date=date(2025, 12, 4)).update(per_euro=2)
    undone(batch)
    assert rates() == {("USD", "2025-12-04"): "2", ("CHF", "2025-12-04"): "0.937"}
    assert batch.rows.get(key="2025-12-04").kept_because == "edited"


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_cells_raise_anything(day: str, rate: str) -> None:
    line = Line(2, {"Date": day, "USD": rate})
    [row] = ECB.read(Table({"": ["Date", "USD"]}, "UTF-8", iter([line]), int))
    assert row.record or row.problems
