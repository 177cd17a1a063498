import hashlib
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.actions import publish, withdraw
from records.contents import changes, contents_of
from records.kinds import kind_models
from records.models import Entry, PublicVersion
from records.public import current_version, public_streams
from records.verification import differences
from records.versions import Change
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


def read(made: Entry) -> PublicVersion:
    """What a reader sees of a published entry."""
    version = current_version(made)
    assert version is not None
    return version


def current(made: Entry) -> dict[str, Any]:
    return read(made).content


def stored(made: Entry) -> list[PublicVersion]:
    return list(made.public_versions.all())


def changed(old: PublicVersion, new: PublicVersion) -> list[Change]:
    return changes(*contents_of([old, new]))


@pytest.mark.parametrize("kind", kind_models())
def test_readers_see_these_tables_and_no_others(kind: str) -> None:
    assert {stream.name for stream in public_streams(kind)} == SHARED | OWN[kind]


@pytest.mark.parametrize("kind", kind_models())
def test_no_column_takes_the_place_of_what_every_content_has(kind: str) -> None:
    made = entry(kind, title="A title")
    content = current(made)
    assert content["schema"] == "parley-entry-1"
    assert (content["id"], content["kind"], content["title"]) == (made.pk, kind, "A title")


def test_versions_count_from_the_first_publication() -> None:
    made = entry("round", state="draft", title="Draft of an editor")
    cite(made)
    assert current_version(made) is None
    made.title = "Miami talks"
    made.save()
    publish(entry=made, by=None)
    [version] = stored(made)
    assert (version.number, version.content["title"]) == (1, "Miami talks")


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_what_readers_cannot_see_is_never_stored(state: str) -> None:
    assert current_version(entry("round", state=state)) is None
    assert not PublicVersion.objects.exists()


def test_what_nobody_read_between_is_no_version() -> None:
    made = entry("round", place_name="Miami")
    first = read(made)
    for place in ("Doha", "Hallandale Beach"):
        made.place_name = place
        made.save()
    second = read(made)
    assert (first.number, second.number, read(made).number) == (1, 2, 2)
    assert [v.content["place_name"] for v in stored(made)] == ["Miami", "Hallandale Beach"]


def test_a_content_that_comes_back_is_a_version_again() -> None:
    made = entry("round", place_name="Miami")
    for place in ("Doha", "Miami"):
        read(made)
        made.place_name = place
        made.save()
    third = read(made)
    assert (third.number, third.sha256) == (3, stored(made)[0].sha256)


def test_a_save_that_changes_nothing_for_readers_is_no_version() -> None:
    made = entry("round", slug="old")
    read(made)
    made.slug = "new"
    made.save()
    assert read(made).number == 1


def test_what_changed_is_told_field_by_field() -> None:
    made, who = entry("round", place_name="Miami"), actor("Umerov")
    first = read(made)
    made.place_name, made.status = "Hallandale Beach", "held"
    made.save()
    made.involvements.create(actor=who, role="negotiator")
    assert changed(first, read(made)) == [
        Change("entry", "place", "Miami", "Hallandale Beach"),
        Change("round", "status", "not known", "held"),
        Change("involvement: Umerov", "actor", "", "Umerov"),
        Change("involvement: Umerov", "role", "", "negotiator"),
    ]


def test_a_row_is_compared_with_the_one_that_names_the_same() -> None:
    made = entry("round")
    for name in ("Umerov", "Witkoff", "Kushner"):
        made.involvements.create(actor=actor(name), role="negotiator")
    first = read(made)
    made.involvements.filter(actor__name="Kushner").update(role="observer")
    made.involvements.filter(actor__name="Umerov").delete()
    assert changed(first, read(made)) == [
        Change("involvement: Kushner", "role", "negotiator", "observer"),
        Change("involvement: Umerov", "actor", "Umerov", ""),
        Change("involvement: Umerov", "role", "negotiator", ""),
    ]


def test_a_version_keeps_the_names_of_its_time() -> None:
    made, who = entry("round"), actor("Old name")
    made.involvements.create(actor=who, role="negotiator")
    first = read(made)
    who.name, who.name_uk = "New name", "Нова назва"
    who.save()
    second = read(made)
    names = [v.content["involvements"][0]["actor"]["name"] for v in (first, second)]
    assert names == ["Old name", "New name"]
    assert Change("involvement: New name", "actor", "Old name", "New name") in changed(
        first, second
    )
    assert Change("actor: New name", "name (Ukrainian)", "", "Нова назва") in changed(first, second)


