"""Rows that become actors: several lists speak of one, each changes only what it brought."""

from datetime import date

import pytest

from imports.models import Batch
from imports.presenting import differences_of, record_words
from records.models import Actor, ActorName
from sanctions.models import Designation
from tests.factories import make_actor
from tests.imports.helpers import applied, carried_on, content, read, undone

pytestmark = pytest.mark.django_db
N = "-0- "


def a_list(name: str = "CLOUD WORKS", codes: str = "ONE", remarks: str = N, key: int = 1) -> bytes:
    cells = ",".join([N] * 7)
    return f'{key},"{name}",{N},"{codes}",{cells},"{remarks}"\r\n'.encode()


def imported(**cells: str) -> Batch:
    return applied(read(a_list(**cells)))


def codes_of(actor: Actor) -> list[str]:
    return sorted(actor.designations.values_list("programme__code", flat=True))


def test_a_known_actor_is_added_to_and_keeps_what_it_has() -> None:
    known = make_actor("Cloud Works", kind="organisation", country="CH")
    batch = imported(remarks="a.k.a. 'MIST'")
    assert Actor.objects.get() == known
    assert [known.names.get().text, codes_of(known)] == ["MIST", ["ONE"]]
    undone(batch)
    assert (Actor.objects.get().country, known.names.count(), codes_of(known)) == ("CH", 0, [])


def test_a_later_file_adds_and_takes_away_what_an_earlier_one_brought() -> None:
    imported(codes="ONE] [TWO", remarks="a.k.a. 'MIST'")
    known = Actor.objects.get()
    ActorName.objects.create(actor=known, text="By hand")
    later = imported(codes="TWO] [THREE", remarks="a.k.a. 'FOG'")
    assert later.counts["changed"] == 1
    assert codes_of(known) == ["THREE", "TWO"]
    assert sorted(known.names.values_list("text", flat=True)) == ["By hand", "FOG"]


def test_undoing_the_later_file_puts_back_what_it_took_away() -> None:
    imported(codes="ONE] [TWO", remarks="a.k.a. 'MIST'")
    before = content()
    undone(imported(codes="TWO] [THREE", remarks="a.k.a. 'FOG'"))
    assert content() == before


def test_what_a_later_file_wrote_is_undone_first() -> None:
    first = imported()
    second = imported(codes="TWO")
    assert undone(first).report["kept"] == 1
    assert first.rows.get().kept_because == "later"
    undone(second)
    assert codes_of(Actor.objects.get()) == ["ONE"]


def test_what_an_earlier_upload_wrote_last_is_undone_first() -> None:
    first, second = read(a_list(codes="ONE")), read(a_list(codes="TWO"))
    applied(second)
    applied(first)
    assert undone(second).rows.get().kept_because == "later"
    assert read(a_list(codes="ONE")).counts["unchanged"] == 1
    undone(first)
    assert codes_of(Actor.objects.get()) == ["TWO"]


@pytest.mark.django_db(transaction=True)
def test_a_column_that_a_person_changed_is_a_conflict() -> None:
    imported(remarks="nationality Switzerland.")
    Actor.objects.update(country="FR")
    batch = read(a_list(remarks="nationality Germany."))
    [change] = differences_of(batch.rows.get())
    assert batch.counts["conflict"] == 1
    assert (change.field, change.base, change.now, change.file) == ("country", "CH", "FR", "DE")


def test_namesakes_on_one_list_are_two_actors() -> None:
    batch = applied(read(a_list(key=1) + a_list(key=2)))
    assert batch.report["actors"] == Actor.objects.count() == 2


def test_who_was_born_in_another_year_is_another() -> None:
    make_actor("Ada FORD", kind="person", born="1950")
    cells = ",".join([N] * 7)
    line = f'1,"FORD, Ada","individual","ONE",{cells},"DOB 1971."\r\n'
    assert applied(read(line.encode())).report["actors"] == 1


@pytest.mark.django_db(transaction=True)
def test_an_actor_that_something_else_uses_stays_when_its_import_is_undone() -> None:
    batch = imported()
    actor = Actor.objects.get()
    programme = Designation.objects.get().programme
    Designation.objects.create(actor=actor, programme=programme, listed_on=date(2026, 1, 1))
    undone(batch)
    assert Actor.objects.get() == actor
    assert actor.designations.count() == 1


def test_the_review_says_whom_a_row_is_about() -> None:
    batch = read(a_list())
    assert record_words(batch.rows.get()) == "CLOUD WORKS"
    assert carried_on(batch).state == Batch.State.READY
