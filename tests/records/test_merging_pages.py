"""The desk's pages of merging: compare, merge, undo; each refuses who may not."""

import pytest
from django.urls import reverse

from records.merging import merge_actors
from records.models import Actor, Identifier, Involvement, Merge
from tests.desk import Desk
from tests.factories import make_actor, make_entry

pytestmark = pytest.mark.django_db
ACTORS = "/admin/records/actor/"


@pytest.fixture
def editor() -> Desk:
    return Desk("editor")


def compare(one: Actor, other: Actor) -> str:
    return f"{reverse('admin:records_actor_merge')}?one={one.pk}&other={other.pk}"


def tick(desk: Desk, *actors: Actor) -> str:
    chosen = {"action": "merge_selected", "_selected_action": [actor.pk for actor in actors]}
    return desk.send(ACTORS, chosen).text


def test_two_ticked_actors_stand_side_by_side(editor: Desk) -> None:
    one = make_actor("Ada Ford", country="FR", born="1950")
    other = make_actor("Ada Forde", country="DE")
    Identifier.objects.create(actor=other, scheme="wikidata", value="Q7")
    make_entry(by=(one,))
    text = tick(editor, one, other)
    assert "Ada Ford Ada Forde" in text and "wikidata:Q7" in text and "1950" in text
    assert "Country differ France Germany" in text
    assert "Involvements 1 0" in text


@pytest.mark.parametrize("number", [1, 3])
def test_other_numbers_than_two_are_refused(editor: Desk, number: int) -> None:
    text = tick(editor, *(make_actor() for _number in range(number)))
    assert f"Tick exactly two actors to merge them; these are {number}." in text


def test_who_stays_is_chosen_and_the_reason_is_kept(editor: Desk) -> None:
    one, other = make_actor("Ada Ford"), make_actor("Ada Forde")
    entry = make_entry(by=(other,))
    fields = editor.filled(compare(one, other), "merge-form")
    assert fields["keep"] == [str(other.pk)]  # who has a part in more
    data = {**fields, "keep": str(one.pk), "reason": "same passport"}
    text = editor.send(compare(one, other), data).text
    assert "“Ada Forde” is part of “Ada Ford” now. This can be undone." in text
    merge = Merge.objects.get()
    assert (merge.kept, merge.reason, merge.by) == (one, "same passport", editor.user)
    assert entry.involvements.get().actor == one


def test_a_merge_needs_a_reason(editor: Desk) -> None:
    one, other = make_actor(), make_actor()
    page = editor.send(compare(one, other), {"keep": one.pk, "reason": " "}, 200)
    assert "This field is required." in page.text
    assert not Merge.objects.exists()


def test_a_state_and_a_person_have_no_button(editor: Desk) -> None:
    one, other = make_actor("Ada", kind="person"), make_actor("France", kind="state")
    page = editor.page(compare(one, other))
    assert "correct it first" in page.text
    assert "merge-form" not in page.forms
    page = editor.send(compare(one, other), {"keep": one.pk, "reason": "x"}, 200)
    assert not Merge.objects.exists()


def test_the_other_is_searched_without_scripts(editor: Desk) -> None:
    one, other = make_actor("Rustem Umerov"), make_actor("Umyerov")
    other.names.create(text="Умєров", language="uk")
    assert "Merge with…" in editor.page(f"{ACTORS}{one.pk}/change/").text
    html = editor.client.get(
        reverse("admin:records_actor_merge"), {"one": one.pk, "q": "умєров"}
    ).content.decode()
    assert f"one={one.pk}&amp;other={other.pk}" in html
    text = editor.page(f"{reverse('admin:records_actor_merge')}?one={one.pk}&q=nobody").text
    assert "No other actor has such a name." in text


def test_the_list_tells_and_undoing_asks_first(editor: Desk) -> None:
    one, other = make_actor("Ada Ford"), make_actor("Ada Forde")
    entry, edited = make_entry(by=(other,)), make_entry(by=(other,))
    merge = merge_actors(keep=one, gone=other, by=editor.user, reason="same passport")
    Involvement.objects.filter(entry=edited).delete()
    assert "same passport" in editor.page("/admin/records/merge/").text
    text = editor.page(f"/admin/records/merge/{merge.pk}/change/").text
    assert "Involvements 2 0" in text and "Undo this merge…" in text
    undo = reverse("admin:records_merge_undo", args=[merge.pk])
    assert "Both actors will stand as before" in editor.page(undo).text
    assert Actor.objects.count() == 1
    text = editor.save(undo, "undo-form").text
    assert "“Ada Forde” and “Ada Ford” are two actors again." in text
    assert "because they were edited since: 1." in text and "deleted since" in text
    assert entry.involvements.get().actor == other
    assert "This merge was undone already." in editor.page(undo).text


def test_nobody_else_merges_or_undoes() -> None:
    one, other = make_actor("Ada Ford"), make_actor("Ada Forde")
    third = make_actor()
    editor, contributor = Desk("editor"), Desk("contributor")
    merge = merge_actors(keep=third, gone=make_actor(), by=editor.user)
    assert "Merge…" not in contributor.page(ACTORS).text
    for url in (compare(one, other), reverse("admin:records_merge_undo", args=[merge.pk])):
        assert contributor.client.get(url).status_code == 403
        assert contributor.client.post(url, {"keep": one.pk, "reason": "x"}).status_code == 403
    assert Actor.objects.count() == 3


@pytest.mark.parametrize("query", ["", "?one=x", "?one=9999999999999999999999", "?one=0"])
def test_senseless_numbers_are_not_found(editor: Desk, query: str) -> None:
    assert editor.client.get(reverse("admin:records_actor_merge") + query).status_code == 404