def test_links_to_what_readers_cannot_see_are_left_out() -> None:
    secret, made = entry("round", state="draft", title="Secret"), entry("round")
    made.links_out.create(to_entry=secret, kind="follows", note="after the secret channel")
    assert "links_out" not in current(made)


def test_a_link_is_a_change_once_its_other_end_is_published() -> None:
    other, made = entry("round", state="draft"), entry("round")
    cite(other)
    made.links_out.create(to_entry=other, kind="follows", note="so")
    first = read(made)
    publish(entry=other, by=None)
    assert "links_out" not in first.content
    assert current(made)["links_out"] == [
        {"kind": "follows", "note": "so", "to_entry": {"id": other.pk}}
    ]


def test_a_later_link_to_an_older_entry_leaves_what_is_stored_as_it_is() -> None:
    older, made = entry("round", title="Older"), entry("round")
    for number in range(4):
        made.summary = f"{number}"
        made.save()
        read(made)
        older.summary = f"{number}"
        older.save()
    before = list(made.public_versions.values_list("number", "sha256", "canonical"))
    made.links_out.create(to_entry=older, kind="follows", note="so")
    assert read(made).number == 5
    assert list(made.public_versions.values_list("number", "sha256", "canonical"))[:4] == before


def test_an_entry_that_was_withdrawn_is_its_number_alone() -> None:
    other, made = entry("round", title="A hoax"), entry("round")
    made.links_out.create(to_entry=other, kind="follows", note="so")
    first = read(made)
    Entry.objects.filter(pk=other.pk).update(state="withdrawn", withdrawn_because="Wrong.")
    found = changed(first, read(made))
    assert Change(f"link: #{other.pk}", "to entry", f"#{other.pk}", "") in found
    assert "A hoax" not in str(found)


def test_a_chain_does_not_betray_a_draft_before_it() -> None:
    hidden = entry("relief", state="draft")
    assert "replaces" not in current(entry("relief", replaces=hidden))


def test_withdrawing_and_publishing_again_is_no_new_content() -> None:
    made, editor = entry("round"), User.objects.create(username="olena")
    cite(made)
    withdraw(entry=made, because="Doubted.", by=editor)
    assert current_version(made) is None
    publish(entry=made, by=editor)
    assert [version.number for version in stored(made)] == [1]


def test_what_readers_saw_last_is_stored_when_it_is_withdrawn() -> None:
    made, editor = entry("round"), User.objects.create(username="olena")
    read(made)
    made.summary = "Nobody read this, but anybody could."
    made.save()
    withdraw(entry=made, because="Doubted.", by=editor)
    assert stored(made)[-1].content["summary"] == "Nobody read this, but anybody could."


def test_the_hash_is_that_of_the_canonical_json_whatever_the_language() -> None:
    made = entry("round", title="Miami talks", title_fr="Pourparlers", on="2025-12-04/2025-12-06")
    version = read(made)
    with override("fr"):
        assert read(made).sha256 == version.sha256
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


def test_a_version_takes_one_query_however_many_there_are_and_whatever_they_hold() -> None:
    made = entry("round")
    for number in range(30):
        made.summary = f"{number}"
        made.save()
        made.involvements.create(actor=actor(f"A{number}"), role="negotiator")
        made.process_entries.create(process=process())
        read(made)
    with CaptureQueriesContext(connection) as captured:
        assert read(made).number == 30
    assert len(captured) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_publicversion SET canonical = '{}'",
        "UPDATE records_publicversion SET number = number + 1",
        "DELETE FROM records_publicversion",
    ],
)
def test_a_stored_version_cannot_be_changed(sql: str) -> None:
    made = entry("round")
    read(made)
    refused = pytest.raises(IntegrityError, match="stays")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert len(stored(made)) == 1


def test_versions_go_with_their_entry() -> None:
    made = entry("round")
    read(made)
    made.delete()
    connection.check_constraints()
    assert not PublicVersion.objects.exists()


def test_verify_finds_a_hash_that_does_not_fit_and_a_missing_number() -> None:
    made = entry("round", slug="miami")
    cite(made)
    read(made)
    assert list(differences()) == []
    made.public_versions.create(number=3, at=made.created_at, sha256="0" * 64, canonical="{}")
    assert [f"{found.record}: {found.problem}" for found in differences()] == [
        "round/miami: version 3: the SHA-256 does not fit the content",
        "round/miami: public versions are missing",
    ]
