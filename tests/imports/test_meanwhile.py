"""What somebody writes at the very moment at which an import writes or undoes."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
from django.db import connection, transaction

from aid.models import ExchangeRate
from imports.statements import select
from records.models import Citation, Entry, Identifier, Source
from tests.factories import make_entry
from tests.imports.helpers import a_round, applied, csv_bytes, read, undone

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2025, 12, 4)
RATES = b"Date,USD,\n2025-12-04,1.1666,\n"
WAITING = "SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@contextmanager
def meanwhile(write: Callable[[], object]) -> Iterator[None]:
    """Another connection has written, and commits once somebody waits for it."""
    written = Event()
    with ThreadPoolExecutor(1) as desk:
        other = desk.submit(in_another_connection, write, written)
        assert written.wait(timeout=30)
        yield
        other.result(timeout=30)


def in_another_connection(write: Callable[[], object], written: Event) -> None:
    try:
        with transaction.atomic():
            write()
            written.set()
            until_somebody_waits()
    finally:
        connection.close()


def until_somebody_waits() -> None:
    last = time.monotonic() + 20
    while not select(WAITING, []):
        assert time.monotonic() < last, "nobody waited"
        time.sleep(0.01)


def an_entry_of_the_identifier() -> None:
    Identifier.objects.create(entry=make_entry("By hand"), scheme="parley", value="r1")


def test_an_identifier_that_somebody_gives_meanwhile_is_a_conflict_and_no_error() -> None:
    batch = read(csv_bytes([a_round(1)]))
    with meanwhile(an_entry_of_the_identifier):
        applied(batch)
    row = batch.rows.get()
    assert (row.outcome, row.problems) == ("conflict", [])
    assert (row.entry, batch.state) == (Entry.objects.get(), "ready")


def cite_the_source() -> None:
    source = Source.objects.select_for_update(no_key=True).get()
    Citation.objects.create(entry=make_entry("By hand"), source=source)


def test_a_source_that_somebody_cites_meanwhile_is_kept() -> None:
    batch = applied(read(csv_bytes([a_round(1)])))
    with meanwhile(cite_the_source):
        undone(batch)
    assert (batch.state, batch.report["kept_records"]) == ("undone", 1)
    assert Citation.objects.get().source.url == "https://example.org/1"


def type_a_rate() -> None:
    ExchangeRate.objects.update_or_create(currency="USD", date=DAY, defaults={"per_euro": 2})


@pytest.mark.parametrize("known", [False, True])
def test_a_rate_that_somebody_types_meanwhile_is_a_conflict_and_stays(known: bool) -> None:
    if known:
        applied(read(RATES.replace(b"1.1666", b"1.1555"), "eurofxref-hist.csv"))
    batch = read(RATES, "eurofxref-hist.csv")
    with meanwhile(type_a_rate):
        applied(batch)
    assert batch.rows.get().outcome == "conflict"
    assert ExchangeRate.objects.get().per_euro == Decimal(2)
