"""Two actors become one, and can be parted again, whatever named them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection, models

from records.gathering import _uniques, references
from records.merging import MergeError, check_mergeable, merge_actors, standing_for
from records.models import (
    Actor,
    ActorName,
    Affiliation,
    Entry,
    Identifier,
    Involvement,
    Merge,
    Redirect,
)
from records.parting import undo_merge
from records.public import current_version
from records.verification import differences
from sanctions.models import Designation, Programme
from talks.models import Issue, Position, Readout, Round
from tests.factories import make_actor, make_entry, make_process, make_source
from tests.imports.helpers import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="ed", is_staff=True)


def rows_of_everything() -> dict[str, list[str]]:
    """The content of every table, with numbers; but not who merged what, and when it changed."""
    found = content()
    with connection.cursor() as cursor:
        for model in references():
            if model is not Merge:
                cursor.execute(f"SELECT to_jsonb(t) FROM {model._meta.db_table} t ORDER BY id")
                found[model._meta.label] = [str(row) for row in cursor.fetchall()]
        cursor.execute("SELECT to_jsonb(a) FROM records_actor a ORDER BY id")
        found["actors"] = [str(row) for row in cursor.fetchall()]
        cursor.execute(
            "SELECT id, actor_ids, countries, search::text FROM records_entry ORDER BY id"
        )
        found["derived"] = [str(row) for row in cursor.fetchall()]
    return found


def two() -> tuple[Actor, Actor]:
    keep = make_actor("Rustem Umerov", slug="umerov", kind="person")
    gone = make_actor("Rustem Umyerov", slug="umyerov", kind="person", country="UA", born="1982")
    return keep, gone


def wrong() -> list[str]:
    found = [one.problem for one in differences()]
    return [problem for problem in found if problem != "published without a citation"]


def merged(keep: Actor, gone: Actor, editor: User, reason: str = "one man") -> Merge:
    merge = merge_actors(keep=keep, gone=gone, by=editor, reason=reason)
    assert wrong() == []
    return merge


def everywhere(actor: Actor, other: Actor) -> Entry:
    """A row in each table that can name an actor, on both sides where there are two."""
    state = make_actor("Ukraine", kind="state", slug=f"state-of-{actor.slug}", country="UA")
    round_ = make_entry("Talks", by=(actor,), party=state)
    Involvement.objects.create(entry=round_, actor=other, role="observer", party=actor)
    ActorName.objects.create(actor=actor, text="Рустем Умєров", language="uk")
    Identifier.objects.create(actor=actor, scheme="wikidata", value=f"Q-{actor.slug}")
    Affiliation.objects.create(person=actor, organisation=state, position="secretary")
    Affiliation.objects.create(person=other, organisation=actor, position="aide")
    programme = Programme.objects.create(authority="A", code=actor.slug)
    Designation.objects.create(actor=actor, programme=programme, list_id="7")
    issue = Issue.objects.create(process=make_process(), name="Ford", slug=f"ford-{actor.slug}")
    Position.objects.create(issue=issue, party=actor, entry=round_, stance="demands")
    Readout.objects.create(
        round=Round.objects.get(pk=round_.pk), party=actor, source=make_source(), text="Said"
    )
    Redirect.objects.create(kind="actor", slug=f"old-{actor.slug}", actor=actor)
    return round_


def test_every_table_that_can_name_an_actor_is_found_by_itself() -> None:
    found = {model._meta.label: columns for model, columns in references().items()}
    assert {
        "records.ActorName": ["actor_id"],
        "records.Affiliation": ["person_id", "organisation_id"],
        "records.Identifier": ["actor_id"],
        "records.Involvement": ["actor_id", "party_id"],
        "records.Merge": ["kept_id"],
        "records.Redirect": ["actor_id"],
        "sanctions.Designation": ["actor_id"],
        "talks.Position": ["party_id"],
        "talks.Readout": ["party_id"],
        "imports.Row": ["actor_id"],
    }.items() <= found.items()


def test_no_row_hangs_on_one_that_a_merge_may_drop() -> None:
    """It would go with it, and undoing would not bring it back."""
    hanging = [
        relation.related_model._meta.label
        for model, columns in references().items()
        if any(_uniques(model, columns))
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and not issubclass(relation.related_model, pghistory.models.Event)
    ]
    assert hanging == []
    assert [model for model in references() if model._meta.parents] == []


def test_all_that_named_the_one_names_the_other(editor: User) -> None:
    keep, gone = two()
    round_ = everywhere(gone, make_actor("Aide"))
    merged(keep, gone, editor)
    for model, columns in references().items():
        for column in columns:
            assert not model._base_manager.filter(**{column: gone.pk}).exists()
            assert model._base_manager.filter(
                **{column: keep.pk}
            ).exists() or model._meta.label in (
                "imports.Row",
                "imports.Mention",
                "imports.NameDecision",
            ), (model, column)
    entry = Entry.objects.get(pk=round_.pk)
    assert keep.pk in entry.actor_ids and gone.pk not in entry.actor_ids


def test_its_names_become_aliases_its_columns_fill_gaps_and_its_address_redirects(
    client, editor: User
) -> None:
    keep, gone = two()
    Actor.objects.filter(pk=gone.pk).update(i18n={"name_fr": "Roustem Oumerov"})
    make_entry(by=(keep,))
    merged(keep, Actor.objects.get(pk=gone.pk), editor)
    keep.refresh_from_db()
    assert (keep.name, keep.country, keep.born) == ("Rustem Umerov", "UA", "1982")
    assert {*keep.names.values_list("text", "language")} == {
        ("Rustem Umyerov", ""),
        ("Roustem Oumerov", "fr"),
    }
    answer = client.get("/actors/umyerov/")
    assert (answer.status_code, answer.url) == (301, "/actors/umerov/")


def test_undoing_puts_every_row_back_as_it_was(editor: User) -> None:
    keep, gone = two()
    everywhere(gone, make_actor("Aide"))
    shared = everywhere(keep, make_actor("Guard"))
    Involvement.objects.create(
        entry=shared, actor=gone, role="negotiator", note="twice", party=None
    )
    Actor.objects.filter(pk=gone.pk).update(
        description="Secretary", i18n={"description_fr": "Secrétaire", "name_uk": "Умєров"}
    )
    before = rows_of_everything()
    merge = merged(keep, Actor.objects.get(pk=gone.pk), editor)
    assert rows_of_everything() != before
    assert undo_merge(merge=merge, by=editor).left == []
    assert rows_of_everything() == before
    assert wrong() == []


def test_a_row_that_would_stand_twice_is_dropped_and_comes_back(editor: User) -> None:
    keep, gone = two()
    entry = make_entry(by=(keep, gone))
    Involvement.objects.filter(actor=gone).update(note="the second", i18n={"note_fr": "bis"})
    programme = Programme.objects.create(authority="A", code="B")
    for actor in (keep, gone):
        Designation.objects.create(actor=actor, programme=programme)
        ActorName.objects.create(actor=actor, text="Умєров", language="uk")
    before = rows_of_everything()
    merge = merged(keep, gone, editor)
    assert entry.involvements.count() == keep.designations.count() == 1
    undo_merge(merge=merge, by=editor)
    assert rows_of_everything() == before


def test_one_name_stays_the_one_in_its_own_language(editor: User) -> None:
    keep, gone = two()
    ActorName.objects.create(actor=gone, text="Умеров", kind="primary")
    ActorName.objects.create(actor=keep, text="Умєров", kind="primary")
    before = rows_of_everything()
    merge = merged(keep, gone, editor)
    assert dict(keep.names.filter(text__startswith="Ум").values_list("text", "kind")) == {
        "Умєров": "primary",
        "Умеров": "alias",
    }
    undo_merge(merge=merge, by=editor)
    assert rows_of_everything() == before


def test_nobody_acts_for_himself_or_is_his_own_aide(editor: User) -> None:
    keep, gone = two()
    first, second = make_entry(by=(gone,), party=keep), make_entry(by=(keep,), party=gone)
    both = make_entry(by=(gone,), party=keep)
    Involvement.objects.create(entry=both, actor=gone, role="negotiator")
    Affiliation.objects.create(person=gone, organisation=keep, position="aide")
    before = rows_of_everything()
    merge = merged(keep, gone, editor)
    found = [*Involvement.objects.order_by("entry_id").values_list("entry_id", "actor", "party")]
    assert found == [(one.pk, keep.pk, None) for one in (first, second, both)]
    assert not Affiliation.objects.exists()
    undo_merge(merge=merge, by=editor)
    assert rows_of_everything() == before


def test_what_was_edited_since_is_kept_and_listed(editor: User) -> None:
    keep, gone = two()
    other = make_actor("Another")
    moved, deleted = make_entry(by=(gone,)), make_entry(by=(gone,))
    noted = make_entry(by=(gone,))
    merge = merged(keep, gone, editor)
    Involvement.objects.filter(entry=moved).update(actor=other)
    Involvement.objects.filter(entry=deleted).delete()
    Involvement.objects.filter(entry=noted).update(note="by hand")
    Actor.objects.filter(pk=keep.pk).update(country="FR")
    ActorName.objects.filter(text="Rustem Umyerov").update(language="en")
    added = make_entry(by=(keep,))
    left = undo_merge(merge=merge, by=editor).left
    assert sorted((one["model"], one["why"]) for one in left) == [
        ("records.actor", "changed"),
        ("records.actorname", "changed"),
        ("records.involvement", "changed"),
        ("records.involvement", "deleted"),
    ]
    actors = dict(Involvement.objects.values_list("entry", "actor"))
    assert actors == {moved.pk: other.pk, noted.pk: gone.pk, added.pk: keep.pk}
    assert noted.involvements.get().note == "by hand"
    keep.refresh_from_db()
    assert (keep.country, keep.born) == ("FR", "")
    assert keep.names.get().language == "en"


def test_a_dropped_row_whose_entry_was_deleted_is_listed(editor: User) -> None:
    keep, gone = two()
    entry = make_entry(by=(keep, gone))
    merge = merged(keep, gone, editor)
    Entry.objects.filter(pk=entry.pk).delete()
    [left] = undo_merge(merge=merge, by=editor).left
    assert (left["model"], left["why"]) == ("records.involvement", "impossible")
    assert Actor.objects.count() == 2


def test_merges_stand_on_each_other_and_are_undone_backwards(client, editor: User) -> None:
    keep, gone = two()
    last = make_actor("R. Umerov", slug="r-umerov")
    make_entry(by=(gone,))
    before = rows_of_everything()
    first = merged(keep, gone, editor)
    second = merged(last, keep, editor)
    assert standing_for([gone.pk, keep.pk, last.pk]) == {gone.pk: last.pk, keep.pk: last.pk}
    assert client.get("/actors/umyerov/").url == "/actors/r-umerov/"
    with pytest.raises(MergeError, match="Undo the later merge first"):
        undo_merge(merge=first, by=editor)
    undo_merge(merge=second, by=editor)
    undo_merge(merge=first, by=editor)
    assert rows_of_everything() == before
    assert standing_for([gone.pk, keep.pk]) == {}


def test_an_undone_merge_can_be_made_again(editor: User) -> None:
    keep, gone = two()
    undo_merge(merge=merged(keep, gone, editor), by=editor)
    with pytest.raises(MergeError, match="undone already"):
        undo_merge(merge=Merge.objects.get(), by=editor)
    merged(keep, gone, editor)
    assert Merge.objects.filter(undone_at=None).count() == 1


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ("person", "state", True),
        ("vessel", "company", True),
        ("state", "organisation", True),
        ("organisation", "company", False),
        ("bloc", "armed_group", False),
        ("state", "state", False),
    ],
)
def test_which_kinds_may_be_one(one: str, other: str, refused: bool) -> None:
    keep, gone = make_actor("A", kind=one), make_actor("B", kind=other)
    if refused:
        with pytest.raises(MergeError, match="cannot become part of"):
            check_mergeable(keep, gone)
    else:
        check_mergeable(keep, gone)


def test_what_cannot_be_merged_says_why(editor: User) -> None:
    keep, gone = two()
    with pytest.raises(MergeError, match="one actor already"):
        merge_actors(keep=keep, gone=keep, by=editor)
    merged(keep, gone, editor)
    with pytest.raises(
        MergeError, match=r"“Rustem Umyerov” was merged into “Rustem Umerov” already"
    ):
        merge_actors(keep=make_actor("Third"), gone=gone, by=editor)
    deleted = make_actor("Fourth")
    Actor.objects.filter(pk=deleted.pk).delete()
    with pytest.raises(MergeError, match="“Fourth” was deleted meanwhile"):
        merge_actors(keep=keep, gone=deleted, by=editor)


def test_what_cannot_be_undone_says_why(editor: User) -> None:
    keep, gone = two()
    merge = merged(keep, gone, editor)
    heir = make_actor("Heir", slug="umyerov")
    with pytest.raises(MergeError, match="The address “umyerov” belongs to “Heir” now"):
        undo_merge(merge=merge, by=editor)
    heir.delete()
    Actor.objects.filter(pk=keep.pk).delete()
    with pytest.raises(MergeError, match="“Rustem Umerov” was deleted since"):
        undo_merge(merge=merge, by=editor)
    assert not Actor.objects.filter(pk=gone.pk).exists()


def test_the_history_says_who_and_why(editor: User) -> None:
    keep, gone = two()
    make_entry(by=(gone,))
    merged(keep, gone, editor, "same passport")
    [event] = Involvement.objects.get().versions.filter(pgh_label="changed")
    assert event.pgh_context.metadata == {
        "user": editor.pk,
        "reason": "merged “Rustem Umyerov” into “Rustem Umerov”: same passport",
        "merge": True,
    }


def test_what_readers_could_cite_stays_as_it_was(editor: User) -> None:
    keep, gone = two()
    entry = make_entry(by=(gone,), source=make_source())
    stored = current_version(entry).canonical
    merged(keep, gone, editor)
    versions = entry.public_versions.order_by("number")
    assert versions.first().canonical == stored and '"slug":"umyerov"' in stored
    assert '"slug":"umerov"' in current_version(Entry.objects.get(pk=entry.pk)).canonical


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_do_not_wait_for_each_other_for_ever(editor: User) -> None:
    keep, gone = two()
    make_entry(by=(keep, gone))
    start = Barrier(2)

    def merge(pair: tuple[Actor, Actor]) -> str:
        try:
            start.wait(timeout=10)
            merge_actors(keep=pair[0], gone=pair[1], by=editor)
        except MergeError as error:
            return error.code or ""
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(merge, [(keep, gone), (gone, keep)]))
    assert said == ["done", "merged"]
    assert (Actor.objects.count(), Involvement.objects.count()) == (1, 1)
