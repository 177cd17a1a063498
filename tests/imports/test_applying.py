"""From a file to entries, again, changed, in conflict, and undone."""

from importlib import import_module
from itertools import count

import pghistory
import pytest

from imports import actions
from imports.models import Batch, Row
from imports.presenting import differences_of
from records.models import Actor, Citation, Entry, Identifier
from talks.models import Round
from tests.imports.helpers import (
    a_round,
    applied,
    carried_on,
    content,
    csv_bytes,
    read,
    received,
    undone,
)

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_draft_with_all_its_parts():
    batch = applied(read(csv_bytes([a_round(1, mode="direct", title_fr="Premier cycle")])))
    entry = Round.objects.get()
    assert batch.state == Batch.State.APPLIED
    assert (entry.state, entry.mode, entry.title_fr) == ("draft", "direct", "Premier cycle")
    assert entry.countries == ["CH", "FR"]
    assert [(i.actor.name, i.role, i.party and i.party.name, i.note)
            for i in entry.involvements.order_by("role")] == [
        ("Switzerland", "mediator", None, ""),
        ("Ada 1", "negotiator", "France", "envoy"),
    ]  # fmt: skip
    assert entry.citations.get().source.url == "https://example.org/1"
    assert entry.processes.get().name == "Ford talks"
    assert entry.identifiers.get().value == "r1"


def test_publishing_at_once_leaves_rows_without_source_as_drafts():
    batch = applied(read(csv_bytes([a_round(1), a_round(2, sources="")])), publish=True)
    assert list(Entry.objects.order_by("starts_on").values_list("state", flat=True)) == [
        "published",
        "draft",
    ]
    assert batch.report["drafts_without_source"] == 1


def test_the_history_names_the_import():
    batch = applied(read(csv_bytes([a_round()])))
    event = Entry.objects.get().versions.get()
    assert event.pgh_context.metadata["import"] == batch.pk
    assert Actor.objects.first().versions.first().pgh_context.metadata["import"] == batch.pk
    assert Citation.objects.get().versions.get().pgh_context.metadata["import"] == batch.pk


def test_importing_again_changes_nothing():
    data = csv_bytes([a_round(n) for n in range(1, 6)])
    applied(read(data))
    before = content()
    again = applied(read(data)) if read(data).counts["new"] else read(data)
    assert again.counts["unchanged"] == 5
    assert content() == before


def test_a_changed_value_is_shown_and_written():
    applied(read(csv_bytes([a_round(1), a_round(2)])))
    batch = read(csv_bytes([a_round(1, place="Bern"), a_round(2)]))
    row = batch.rows.get(outcome="changed")
    assert row.diff == {
        "place_name": {"base": "Geneva", "now": "Geneva", "file": "Bern", "conflict": False}
    }
    applied(batch)
    assert Entry.objects.get(pk=row.entry_id).place_name == "Bern"
    assert batch.counts["unchanged"] == 1


def test_changed_lists_replace_those_of_the_last_import():
    applied(read(csv_bytes([a_round(1)])))
    applied(read(csv_bytes([a_round(1, involved="host: Oman [state OM]")])))
    assert [str(one.actor) for one in Entry.objects.get().involvements.all()] == ["Oman"]
    assert Entry.objects.get().countries == ["CH", "OM"]


def test_a_value_edited_by_hand_is_a_conflict_and_never_overwritten():
    applied(read(csv_bytes([a_round(1)])))
    Entry.objects.update(place_name="Lausanne")
    batch = read(csv_bytes([a_round(1, place="Bern")]))
    row = batch.rows.get()
    assert row.outcome == Row.Outcome.CONFLICT
    assert row.diff["place_name"] == {
        "base": "Geneva", "now": "Lausanne", "file": "Bern", "conflict": True,
    }  # fmt: skip
    actions.request_apply(batch=batch)
    actions.carry_on(batch_id=batch.pk)
    assert Entry.objects.get().place_name == "Lausanne"


def test_an_edit_of_another_value_is_kept_while_the_file_changes_its_own():
    applied(read(csv_bytes([a_round(1)])))
    Entry.objects.update(summary="Written by hand")
    applied(read(csv_bytes([a_round(1, place="Bern")])))
    entry = Entry.objects.get()
    assert (entry.place_name, entry.summary) == ("Bern", "Written by hand")


def test_an_edit_made_during_the_review_is_not_overwritten():
    applied(read(csv_bytes([a_round(1)])))
    batch = read(csv_bytes([a_round(1, place="Bern")]))
    Entry.objects.update(place_name="Lausanne")
    applied(batch)
    assert Entry.objects.get().place_name == "Lausanne"
    assert batch.rows.get().outcome == Row.Outcome.CONFLICT


@pytest.mark.django_db(transaction=True)
def test_people_added_by_hand_make_a_changed_list_a_conflict():
    applied(read(csv_bytes([a_round(1)])))
    Entry.objects.get().involvements.first().delete()
    batch = read(csv_bytes([a_round(1, involved="host: Oman [state OM]")]))
    assert batch.rows.get().outcome == Row.Outcome.CONFLICT


