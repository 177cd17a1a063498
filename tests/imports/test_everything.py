"""Everything exported, imported into an empty database, exported again: the same bytes."""

from datetime import date
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import reverse

from aid.models import ExchangeRate
from imports import actions
from imports.demonstration.acting import demonstrate
from imports.presenting import differences_of
from imports.seeding import seed
from imports.whole.kinds import lists_of, record_models
from records.actions import publish
from records.models import Actor, Entry, Involvement, Process, PublicVersion, Source
from records.public import current_version
from records.verification import differences
from talks.models import Document, Provision, Round
from tests.factories import make_entry, make_source
from tests.imports.everything import (
    NAME,
    ROOMS,
    emptied,
    exported,
    file_of,
    line_of,
    lines_of,
    state,
    world,
)
from tests.imports.helpers import applied, carried_on, read, undone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
# What is of this installation and not of the world (docs/exports.md)
NOT_EXPORTED = {"Change", "Merge", "PublicVersion", "Touch"}


def brought_back(data: bytes, *, published: bool = True):
    """An import of the file, applied; every row of it."""
    batch = read(data, NAME)
    assert (batch.connector, batch.state, batch.error) == ("parley_lines", "ready", {})
    applied(batch, publish=published)
    assert (batch.state, batch.error) == ("applied", {})
    left = batch.rows.filter(applied_at=None)
    assert [(row.key, row.outcome, row.problems) for row in left] == []
    return batch


def page_of(batch) -> str:
    return reverse("admin:imports_batch_change", args=[batch.pk])


def problems_of(batch) -> list[tuple[int, str, str]]:
    rows = batch.rows.exclude(problems=[]).order_by("number")
    return [(row.line, one["column"], one["code"]) for row in rows for one in row.problems]


def test_the_seed_and_the_demonstration_come_back_as_they_were() -> None:
    seed()
    demonstrate(today=TODAY)
    before = state()
    emptied()
    brought_back(before[0])
    assert state() == before
    assert list(differences()) == []


def test_one_of_everything_comes_back_as_it_was_and_undoing_takes_it_away() -> None:
    empty = state()
    world()
    before = state()
    emptied()
    batch = brought_back(before[0])
    assert state() == before
    assert list(differences()) == []
    undone(batch)
    assert (batch.state, batch.report) == (
        "undone",
        {"undone": batch.rows_total, "kept": 0, "kept_records": 0},
    )
    assert state() == empty


def test_every_table_of_the_rooms_is_exported_or_named_as_left_out() -> None:
    models = record_models().values()
    said = {*models, Entry, ExchangeRate}
    said |= {listed.model for model in models for listed in lists_of(model).values()}
    all_models = {
        model.__name__: model
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model._meta.app_label != "imports"
    }
    left_out = {n for n, m in all_models.items() if m not in said and not n.endswith("Event")}
    assert left_out == NOT_EXPORTED
    world()
    found = {model for model in said if not model._base_manager.exists()}
    assert found == set()


def test_the_header_counts_the_records_and_no_number_of_the_database_is_in_the_file() -> None:
    world()
    header, *lines = lines_of(exported())
    assert header["parley"] == 1
    assert sum(header["records"].values()) == len(lines)
    assert [line for line in lines if "id" in line] == []
    circulars = [line.get("nth", 1) for line in lines if line.get("title") == "Circular"]
    assert circulars == [1, 2]
    assert line_of(exported(), "round", slug="first")["links_out"] == [
        {
            "to_entry": ["relief", "licence"],
            "kind": "responds_to",
            "note": "as reported\u2028=1+1",
            "i18n": {"note_uk": "як повідомляли"},
        }
    ]


def test_importing_what_stands_here_changes_nothing() -> None:
    world()
    before = state()
    for _time in range(2):
        batch = read(before[0], NAME)
        assert {*batch.rows.values_list("outcome", flat=True)} == {"unchanged"}
        applied(batch, publish=True)
        assert state() == before


def test_importing_twice_into_an_empty_database_changes_nothing_the_second_time() -> None:
    world()
    data = exported()
    emptied()
    brought_back(data)
    before = state()
    batch = read(data, NAME)
    assert {*batch.rows.values_list("outcome", flat=True)} == {"unchanged"}
    applied(batch, publish=True)
    assert state() == before


