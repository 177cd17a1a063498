import hashlib
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.actions import publish, withdraw
from records.kinds import kind_models
from records.models import Entry
from records.past import Past
from records.public import public_versions
from records.versions import Change
from tests.records.history import a_day_passes
from tests.talks.factories import actor, cite, entry, process

pytestmark = pytest.mark.django_db
# Every table whose rows readers see as part of an entry. A new one is added here on purpose: what
# only editors may read must not come into public versions by itself.
SHARED = {"records.entry", "citations", "corrections", "identifiers", "process_entries"}
SHARED |= {"involvements", "links_out", "positions"}
OWN = {
    "round": {"talks.round", "readouts"},
    "statement": {"talks.statement"},
    "document": {"talks.document", "provisions"},
    "incident": {"talks.incident"},
    "relief": {"sanctions.relief"},
    "pledge": {"aid.pledge", "transactions"},
}


def current(made: Entry) -> dict[str, Any]:
    return public_versions(made)[-1].content


@pytest.mark.parametrize("kind", kind_models())
def test_readers_see_these_tables_and_no_others(kind: str) -> None:
    made = entry(kind)
    assert {stream.name for stream in Past(made).streams} == SHARED | OWN[kind]


@pytest.mark.parametrize("kind", kind_models())
def test_no_column_takes_the_place_of_what_every_content_has(kind: str) -> None:
    made = entry(kind, title="A title")
    content = current(made)
    assert content["schema"] == "parley-entry-1"
    assert (content["id"], content["kind"], content["title"]) == (made.pk, kind, "A title")


def test_versions_count_from_the_first_publication() -> None:
    made = entry("round", state="draft", title="Draft of an editor")
    cite(made)
    a_day_passes(made)
    made.title = "Miami talks"
    made.save()
    a_day_passes(made)
    publish(entry=made, by=None)
    [version] = public_versions(made)
    assert version.number == 1
    assert b"Draft of an editor" not in version.canonical


def test_a_draft_has_no_public_version() -> None:
    assert public_versions(entry("round", state="draft")) == []


def test_a_save_that_changes_nothing_for_readers_is_no_version() -> None:
    made = entry("round", slug="old")
    a_day_passes(made)
    made.slug = "new"
    made.save()
    assert len(public_versions(made)) == 1


def test_what_changed_is_told_field_by_field() -> None:
    made, who = entry("round", place_name="Miami"), actor("Umerov")
    a_day_passes(made)
    made.place_name, made.status = "Hallandale Beach", "held"
    made.save()
    made.involvements.create(actor=who, role="negotiator")
    first, second = public_versions(made)
    assert second.changes(first) == [
        Change("entry", "place", "Miami", "Hallandale Beach"),
        Change("round", "status", "not known", "held"),
        Change("involvement: Umerov", "actor", "", "Umerov"),
        Change("involvement: Umerov", "role", "", "negotiator"),
    ]


def test_a_version_keeps_the_names_of_its_time() -> None:
    who = actor("Old name")
    made = entry("round")
    made.involvements.create(actor=who, role="negotiator")
    a_day_passes(made)
    who.name = "New name"
    who.save()
    made.title = "Another title"
    made.save()
    names = [v.content["involvements"][0]["actor"]["name"] for v in public_versions(made)]
    assert names == ["Old name", "New name"]


def test_links_to_what_readers_cannot_see_are_left_out() -> None:
    secret, made = entry("round", state="draft", title="Secret"), entry("round")
    made.links_out.create(to_entry=secret, kind="follows", note="after the secret channel")
    assert "links_out" not in current(made)


def test_a_link_is_a_change_once_its_other_end_is_published() -> None:
    other, made = entry("round", state="draft"), entry("round")
    cite(other)
    made.links_out.create(to_entry=other, kind="follows", note="so")
    a_day_passes(made, other)
    publish(entry=other, by=None)
    first, second = public_versions(made)
    assert "links_out" not in first.content
    assert second.content["links_out"] == [
        {"kind": "follows", "note": "so", "to_entry": {"id": other.pk}}
    ]


def test_a_chain_does_not_betray_a_draft_before_it() -> None:
    hidden = entry("relief", state="draft")
    assert "replaces" not in current(entry("relief", replaces=hidden))


def test_withdrawing_and_publishing_again_is_no_new_content() -> None:
    made, editor = entry("round"), User.objects.create(username="olena")
    cite(made)
    a_day_passes(made)
    withdraw(entry=made, because="Doubted.", by=editor)
    a_day_passes(made)
    publish(entry=made, by=editor)
    assert len(public_versions(made)) == 1


def test_the_hash_is_that_of_the_canonical_json_whatever_the_language() -> None:
    made = entry("round", title="Miami talks", title_fr="Pourparlers", on="2025-12-04/2025-12-06")
    [version] = public_versions(made)
    with override("fr"):
        [read_in_french] = public_versions(made)
    assert version.sha256 == read_in_french.sha256
    again = json.dumps(
        json.loads(version.canonical), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert version.sha256 == hashlib.sha256(again.encode()).hexdigest()
    assert (version.content["title_fr"], version.content["date"]) == (
        "Pourparlers",
        "2025-12-04/2025-12-06",
    )


def test_figures_and_instants_have_one_spelling() -> None:
    content = current(entry("pledge", amount="100.00", currency="EUR"))
    assert content["amount"] == "100"
    relief = entry(
        "relief", expires_at="2026-04-29T00:01:00-04:00", expires_zone="America/New_York"
    )
    assert current(relief)["expires_at"] == "2026-04-29T04:01:00Z"


def test_versions_take_two_queries_however_many_there_are() -> None:
    made = entry("round")
    for number in range(5):
        a_day_passes(made)
        made.summary = f"{number}"
        made.save()
        made.involvements.create(actor=actor(f"A{number}"), role="negotiator")
        made.process_entries.create(process=process())
    with CaptureQueriesContext(connection) as captured:
        assert len(public_versions(made)) == 6
    assert len(captured) == 2
