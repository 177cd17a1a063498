"""Who is who: how alike names are, whom they may be, and what a decision does."""

from itertools import count

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from imports.models import Batch, NameDecision, Row, UnknownName
from imports.who.actions import NEW, decide, take_back
from imports.who.finding import find_unknown
from imports.who.spelling import likeness, spelt
from imports.who.weighing import LIKELY, OFFERED, Known, weigh
from records.merging import merge_actors
from records.models import Actor, ActorName, Entry
from tests.imports.helpers import a_round, applied, content, csv_bytes, read, undone

pytestmark = pytest.mark.django_db
text = st.text(max_size=40)
NUMBERS = count()


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("ed", password="x", is_staff=True)


def an_actor(name: str, kind: str = "person", country: str = "", **more: str) -> Actor:
    slug = f"a{next(NUMBERS)}"
    return Actor.objects.create(name=name, kind=kind, country=country, slug=slug, **more)


def involving(*names: str) -> Batch:
    """A batch of one row for each of these names, such as `Ada Ford [person FR]`."""
    rows = [a_round(n, involved=f"mediator: {name}") for n, name in enumerate(names)]
    return read(csv_bytes(rows))


def score(one: str, other: str) -> float:
    return likeness(spelt(one), spelt(other))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rustem Umerov", "Rustem Umierov"),
        ("Rustem Umerov", "Рустем Умєров"),
        ("Рустема Умєрова", "Рустем Умєров"),
        ("Umerov, Rustem", "RUSTEM UMEROV"),
        ("Volodymyr Zelenskyy", "Володимир Зеленський"),
        ("Vladimir Zelensky", "Volodymyr Zelenskyi"),
        ("Володимиру Зеленському", "Volodymyr Zelensky"),
        ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
        ("أحمد الشرع", "احمد الشرع"),
        ("Ahmed al-Sharaa", "أحمد الشرع"),
        ("Muhammad Yunus", "Mohammed Younous"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_spellings_of_one_name_are_offered(one, other):
    assert score(one, other) >= OFFERED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rustem Umerov", "Andrii Yermak"),
        ("Рустем Умєров", "Андрій Єрмак"),
        ("Ministry of Finance", "World Food Programme"),
        ("Ivan", "Ivan Petrovych Sirko"),
        ("أحمد الشرع", "محمد المنفي"),
    ],
)
def test_different_names_are_not(one, other):
    assert score(one, other) < OFFERED


@given(text, text)
def test_likeness_is_symmetrical_and_within_its_bounds(one, other):
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other) <= 100
    assert score(one, one) == 100


said = st.fixed_dictionaries(
    {
        "name": text,
        "kind": st.sampled_from(Actor.Kind.values),
        "country": st.sampled_from(["", "UA", "FR"]),
        "born": st.sampled_from(["", "1971", "1960/1965", "1971-05"]),
        "identifiers": st.lists(st.just({"scheme": "x", "value": "1"}), max_size=1),
    }
)


@given(said, text, st.sampled_from(Actor.Kind.values), st.sampled_from([(), (("x", "2"),)]))
def test_a_candidate_is_scored_from_0_to_100(data, name, kind, numbers):
    candidate = weigh(data, Known(1, kind, "UA", "1971", numbers), name)
    assert 0 <= candidate.score <= 100


def codes(name: UnknownName, place: int = 0) -> list[str]:
    return [code for code, _params in name.offered[place]["why"]]


def test_country_kind_birth_and_identifiers_are_evidence(editor):
    right = an_actor("Rustem Umerov", country="UA")
    wrong = an_actor("Rustem Umerow", country="PL")
    body = an_actor("Rustem Umierov", "company")
    listed = an_actor("Rustem Umyerov")
    listed.identifiers.create(scheme="x", value="1")
    involving("Rustem Umierov [person UA x:2]")
    name = UnknownName.objects.get()
    found = {one["actor"]: one["score"] for one in name.offered}
    assert next(iter(found)) == right.pk
    assert found[right.pk] >= LIKELY
    assert codes(name) == ["spelled", "same_country"]
    by_actor = {one["actor"]: codes(name, n) for n, one in enumerate(name.offered)}
    assert by_actor[body.pk] == ["same_name", "kind_differs"]
    assert by_actor.get(wrong.pk, ["spelled", "country_differs"]) == ["spelled", "country_differs"]
    assert listed.pk not in found