def test_an_identifier_that_a_person_gave_away_is_a_conflict():
    applied(read(csv_bytes([a_round(1)])))
    entry = Entry.objects.get()
    Identifier.objects.filter(entry=entry).update(value="r9")
    batch = read(csv_bytes([a_round(9, title="Another title", date="2025-03-02")]))
    assert batch.rows.get().entry_id == entry.pk


def test_undo_takes_away_exactly_what_the_batch_brought():
    applied(read(csv_bytes([a_round(n) for n in range(1, 4)])))
    before = content()
    batch = applied(read(csv_bytes([a_round(n, place="Bern") for n in range(2, 9)])))
    assert content() != before
    undone(batch)
    assert content() == before
    assert batch.report == {"undone": 7, "kept": 0, "kept_records": 0}


@pytest.mark.django_db(transaction=True)
def test_undo_keeps_and_lists_what_was_edited_since():
    batch = applied(read(csv_bytes([a_round(1), a_round(2)])))
    entry = Entry.objects.order_by("starts_on").first()
    Entry.objects.filter(pk=entry.pk).update(summary="Mine now")
    undone(batch)
    assert list(Entry.objects.values_list("summary", flat=True)) == ["Mine now"]
    assert batch.report["kept"] == 1
    assert batch.rows.get(kept_because="edited").entry_id == entry.pk
    assert entry.citations.count() == 1


def test_undo_keeps_what_a_person_added_to_it_in_any_room():
    batch = applied(read(csv_bytes([a_round(1), a_round(2), a_round(3)])))
    corrected, told, _plain = Entry.objects.order_by("starts_on")
    with pghistory.context(reason="on the desk"):
        corrected.corrections.create(what="It was noon.", corrected_on="2025-04-01")
        Round.objects.get(pk=told.pk).readouts.create(
            party=told.actors.first(), text="We met.", source=told.citations.get().source
        )
    undone(batch)
    assert set(Entry.objects.values_list("pk", flat=True)) == {corrected.pk, told.pk}
    assert batch.report["kept"] == 2


def test_undo_keeps_what_a_later_import_changed():
    first = applied(read(csv_bytes([a_round(1)])))
    applied(read(csv_bytes([a_round(1, place="Bern")])))
    undone(first)
    assert Entry.objects.get().place_name == "Bern"
    assert first.rows.get().kept_because == "later"


def test_undone_rows_can_be_imported_again():
    data = csv_bytes([a_round(1)])
    undone(applied(read(data)))
    assert applied(read(data)).counts["new"] == 1
    assert Entry.objects.count() == 1


def test_rejected_rows_are_left_out_and_can_follow_later():
    batch = read(csv_bytes([a_round(1), a_round(2)]))
    first = batch.rows.first()
    actions.choose_rows(batch=batch, rows=batch.rows.filter(pk=first.pk), accepted=False)
    applied(batch)
    assert Entry.objects.get().title == "Round 2 at the ford"
    actions.choose_rows(batch=batch, rows=batch.rows.filter(pk=first.pk), accepted=True)
    applied(batch)
    assert Entry.objects.count() == 2


def test_two_batches_with_the_same_identifier_make_one_entry():
    first, second = read(csv_bytes([a_round(1)])), read(csv_bytes([a_round(1, place="Bern")]))
    applied(first)
    applied(second)
    assert Entry.objects.get().place_name == "Geneva"
    assert second.rows.get().outcome == Row.Outcome.CHANGED


def test_a_first_apply_that_could_write_nothing_is_ready_for_review_again():
    first, second = read(csv_bytes([a_round(1)])), read(csv_bytes([a_round(1, place="Bern")]))
    applied(first)
    applied(second)
    assert (second.state, second.counts["changed"]) == (Batch.State.READY, 1)
    assert (second.report["applied"], second.report["look_again"]) == (0, 1)
    applied(second)
    assert (second.state, Entry.objects.get().place_name) == (Batch.State.APPLIED, "Bern")
    assert "look_again" not in second.report


def test_rows_to_look_at_again_are_told_where_others_were_applied():
    applied(read(csv_bytes([a_round(1), a_round(2)])))
    batch = read(csv_bytes([a_round(1, place="Bern"), a_round(2, place="Bern")]))
    Entry.objects.filter(title__contains="Round 2").update(place_name="Lausanne")
    applied(batch)
    assert (batch.state, batch.report["applied"]) == (Batch.State.APPLIED, 1)
    assert (batch.counts["conflict"], batch.report["look_again"]) == (1, 1)


def test_conflicts_that_were_shown_before_are_not_told_again():
    applied(read(csv_bytes([a_round(1), a_round(2)])))
    Entry.objects.filter(title__contains="Round 2").update(place_name="Lausanne")
    batch = read(csv_bytes([a_round(1, place="Bern"), a_round(2, place="Bern")]))
    applied(batch)
    assert (batch.counts["conflict"], "look_again" in batch.report) == (1, False)