def test_without_publishing_entries_come_as_drafts_and_undoing_takes_them_away() -> None:
    empty = state()
    world()
    data = exported()
    emptied()
    batch = brought_back(data, published=False)
    assert {*Entry.objects.values_list("state", flat=True)} == {"draft", "in_review"}
    assert {*read(data, NAME).rows.values_list("outcome", flat=True)} == {"unchanged"}
    undone(batch)
    assert state() == empty


def test_a_changed_file_changes_what_it_says_and_undoing_puts_it_back() -> None:
    world()
    data = exported()
    emptied()
    brought_back(data)
    before = state()
    lines = lines_of(data)
    for line in lines:
        if line.get("slug") == "first":
            line |= {"title": "Round one", "involvements": [{"actor": "ada", "role": "mediator"}]}
            line.pop("links_out")
        if line.get("slug") == "draft-2":
            line["provisions"] = [{"position": 0, "number": "2"}, {"position": 1, "number": "1"}]
        if line.get("slug") == "draft-1":
            line.pop("replaces")
        if line.get("url") == "https://example.org/1":
            line["title"] = "Report, corrected"
    batch = read(file_of(lines), NAME)
    changed = batch.rows.filter(outcome="changed").order_by("number")
    assert [(row.key, sorted(row.diff)) for row in changed] == [
        ("source: https://example.org/1", ["title"]),
        ("round: first", ["involvements", "links_out", "title"]),
        ("document: draft-1", ["replaces"]),
        ("document: draft-2", ["provisions"]),
    ]
    applied(batch, publish=True)
    first = Round.objects.get(slug="first")
    assert (first.title, first.links_out.count()) == ("Round one", 0)
    assert [one.role for one in first.involvements.all()] == ["mediator"]
    assert Document.objects.get(slug="draft-1").replaces is None
    aligned = Provision.objects.get(document__slug="draft-1", number="1").aligned_with
    assert aligned == Provision.objects.get(document__slug="draft-2", number="1")
    assert {*read(file_of(lines), NAME).rows.values_list("outcome", flat=True)} == {"unchanged"}
    undone(batch)
    assert state() == before


def test_what_a_person_wrote_is_a_conflict_and_is_never_overwritten() -> None:
    world()
    data = exported()
    Entry.objects.filter(slug="first").update(title="By hand")
    batch = read(data, NAME)
    row = batch.rows.get(outcome="conflict")
    assert (row.key, [*row.diff]) == ("round: first", ["title"])
    applied(batch, publish=True)
    assert Entry.objects.get(slug="first").title == "By hand"


def test_undoing_keeps_what_was_edited_since_and_what_it_rests_on() -> None:
    world()
    data = exported()
    emptied()
    batch = brought_back(data)
    Actor.objects.filter(slug="ada").update(description="Envoy")
    new = make_entry("Later round")
    Involvement.objects.create(
        entry=new, actor=Actor.objects.get(slug="ministry-of-state"), role="host"
    )
    undone(batch)
    kept = {row.key: row.kept_because for row in batch.rows.exclude(kept_because="")}
    assert kept == {
        "actor: ada": "edited",
        "actor: ministry-of-state": "in_use",
        "programme: OFAC / RUSSIA / EO": "in_use",
        "source: Ministry / Circular /  / 2025-03-01 / 2": "in_use",
    }
    assert Entry.objects.get().slug == new.slug


def test_a_draft_that_somebody_published_since_is_kept() -> None:
    world()
    data = exported()
    emptied()
    batch = brought_back(data, published=False)
    publish(entry=Entry.objects.get(slug="first"), by=None)
    undone(batch)
    assert batch.rows.get(key="round: first").kept_because == "edited"
    assert Entry.objects.get().slug == "first"