def test_each_name_stands_once_with_its_rows_and_those_like_nobody_are_new():
    an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]", "RUSTEM UMIEROV [person]", "Zoe Quick [person]")
    names = {name.text: name for name in UnknownName.objects.filter(batch=batch)}
    assert {text: name.rows for text, name in names.items()} == {
        "Rustem Umierov": 2,
        "Zoe Quick": 1,
    }
    assert [name.text for name in batch.unknown_names.open()] == ["Rustem Umierov"]
    assert [name.text for name in batch.unknown_names.new()] == ["Zoe Quick"]
    assert names["Zoe Quick"].example == batch.rows.get(number=3)


def test_known_names_are_not_asked():
    actor = an_actor("Rustem Umerov", country="UA")
    ActorName.objects.create(actor=actor, text="Рустем Умєров", language="uk")
    an_actor("France", "state", "FR")
    involving("Rustem Umerov [person]", "РУСТЕМ УМЄРОВ [person UA]", "Frankreich [state FR]")
    assert not UnknownName.objects.exists()


def test_who_was_decided_gets_the_alias_and_the_next_file_asks_nothing(editor):
    actor = an_actor("Rustem Umerov", country="UA")
    batch = involving("Rustem Umierov [person UA]")
    name = UnknownName.objects.get()
    assert decide(batch=batch, choices={name.pk: actor.pk}, by=editor).done == 1
    alias = actor.names.get()
    assert (alias.text, alias.language, alias.kind) == ("Rustem Umierov", "", "alias")
    event = pghistory.models.Events.objects.tracks(alias).get()
    assert event.pgh_context["user"] == editor.pk
    assert event.pgh_context["reason"] == f"who is who, import {batch.pk}: file.csv"
    applied(batch)
    assert Actor.objects.get() == actor
    involving("Rustem Umierov [person UA]", "RUSTEM  Umierov [person UA]")
    assert not UnknownName.objects.open().exists()


def test_a_file_imported_twice_asks_nothing_the_second_time(editor):
    actor = an_actor("Rustem Umerov")
    rows = [
        a_round(1, involved="mediator: Rustem Umierov [person]"),
        a_round(2, involved="mediator: Rustem Omerov [person]"),
    ]
    batch = read(csv_bytes(rows))
    first, second = UnknownName.objects.filter(batch=batch).order_by("rows", "text")[::-1]
    decide(batch=batch, choices={first.pk: actor.pk, second.pk: NEW}, by=editor)
    applied(batch)
    before = content()
    again = applied(read(csv_bytes([*rows])))
    assert not UnknownName.objects.filter(batch=again).exists()
    assert content() == before
    later = read(csv_bytes([{**row, "id": f"x{n}"} for n, row in enumerate(rows)]))
    assert not UnknownName.objects.filter(batch=later).open().exists()
    applied(later)
    assert Actor.objects.count() == 2


def test_the_kind_of_the_file_may_be_another_than_the_actors(editor):
    actor = an_actor("Rosneft", "company", "RU")
    batch = involving("Rosneft [organisation RU]")
    name = UnknownName.objects.get()
    assert codes(name) == ["same_name", "kind_differs", "same_country"]
    decide(batch=batch, choices={name.pk: actor.pk}, by=editor)
    applied(batch)
    assert Actor.objects.get() == actor
    assert not actor.names.exists()  # it had the name already


def test_a_name_that_two_have_is_never_given_to_one_silently(editor):
    one, other = an_actor("Ivan Sirko", country="UA"), an_actor("Ivan Sirko", country="PL")
    batch = applied(involving("Ivan Sirko [person]", "Zoe Quick [person]"))
    assert [row.held for row in batch.rows.order_by("number")] == [True, False]
    assert Entry.objects.count() == 1
    name = batch.unknown_names.get()
    assert name.ambiguous
    assert {candidate["actor"] for candidate in name.offered} == {one.pk, other.pk}
    decide(batch=batch, choices={name.pk: other.pk}, by=editor)
    assert not batch.rows.filter(held=True).exists()
    applied(batch)
    assert other.involvements.count() == 1
    assert not one.involvements.exists()
    applied(read(csv_bytes([a_round(9, involved="host: Ivan Sirko [person]")])))
    assert other.involvements.count() == 2


def test_the_country_of_the_file_tells_namesakes_apart():
    _one, other = an_actor("Ivan Sirko", country="UA"), an_actor("Ivan Sirko", country="PL")
    batch = applied(involving("Ivan Sirko [person PL]"))
    assert other.involvements.count() == 1
    assert not batch.unknown_names.exists()


def test_a_third_of_the_name_is_made_once_it_is_decided_and_found_again(editor):
    an_actor("Ivan Sirko"), an_actor("Ivan Sirko")
    batch = involving("Ivan Sirko [person]")
    decide(batch=batch, choices={UnknownName.objects.get().pk: NEW}, by=editor)
    applied(batch)
    third = Actor.objects.latest("pk")
    assert NameDecision.objects.get().actor == third
    applied(read(csv_bytes([a_round(7, involved="host: Ivan Sirko [person]")])))
    assert third.involvements.count() == 2
    undone(batch)
    assert Actor.objects.filter(pk=third.pk).exists()  # the later entry stands on it


