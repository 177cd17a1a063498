"""Imports and merges of actors: neither undoes what the other did."""

import pytest
from django.contrib.auth.models import User

from imports.models import Batch
from records.merging import merge_actors
from records.models import Actor, Entry
from tests.imports import lists
from tests.imports.helpers import a_round, applied, csv_bytes, read, undone

pytestmark = pytest.mark.django_db(transaction=True)


def an_import(**cells: str) -> Batch:
    return applied(read(csv_bytes([a_round(1, **cells)])))


def merged(keep: str, gone: str) -> Actor:
    editor, _made = User.objects.get_or_create(username="ed")
    kept = Actor.objects.get(name=keep)
    merge_actors(keep=kept, gone=Actor.objects.get(name=gone), by=editor, reason="one")
    return kept


def test_a_merge_is_no_edit_of_the_entries_that_it_touches() -> None:
    batch = an_import(involved="negotiator: Ada Ford [person]\nmediator: Ada Forde [person]")
    merged("Ada Ford", "Ada Forde")
    assert undone(batch).report["kept"] == 0
    assert not Entry.objects.exists()


def test_who_was_merged_into_stays_when_its_import_is_undone() -> None:
    batch = an_import(involved="negotiator: Ada Ford [person]\nmediator: Ada Forde [person]")
    kept = merged("Ada Ford", "Ada Forde")
    undone(batch)
    assert Actor.objects.get() == kept


def test_a_later_import_of_the_name_that_went_finds_who_stayed() -> None:
    an_import(involved="negotiator: Ada Ford [person]\nmediator: Ada Forde [person x:7]")
    kept = merged("Ada Ford", "Ada Forde")
    applied(read(csv_bytes([a_round(2, involved="mediator: Ada Forde [person]")])))
    assert Actor.objects.get() == kept
    assert Entry.objects.get(title__contains="Round 2").involvements.get().actor == kept


def test_a_changed_row_is_undone_after_its_actors_were_merged() -> None:
    an_import(involved="negotiator: Ada Ford [person]\nmediator: Ada Forde [person]")
    later = an_import(involved="negotiator: Ada Ford [person]")
    Actor.objects.filter(name="Ada Forde").update(description="keeps the row")
    kept = merged("Ada Ford", "Ada Forde")
    undone(later)
    assert (later.state, later.error) == ("undone", {})
    roles = Entry.objects.get().involvements.values_list("role", "actor")
    assert set(roles) == {("negotiator", kept.pk), ("mediator", kept.pk)}


def test_a_later_list_finds_the_subject_that_was_merged() -> None:
    data = lists.lines_of([lists.entity("p-9", "Person", name=["Ada Forde"], country=["fr"])])
    applied(read(lists.UK.encode()))
    first = applied(read(data, "one.json"))
    kept = merged("Ada FORD", "Ada Forde")
    assert read(data, "one.json").counts["unchanged"] == 1
    changed = lists.lines_of(
        [lists.entity("p-9", "Person", name=["Ada Forde"], alias=["Adele"], country=["fr"])]
    )
    later = applied(read(changed, "one.json"))
    assert (later.state, kept.names.filter(text="Adele").count()) == ("applied", 1)
    undone(later)
    undone(first)
    assert kept.names.filter(text="Adele").count() == 0


def test_a_new_actor_does_not_take_an_address_that_was_merged_away() -> None:
    an_import(involved="negotiator: Ada Ford [person]\nmediator: Ada Forde [person]")
    merged("Ada Ford", "Ada Forde")
    Actor.objects.get(name="Ada Ford").names.all().delete()
    applied(read(csv_bytes([a_round(2, involved="mediator: Ada Forde [person]")])))
    assert Actor.objects.get(name="Ada Forde").slug != "ada-forde"