def test_a_part_can_be_left_out_and_applied_later() -> None:
    world()
    before = state()
    emptied()
    batch = read(before[0], NAME)
    batch.rows.filter(key="actor: ada").update(accepted=False)
    applied(batch, publish=True)
    waiting = batch.rows.filter(applied_at=None).order_by("number")
    assert [row.key for row in waiting] == ["actor: ada", "round: first"]
    assert (problems_of(batch)[-1][1:]) == ("", "waits")
    batch.rows.update(accepted=True)
    applied(batch, publish=True)
    assert not batch.rows.filter(applied_at=None).exists()
    assert sorted(exported().split(b"\n")) == sorted(before[0].split(b"\n"))


def test_lines_in_any_order_are_applied() -> None:
    world()
    before = state()
    emptied()
    brought_back(file_of(lines_of(before[0])[::-1]))
    assert sorted(exported().split(b"\n"))[1:] == sorted(before[0].split(b"\n"))[1:]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"titel": "x"}, ("titel", "unknown_key")),
        ({"title": None}, ("title", "missing_key")),
        ({"title": 7}, ("title", "wrong_type")),
        ({"title": "x" * 501}, ("title", "too_long")),
        ({"title": "a\0b"}, ("title", "unstorable")),
        ({"title": "\ud800"}, ("title", "unstorable")),
        ({"slug": "not a slug"}, ("slug", "unfit")),
        ({"starts_on": "2025-02-30"}, ("starts_on", "unknown_date")),
        ({"ends_on": "9999-12-31"}, ("ends_on", "unknown_date")),
        ({"mode": "by-pigeon"}, ("mode", "unknown_code")),
        ({"number": 10**9}, ("number", "unfit")),
        ({"number": True}, ("number", "wrong_type")),
        ({"latitude": 46.2}, ("latitude", "wrong_type")),
        ({"latitude": "1e5"}, ("latitude", "not_a_number")),
        ({"place_country": "QQ"}, ("place_country", "unfit")),
        ({"i18n": {"title_xx": "x"}}, ("i18n", "unknown_translation")),
        ({"i18n": {"title_fr": "x" * 501}}, ("i18n", "too_long")),
        ({"track": "geneva"}, ("track", "bad_reference")),
        ({"track": ["ford", "nowhere"]}, ("track", "reference_missing")),
        ({"citations": {}}, ("citations", "wrong_type")),
        ({"citations": ["x"]}, ("citations[1]", "wrong_type")),
        ({"citations": [{}]}, ("citations[1].source", "missing_key")),
        (
            {"involvements": [{"actor": "nobody", "role": "host"}]},
            ("involvements[1].actor", "reference_missing"),
        ),
        ({"links_out": [{"to_entry": ["moon", "x"]}]}, ("links_out[1].to_entry", "bad_reference")),
        ({"type": "planet"}, ("type", "unknown_type")),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_key(change, problem) -> None:
    world()
    line = line_of(exported(), "round", slug="first") | {"slug": "new", "redirects": []}
    before = state()
    batch = read(file_of([line | change]), NAME)
    assert (2, *problem) in problems_of(batch)
    assert batch.counts["invalid"] == 1
    applied(batch, publish=True)
    assert state() == before


def test_an_end_that_is_not_kept_is_refused_with_its_key() -> None:
    world()
    line = line_of(exported(), "relief") | {"slug": "new", "redirects": []}
    line |= {"expires_at": "9999-12-31T00:00:00+00:00", "expires_zone": "UTC"}
    assert (2, "expires_at", "no_such_moment") in problems_of(read(file_of([line]), NAME))


def test_a_broken_line_is_counted_and_the_others_come() -> None:
    world()
    data = exported()
    emptied()
    header, *rest = data.split(b"\n")
    batch = read(b"\n".join([header, b'{"type": "actor", ', *rest[1:]]), NAME)
    assert problems_of(batch)[0] == (2, "", "broken_line")
    assert batch.counts["invalid"] > 1  # and what refers to it
    assert batch.counts["new"] > 1


def test_a_file_that_was_cut_is_refused_whole() -> None:
    world()
    data = exported()
    emptied()
    batch = read(data[: data.rindex(b'{"type":"pledge"')], NAME)
    assert (batch.state, batch.error["code"]) == ("failed", "cut_short")
    assert not Source.objects.exists()


def test_a_file_of_a_newer_form_is_refused() -> None:
    batch = read(b'{"parley":2,"records":{}}\n', NAME)
    assert (batch.state, batch.error["code"]) == ("failed", "newer_form")