def test_a_new_one_is_new_again_after_undoing(editor):
    an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    decide(batch=batch, choices={UnknownName.objects.get().pk: NEW}, by=editor)
    undone(applied(batch))
    assert Actor.objects.count() == 1
    assert NameDecision.objects.get().actor is None
    assert not involving("Rustem Umierov [person]").unknown_names.open().exists()


def test_undoing_a_batch_leaves_the_aliases_given_by_hand(editor):
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    decide(batch=batch, choices={UnknownName.objects.get().pk: actor.pk}, by=editor)
    undone(applied(batch))
    assert actor.names.get().text == "Rustem Umierov"


def test_what_is_taken_back_is_asked_again_and_its_alias_goes(editor):
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    name = UnknownName.objects.get()
    decide(batch=batch, choices={name.pk: actor.pk}, by=editor)
    assert take_back(decisions=NameDecision.objects.all(), by=editor) == 1
    assert not actor.names.exists()
    assert batch.unknown_names.open().get() == name
    find_unknown(batch)
    assert batch.unknown_names.open().exists()


def test_rows_are_held_again_when_the_decision_is_taken_back(editor):
    one, _other = an_actor("Ivan Sirko"), an_actor("Ivan Sirko")
    batch = involving("Ivan Sirko [person]")
    decide(batch=batch, choices={UnknownName.objects.get().pk: one.pk}, by=editor)
    assert not batch.rows.get().held
    take_back(decisions=NameDecision.objects.all(), by=editor)
    assert batch.rows.get().held


def test_the_second_of_two_editors_is_told(editor):
    actor = an_actor("Rustem Umerov")
    batch, other = involving("Rustem Umierov [person]"), involving("Rustem Umierov [person]")
    second = User.objects.create_user("second")
    decide(batch=batch, choices={batch.unknown_names.get().pk: actor.pk}, by=editor)
    for late in (batch, other):
        outcome = decide(batch=late, choices={late.unknown_names.get().pk: NEW}, by=second)
        assert outcome.done == 0
        assert outcome.refused == [
            "“Rustem Umierov” was decided by ed already: Rustem Umerov. Take it back first."
        ]
    assert NameDecision.objects.get().actor == actor


def test_a_decision_follows_merges_and_one_on_a_deleted_actor_is_void(editor):
    actor, kept = an_actor("Rustem Umerov"), an_actor("R. Umerov")
    batch = involving("Rustem Umierov [person]")
    name = UnknownName.objects.get()
    merge_actors(keep=kept, gone=actor, by=editor)
    decide(batch=batch, choices={name.pk: actor.pk}, by=editor)
    assert NameDecision.objects.get().actor == kept
    last = an_actor("Roustem Oumerov")
    merge_actors(keep=last, gone=kept, by=editor)
    assert NameDecision.objects.get().actor == last
    last.delete()
    assert not involving("Rustem Umierov [person]").unknown_names.get().decision


def test_an_actor_that_is_gone_cannot_be_chosen(editor):
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    pk, name = actor.pk, UnknownName.objects.get()
    actor.delete()
    outcome = decide(batch=batch, choices={name.pk: pk}, by=editor)
    assert outcome.refused == ["“Rustem Umierov”: that actor is no longer there."]


def test_applied_rows_stay_as_they_are(editor):
    actor = an_actor("Rustem Umerov")
    batch = applied(involving("Rustem Umierov [person]"))
    before = content()
    assert not batch.unknown_names.exists()
    other = involving("Rustem Umiyerov [person]")
    decide(batch=other, choices={other.unknown_names.get().pk: actor.pk}, by=editor)
    assert content()["involvements"] == before["involvements"]


def test_nothing_is_decided_while_the_import_is_worked_on(editor):
    actor = an_actor("Rustem Umerov")
    batch = involving("Rustem Umierov [person]")
    Batch.objects.filter(pk=batch.pk).update(state="applying")  # since its page was shown
    outcome = decide(batch=batch, choices={UnknownName.objects.get().pk: actor.pk}, by=editor)
    assert (outcome.done, len(outcome.refused)) == (0, 1)


def test_looking_through_a_batch_takes_as_many_queries_for_many_names():
    an_actor("Rustem Umerov")
    batches = [involving(*(f"Rustem Um{x}rov [person]" for x in some)) for some in ("a", "aio")]
    counts = []
    for batch in batches:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_unknown(batch)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Row.objects.filter(held=True).count() == 0
