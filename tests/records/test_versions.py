from datetime import UTC, date, datetime

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.models import Actor, Citation, Entry, Involvement, Source
from records.versions import Change, Version, marks_of, versions_of, versions_since
from talks.models import Round, Track
from tests.desk import Desk, row

pytestmark = pytest.mark.django_db

ROUNDS = "/admin/talks/round/"


def make_round(**values: object) -> Round:
    given = {"title": "Miami talks", "starts_on": date(2025, 12, 4), "ends_on": date(2025, 12, 4)}
    with pghistory.context(reason="first"):
        return Round.objects.create(slug="miami", **{**given, **values})


def newest(entry: Entry) -> list[Change]:
    return versions_of(entry)[0].changes


def test_a_change_has_old_new_who_and_why() -> None:
    entry, user = make_round(), User.objects.create(username="olena")
    with pghistory.context(user=user.pk, reason="as RFE/RL has it"):
        Round.objects.filter(pk=entry.pk).update(place_name="Hallandale Beach")
    version = versions_of(entry)[0]
    assert (version.user, version.reason) == ("olena", "as RFE/RL has it")
    assert version.changes == [Change("entry", "place", "", "Hallandale Beach")]


def test_the_newest_comes_first_and_the_first_has_every_column() -> None:
    entry = make_round(summary="one")
    with pghistory.context(reason="second"):
        Round.objects.filter(pk=entry.pk).update(summary="two")
    assert [version.reason for version in versions_of(entry)] == ["second", "first"]
    first = versions_of(entry)[-1].changes
    assert Change("entry", "title", "", "Miami talks") in first
    assert Change("round", "status", "", "not known") in first


def test_choices_and_keys_are_shown_in_words() -> None:
    entry = make_round()
    process = entry.processes.model.objects.create(name="Talks", slug="talks")
    track = Track.objects.create(process=process, name="Florida", slug="florida")
    with pghistory.context(reason="second"):
        entry.status, entry.track = "EventPostponed", track
        entry.save()
    assert newest(entry) == [
        Change("round", "track", "", "Florida"),
        Change("round", "status", "not known", "postponed"),
    ]


def test_the_columns_of_a_date_are_one_change() -> None:
    entry = make_round()
    with pghistory.context(reason="second"):
        Round.objects.filter(pk=entry.pk).update(
            ends_on=date(2025, 12, 31), starts_on=date(2025, 12, 1), date_precision="month"
        )
    assert newest(entry) == [Change("entry", "date", "4 December 2025", "December 2025")]


def test_a_translation_is_named_by_its_language() -> None:
    entry = make_round(i18n={"title_fr": "Pourparlers"})
    with pghistory.context(reason="second"):
        entry.title_fr, entry.called_by_source_uk = "Négociations", "другий день"
        entry.save()
    assert newest(entry) == [
        Change("entry", "title (French)", "Pourparlers", "Négociations"),
        Change("entry", "called by the source (Ukrainian)", "", "другий день"),
    ]


def test_rows_are_named_by_what_they_name() -> None:
    entry = make_round()
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    with pghistory.context(reason="second"):
        involvement = Involvement.objects.create(entry=entry, actor=actor, role="negotiator")
    with pghistory.context(reason="third"):
        involvement.role = "head_of_delegation"
        involvement.save()
    with pghistory.context(reason="fourth"):
        involvement.delete()
    fourth, third, second, _first = versions_of(entry)
    what = "involvement: Rustem Umerov"
    assert second.changes == [
        Change(what, "actor", "", "Rustem Umerov"),
        Change(what, "role", "", "negotiator"),
    ]
    assert third.changes == [Change(what, "role", "negotiator", "head of delegation")]
    assert fourth.changes == [
        Change(what, "actor", "Rustem Umerov", ""),
        Change(what, "role", "head of delegation", ""),
    ]


def test_a_country_is_named() -> None:
    entry = make_round()
    with pghistory.context(reason="second"):
        Round.objects.filter(pk=entry.pk).update(place_country="US")
    assert newest(entry) == [Change("entry", "country of the place", "", "United States (US)")]


def test_derived_columns_make_no_version() -> None:
    entry = make_round()
    Entry.objects.filter(pk=entry.pk).update(countries=["XX"], changed_at="2026-01-01T00:00Z")
    assert len(versions_of(entry)) == 1