def test_what_the_database_refuses_is_one_row_and_not_the_chunk():
    rows = [a_round(n, track="Envoys", number=str(n)) for n in range(1, 6)]
    rows.append(a_round(6, track="Envoys", number="3"))
    batch = applied(read(csv_bytes(rows)))
    assert Entry.objects.count() == 5
    refused = batch.rows.get(outcome="invalid")
    assert refused.key == "r6"
    assert "talks_round_number_once" in refused.problems[0]["params"]["reason"]


def test_links_find_entries_that_come_later_in_the_file():
    rows = [a_round(1, links="follows r2 — said so\nfollows r77 — said so"), a_round(2)]
    batch = applied(read(csv_bytes(rows)))
    assert str(Entry.objects.get(slug__contains="round-1").links_out.get().to_entry) == (
        "Round 2 at the ford"
    )
    assert batch.rows.first().problems[0]["params"] == {"value": "parley:r77"}


def test_a_batch_is_done_once_however_often_it_is_called():
    batch = applied(read(csv_bytes([a_round(1)])))
    actions.carry_on(batch_id=batch.pk)
    assert not actions.request_cancel(batch=batch)
    assert Entry.objects.count() == 1


def test_cancelling_stops_at_a_border_and_leaves_nothing_half_done():
    batch = read(csv_bytes([a_round(n) for n in range(1, 4)]))
    actions.request_apply(batch=batch)
    actions.request_cancel(batch=batch)
    actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == Batch.State.CANCELLED
    assert Entry.objects.count() == 0
    assert applied(batch).report["applied"] == 3


def test_actors_are_found_by_alias_and_by_country():
    switzerland = Actor.objects.create(
        kind="state", slug="ch", name="Swiss Confederation", country="CH"
    )
    ada = Actor.objects.create(kind="person", slug="ada", name="Ada One", country="FR")
    ada.names.create(text="ADA 1")
    applied(read(csv_bytes([a_round(1)])))
    assert set(Entry.objects.get().actors.all()) == {switzerland, ada}
    assert switzerland.names.get().text == "Switzerland"


def stop_in(monkeypatch, name: str, batch: Batch, *, times: int, fail: bool = False) -> None:
    """Have `imports.<name>` cancelled, or fail, when it is called for the so-manieth time."""
    module, function = name.split(".")
    original = getattr(import_module(f"imports.{module}"), function)
    calls = count(1)

    def stopping(*arguments: object) -> object:
        if next(calls) == times:
            if fail:
                raise RuntimeError("odd")
            actions.request_cancel(batch=batch)
        return original(*arguments)

    monkeypatch.setattr(f"imports.{name}", stopping)


@pytest.mark.parametrize(("fail", "state"), [(False, "cancelled"), (True, "failed")])
def test_rows_that_sorting_did_not_come_to_are_counted_and_applied_later(monkeypatch, fail, state):
    batch = received(csv_bytes([a_round(n) for n in range(1, 6)]))
    with monkeypatch.context() as patch:
        stop_in(patch, "sorting._compare", batch, times=1, fail=fail)
        carried_on(batch)
    assert (batch.state, batch.counts["waiting"], sum(batch.counts.values())) == (state, 5, 5)
    applied(batch)
    assert (batch.counts["new"], sum(batch.counts.values())) == (5, 5)
    assert (batch.state, batch.report["applied"], Entry.objects.count()) == ("applied", 5, 5)


@pytest.mark.parametrize(("fail", "state"), [(False, "cancelled"), (True, "failed")])
def test_what_a_stopped_apply_wrote_is_reported_and_undone(monkeypatch, settings, fail, state):
    settings.IMPORT_CHUNK_ROWS, settings.IMPORT_APPLY_CHUNKS = 2, 1
    batch = read(csv_bytes([a_round(n) for n in range(1, 6)]))
    with monkeypatch.context() as patch:
        stop_in(patch, "applying._apply_chunk", batch, times=2, fail=fail)
        applied(batch, publish=True)
    assert (batch.state, batch.report["applied"], batch.report["published"]) == (state, 2, 2)
    undone(batch)
    assert (batch.state, Entry.objects.count()) == ("undone", 0)


def test_a_file_without_sources_takes_no_source_from_a_published_entry():
    applied(read(csv_bytes([a_round(1), a_round(2)])), publish=True)
    Entry.objects.filter(title__startswith="Round 2").update(state="draft")
    batch = read(csv_bytes([a_round(1, sources=""), a_round(2, sources="")]))
    outcomes = dict(batch.rows.values_list("key", "outcome"))
    assert outcomes == {"r1": "conflict", "r2": "changed"}
    [shown] = differences_of(batch.rows.get(key="r1"))
    assert (shown.conflict, shown.why) == (True, "a published entry needs a source")
    applied(batch)
    counts = [(e.state, e.citations.count()) for e in Entry.objects.order_by("starts_on")]
    assert counts == [("published", 1), ("draft", 0)]
