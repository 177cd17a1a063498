"""Imports and merges of actors: neither undoes what the other did."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.db import connection

from imports.models import Batch
from imports.subjects import applying as subjects
from records.merging import merge_actors
from records.models import Actor, Entry, Involvement, Merge
from records.parting import undo_merge
from sanctions.models import Designation
from tests.imports import lists
from tests.imports.helpers import a_round, applied, content, csv_bytes, read, undone

pytestmark = pytest.mark.django_db(transaction=True)

FORDE = lists.lines_of(
    [
        lists.entity("p-9", "Person", name=["Ada Forde"]),
        lists.entity(
            *("s-9", "Sanction"),
            entity=["p-9"],
            authority=["Cloud Office"],
            programId=["CLD-9"],
            startDate=["2024-05-06"],
        ),
    ]
)


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


@contextmanager
def during(monkeypatch: pytest.MonkeyPatch, function: str, keep: str, gone: str) -> Iterator[None]:
    """Somebody merges two actors, on the desk, just before `imports.<function>` is called first."""
    module, _dot, name = function.rpartition(".")
    original = getattr(import_module(f"imports.{module}"), name)
    waiting = [None]

    def interrupted(*arguments: object) -> object:
        if waiting:
            waiting.pop()
            with ThreadPoolExecutor(1) as desk:
                desk.submit(in_another_connection, keep, gone).result(timeout=30)
        return original(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(f"imports.{function}", interrupted)
        yield
    assert not waiting, f"{function} was not called"


def in_another_connection(keep: str, gone: str) -> None:
    try:
        merged(keep, gone)
    finally:
        connection.close()


def two_known() -> None:
    """Two actors that no entry names, one with an identifier."""
    for name in ("Ada Ford", "Ada Forde"):
        made = Actor.objects.create(kind="person", name=name, slug=name.lower().replace(" ", "-"))
        made.identifiers.create(scheme="x", value=name[4:])


@pytest.mark.parametrize("function", ["applying._apply_chunk", "actors._known_names"])
def test_rows_follow_a_merge_that_happens_while_they_are_applied(
    monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    two_known()
    rows = [a_round(n, involved="mediator: A. Forde [person x:Forde]") for n in (1, 2, 3)]
    batch = read(csv_bytes(rows))
    with during(monkeypatch, function, "Ada Ford", "Ada Forde"):
        applied(batch)
    assert (batch.state, batch.counts["invalid"], batch.report["applied"]) == ("applied", 0, 3)
    kept = Actor.objects.get()
    assert [one.actor for one in Involvement.objects.all()] == [kept] * 3
    assert kept.names.filter(text="A. Forde").count() == 1


def test_what_is_refused_besides_is_still_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    two_known()
    mediated = {"involved": "mediator: Ada Forde [person]", "track": "Envoys"}
    rows = [a_round(n, number=str(min(n, 3)), **mediated) for n in (1, 2, 3, 4)]
    batch = read(csv_bytes(rows))
    with during(monkeypatch, "applying._apply_chunk", "Ada Ford", "Ada Forde"):
        applied(batch)
    assert (Entry.objects.count(), batch.rows.get(outcome="invalid").key) == (3, "r4")


def test_changed_rows_follow_a_merge_that_happens_while_they_are_applied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_known()
    an_import(involved="")
    batch = read(csv_bytes([a_round(1, involved="mediator: Ada Forde [person]")]))
    with during(monkeypatch, "changing.lock", "Ada Ford", "Ada Forde"):
        applied(batch)
    assert (batch.state, batch.report["applied"]) == ("applied", 1)
    assert Involvement.objects.get().actor == Actor.objects.get()


def test_subjects_of_a_list_follow_a_merge_that_happens_while_they_are_applied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_known()
    batch = read(FORDE, "one.json")
    with during(monkeypatch, "subjects.applying._locked", "Ada Ford", "Ada Forde"):
        applied(batch)
    assert (batch.state, batch.report["applied"], batch.counts["invalid"]) == ("applied", 1, 0)
    kept = Actor.objects.get(kind="person")
    assert kept.designations.get().programme.code == "CLD-9"
    assert batch.rows.get(key="p-9").actor == kept


def test_a_subject_that_is_deleted_meanwhile_is_refused_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two_known()
    batch = read(FORDE, "one.json")
    original = subjects._locked

    def deleting(ids: set[int]) -> dict[int, Actor]:
        Actor.objects.filter(name="Ada Forde").delete()
        return original(ids)

    monkeypatch.setattr(subjects, "_locked", deleting)
    applied(batch)
    assert batch.state == "applied"
    assert batch.rows.get(key="p-9").problems[-1]["code"] == "refused"


def two_lists() -> tuple[Batch, Batch]:
    """One person whom two lists spell in two ways."""
    first = applied(read(lists.UK.encode()))
    return first, applied(read(FORDE, "one.json"))


def both_again() -> list[int]:
    again = [read(lists.UK.encode()), read(FORDE, "one.json")]
    return [batch.counts["new"] + batch.counts["changed"] for batch in again]


def test_both_lists_are_unchanged_across_a_merge_and_its_undo() -> None:
    two_lists()
    apart = content()
    kept = merged("Ada FORD", "Ada Forde")
    assert both_again() == [0, 0]
    assert kept.designations.count() == 2
    part()
    assert content() == apart
    assert both_again() == [0, 0]


def test_each_list_is_undone_alone_after_the_merge_was_undone() -> None:
    first = applied(read(lists.UK.encode()))
    alone = content()
    second = applied(read(FORDE, "one.json"))
    merged("Ada FORD", "Ada Forde")
    part()
    undone(second)
    assert content() == alone
    undone(first)
    assert not Actor.objects.exists()


def test_undoing_a_list_while_its_subject_is_merged_takes_what_it_brought() -> None:
    first, second = two_lists()
    kept = merged("Ada FORD", "Ada Forde")
    undone(second)
    assert second.state == "undone"
    assert [d.programme.authority for d in kept.designations.all()] == ["UK"]
    assert read(lists.UK.encode()).counts["new"] == 0
    undone(first)
    assert (first.state, Designation.objects.count()) == ("undone", 0)


def part() -> None:
    undo_merge(merge=Merge.objects.get(undone_at=None), by=User.objects.get(username="ed"))