def test_a_base_entry_has_the_versions_of_its_kind() -> None:
    entry = make_round()
    assert versions_of(Entry.objects.get()) == versions_of(entry)


def test_actors_have_versions_too() -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    with pghistory.context(reason="second"):
        actor.names.create(text="Рустем Умєров", language="uk")
    assert Change("name of an actor: Рустем Умєров", "language", "", "Ukrainian") in newest(actor)  # type: ignore[arg-type]


def test_a_column_called_name_keeps_no_record_from_its_marks() -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    before = marks_of(actor)
    Actor.objects.filter(pk=actor.pk).update(name="Rustem Umierov")
    assert marks_of(actor)["records.actor"] > before["records.actor"]


def test_somebody_who_left_is_still_told_apart() -> None:
    entry, user = make_round(), User.objects.create(username="olena")
    with pghistory.context(user=user.pk):
        Round.objects.filter(pk=entry.pk).update(summary="new")
    number = user.pk
    user.delete()
    assert versions_of(entry)[0].user == f"a former user ({number})"


def test_more_versions_take_no_more_queries() -> None:
    entry, source = make_round(), Source.objects.create(title="S")
    entry.citations.create(source=source)
    users = [User.objects.create(username=f"user {number}") for number in range(3)]

    def write(number: int) -> None:
        actor = Actor.objects.create(kind="person", slug=f"a{number}", name="A")
        with pghistory.context(user=users[number].pk):
            Round.objects.filter(pk=entry.pk).update(summary=f"{number}")
            Involvement.objects.create(entry=entry, actor=actor, role="negotiator")

    write(0)
    with CaptureQueriesContext(connection) as few:
        versions_of(entry)
    write(1)
    write(2)
    with CaptureQueriesContext(connection) as many:
        assert len(versions_of(entry)) == 4
    assert len(many) == len(few)


def test_marks_take_one_query_and_move_with_every_save() -> None:
    entry = make_round()
    with CaptureQueriesContext(connection) as queries:
        before = marks_of(entry)
    assert len(queries) == 1
    citation = Citation.objects.create(entry=entry, source=Source.objects.create(title="S"))
    after = marks_of(entry)
    citation.delete()
    assert len({str(sorted(marks.items())) for marks in (before, after, marks_of(entry))}) == 3


def test_what_was_missed_since_is_what_came_after() -> None:
    entry = make_round()
    seen = marks_of(entry)
    with pghistory.context(reason="second"):
        Round.objects.filter(pk=entry.pk).update(summary="new")
    assert [version.reason for version in versions_since(entry, seen)] == ["second"]
    assert versions_since(entry, marks_of(entry)) == []


def test_one_save_of_the_form_is_one_version_with_its_reason() -> None:
    entry, desk = make_round(), Desk("editor")
    source = Source.objects.create(title="RFE/RL")
    desk.save(
        f"{ROUNDS}{entry.pk}/change/",
        "round_form",
        place_name="Hallandale Beach",
        status="held",
        change_reason="as RFE/RL has it",
        **row("citations", 0, source=source.pk, attribution="named", credibility="2"),
    )
    version = versions_of(entry)[0]
    assert len(versions_of(entry)) == 2
    assert (version.user, version.reason) == ("editor", "as RFE/RL has it")
    assert {change.what for change in version.changes} == {"entry", "round", "citation: RFE/RL"}


def test_the_history_page_shows_old_new_who_when_and_why() -> None:
    entry, desk = make_round(place_name="Miami"), Desk("editor")
    desk.save(
        f"{ROUNDS}{entry.pk}/change/",
        "round_form",
        place_name="Hallandale Beach",
        change_reason="the venue was named later",
    )
    text = desk.page(f"{ROUNDS}{entry.pk}/history/").text
    assert "editor (now) the venue was named later" in text
    assert "Entry Place Miami Hallandale Beach" in text


@pytest.mark.parametrize(
    ("user", "reason", "who"),
    [
        ("olena", "seed", "olena"),
        ("", "seed", "Parley itself"),
        ("", "", "user not recorded"),
    ],
)
def test_a_version_names_whoever_made_it(user: str, reason: str, who: str) -> None:
    assert Version(datetime(2026, 1, 2, tzinfo=UTC), user, reason).who == who
