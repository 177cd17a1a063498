"""What was applied last was written last, whichever file was uploaded first."""

import pytest

from imports.models import Batch
from imports.presenting import differences_of
from records.models import Actor, Entry
from tests.factories import make_actor
from tests.imports.everything import NAME, emptied, exported, file_of, line_of
from tests.imports.helpers import a_round, applied, content, csv_bytes, read, undone

pytestmark = pytest.mark.django_db


def a_file(place: str) -> Batch:
    return read(csv_bytes([a_round(1, place=place)]))


def crossed() -> tuple[Batch, Batch]:
    """Two files of one identifier: the second is applied first, then the first over it."""
    first, second = a_file("Geneva"), a_file("Bern")
    applied(second)
    applied(applied(first))
    return first, second


def test_undoing_keeps_an_entry_that_an_earlier_upload_wrote_again() -> None:
    first, second = crossed()
    undone(second)
    assert Entry.objects.get().place_name == "Geneva"
    assert (second.report["kept"], second.rows.get().kept_because) == (1, "later")
    assert first.rows.get().entry == Entry.objects.get()


def test_undone_the_last_applied_first_nothing_is_left() -> None:
    before = content()
    first, second = crossed()
    undone(first)
    assert Entry.objects.get().place_name == "Bern"
    undone(second)
    assert content() == before


def test_a_third_file_is_compared_with_what_was_applied_last() -> None:
    crossed()
    assert a_file("Geneva").counts["unchanged"] == 1
    [change] = differences_of(a_file("Basel").rows.get())
    assert (change.base, change.now, change.conflict) == ("Geneva", "Geneva", False)


def test_a_record_of_an_export_is_kept_where_an_earlier_upload_wrote_it_again() -> None:
    make_actor("Ada", slug="ada")
    line = line_of(exported(), "actor", slug="ada")
    emptied()
    first, second = (read(file_of([line | {"description": said}]), NAME) for said in "ab")
    applied(second)
    applied(first)
    assert undone(second).rows.get().kept_because == "later"
    assert Actor.objects.get().description == "a"
    assert read(file_of([line | {"description": "a"}]), NAME).counts["unchanged"] == 1


def test_what_was_kept_is_undone_once_the_later_import_is() -> None:
    before = content()
    first = applied(a_file("Geneva"))
    second = applied(a_file("Bern"))
    undone(first)
    undone(second)
    undone(first)
    assert content() == before
    assert (first.state, first.report["kept"]) == ("undone", 0)