def test_what_the_database_refuses_leaves_the_other_rows() -> None:
    world()
    process = {"type": "process", "name": "Other", "slug": "other", "status": "active"}
    wrong = process | {"slug": "wrong", "started_on": "2025-01-02", "ended_on": "2025-01-01"}
    batch = read(file_of([process, wrong]), NAME)
    applied(batch)
    assert problems_of(batch) == [(3, "", "refused")]
    assert {*Process.objects.values_list("slug", flat=True)} == {"ford", "other"}


def test_an_import_that_breaks_off_goes_on_where_it_stopped(settings) -> None:
    settings.IMPORT_CHUNK_ROWS, settings.IMPORT_APPLY_CHUNKS = 3, 1
    world()
    before = state()
    emptied()
    batch = read(before[0], NAME)
    batch.rows.filter(number__gt=12).update(accepted=False)
    applied(batch, publish=True)
    batch.rows.update(accepted=True)
    applied(batch, publish=True)
    assert state() == before


@pytest.mark.parametrize("border", [1, 4, 7, 8])
def test_broken_off_at_any_border_of_chunks_it_brings_the_same(
    settings, monkeypatch, border: int
) -> None:
    """Applying has seven borders of three rows, and one of what points ahead; undoing has one."""
    settings.IMPORT_CHUNK_ROWS, settings.IMPORT_APPLY_CHUNKS = 3, 1
    empty = state()
    world()
    before = state()
    emptied()
    batch = read(before[0], NAME)
    assert actions.request_apply(batch=batch, publish=True)
    _break_off(monkeypatch, batch, ("applying", "whole.applying"), border)
    carried_on(batch)
    assert batch.state == "applied"
    assert state() == before
    assert actions.request_undo(batch=batch)
    _break_off(monkeypatch, batch, ("undoing",), 1)
    carried_on(batch)
    assert (batch.state, state()) == ("undone", empty)


def _break_off(monkeypatch, batch, modules: tuple[str, ...], border: int) -> None:
    """Carry the batch on until the worker is gone, before the chunk at this border is stored."""
    borders = count(1)

    def beat(*_args: object, **_progress: object) -> None:
        if next(borders) == border:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        for module in modules:
            patch.setattr(f"imports.{module}.beat", beat)
        with pytest.raises(KeyboardInterrupt):
            actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.is_working


def test_an_old_address_in_the_file_still_leads_to_the_record() -> None:
    world()
    data = exported()
    emptied()
    brought_back(data)
    ada = Actor.objects.get(slug="ada")
    ada.slug = "ada-l"
    ada.save()
    batch = read(data, NAME)
    assert {*batch.rows.values_list("outcome", flat=True)} == {"unchanged"}
    assert batch.rows.get(key="actor: ada").actor == ada


def test_rows_to_mend_are_a_file_of_the_same_form(client, admin_user) -> None:
    world()
    line = line_of(exported(), "incident", slug="shelling") | {"slug": "new", "category": "storm"}
    batch = read(file_of([line]), NAME)
    client.force_login(admin_user)
    answer = client.get(f"/admin/imports/batch/{batch.pk}/problems/")
    header, told = lines_of(b"".join(answer.streaming_content))
    assert header == {"parley": 1}
    assert "storm" in told["#problems"]
    again = read(file_of([told | {"category": "battle"}]), NAME)
    assert again.counts["new"] == 1


def test_the_pages_of_the_import_show_what_the_lines_are(client, admin_user) -> None:
    world()
    data = exported()
    Entry.objects.filter(slug="first").update(title="By hand")
    batch = read(data, NAME)
    client.force_login(admin_user)
    page = client.get(f"{page_of(batch)}?outcome=conflict").content.decode()
    assert "By hand" in page
    assert "First round" in page
    emptied()
    batch = read(data, NAME)
    client.force_login(admin_user)
    page = client.get(page_of(batch)).content.decode()
    assert "Boats again" in page


def test_an_actor_is_kept_whom_another_file_added_to() -> None:
    world()
    data = exported()
    emptied()
    batch = brought_back(data)
    Actor.objects.get(slug="ada").names.create(text="Ada L.")
    undone(batch)
    assert batch.rows.get(key="actor: ada").kept_because == "edited"
    assert Actor.objects.get(slug="ada").names.count() == 2


def line_taken(line: dict[str, Any], **columns: Any):
    """An import of one line that says these columns, with all conflicts taken from the file."""
    told = {name: value for name, value in (line | columns).items() if value is not None}
    batch = read(file_of([told]), NAME)
    by = User.objects.get_or_create(username="editor")[0]
    actions.decide(batch=batch, rows=batch.rows.all(), take="file", by=by)
    return applied(batch, publish=True)


def read_once() -> Entry:
    """A published entry with a source, which readers saw and no import wrote."""
    made = make_entry("Miami", slug="miami", source=make_source("A report"))
    assert current_version(made)
    return made


def test_a_line_without_sources_takes_none_from_a_published_entry() -> None:
    made = read_once()
    batch = line_taken(line_of(exported(), "round"), citations=None)
    row = batch.rows.get()
    assert (row.outcome, [one.why for one in differences_of(row)]) == (
        "conflict",
        ["a published entry needs a source"],
    )
    assert made.citations.count() == 1


@pytest.mark.parametrize("said", ["draft", "in_review", None])
@pytest.mark.parametrize(
    ("stands", "because", "status"), [("published", "", 200), ("withdrawn", "Doubted.", 410)]
)
def test_what_readers_saw_becomes_no_draft_by_a_file(client, said, stands, because, status) -> None:
    made = read_once()
    Entry.objects.update(state=stands, withdrawn_because=because)
    batch = line_taken(line_of(exported(), "round"), state=said, withdrawn_because=None)
    shown = {one.name: one for one in differences_of(batch.rows.get())}["state"]
    assert shown.why == "readers saw the entry: withdraw it with a reason instead"
    assert not shown.may_take
    made.refresh_from_db()
    assert (made.state, client.get(made.get_absolute_url()).status_code) == (stands, status)


def test_the_rest_of_a_line_is_applied_where_the_state_is_kept() -> None:
    made = read_once()
    batch = read(file_of([line_of(exported(), "round") | {"title": "M.", "state": "draft"}]), NAME)
    take = {"title": "file", "state": "stored"}
    actions.decide(batch=batch, rows=batch.rows.all(), take=take, by=User.objects.create())
    applied(batch, publish=True)
    made.refresh_from_db()
    assert (made.title, made.state) == ("M.", "published")


def test_a_file_withdraws_with_its_reason_and_what_readers_saw_last_is_kept(client) -> None:
    made = read_once()
    Entry.objects.update(summary="Seen by nobody who asked for its version.")
    before = state()
    because = {"state": "withdrawn", "withdrawn_because": "Another meeting."}
    batch = line_taken(line_of(exported(), "round"), **because)
    assert "Another meeting." in client.get(made.get_absolute_url()).content.decode()
    assert PublicVersion.objects.filter(entry=made).count() == 2
    reasons = {
        one.pgh_context.metadata["reason"] for one in made.versions.filter(state="withdrawn")
    }
    assert reasons == {f"import {batch.pk}: {NAME}"}
    undone(batch)
    assert state() == before


def test_a_line_that_withdraws_without_a_reason_is_refused() -> None:
    read_once()
    batch = read(file_of([line_of(exported(), "round") | {"state": "withdrawn"}]), NAME)
    assert problems_of(batch) == [(2, "withdrawn_because", "missing_key")]


def test_a_draft_whose_own_list_of_no_sources_was_kept_is_not_published() -> None:
    make_entry("Miami", state="draft")
    cited = {"citations": [{"source": "https://example.org/1"}], "state": "published"}
    source = {"type": "source", "url": "https://example.org/1", "title": "A report"}
    batch = read(file_of([source, line_of(exported(), "round") | cited]), NAME)
    take = {"citations": "stored", "state": "file"}
    actions.decide(batch=batch, rows=batch.rows.all(), take=take, by=User.objects.create())
    applied(batch, publish=True)
    assert Entry.objects.get().state == "draft"
    assert problems_of(batch) == [(3, "citations", "no_source")]
