"""Derived columns under every way of writing, compared with a recomputation."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from records.models import Actor, ActorName, Entry, Involvement
from records.verification import differences
from talks.models import Round

pytestmark = pytest.mark.django_db


def make_round(slug: str, **columns: object) -> Round:
    day = date(2025, 12, 4)
    return Round.objects.create(slug=slug, title=slug, starts_on=day, ends_on=day, **columns)


def make_actor(slug: str, country: str = "", kind: str = "person") -> Actor:
    return Actor.objects.create(slug=slug, name=slug.title(), country=country, kind=kind)


def stored(entry: Entry) -> tuple[list[str], list[int]]:
    entry.refresh_from_db()
    return entry.countries, entry.actor_ids


def found(word: str) -> list[str]:
    return list(Entry.objects.search(word).values_list("slug", flat=True))


def test_place_actor_and_party_give_the_countries() -> None:
    entry = make_round("miami", place_country="US")
    envoy, state = make_actor("umerov"), make_actor("ukraine", "UA", "state")
    entry.involvements.create(actor=envoy, role="negotiator", party=state)
    assert stored(entry) == (["UA", "US"], sorted([envoy.pk, state.pk]))
    assert list(differences()) == []


def test_bulk_writes_are_seen() -> None:
    entries = [make_round(f"round-{number}") for number in range(3)]
    actors = [make_actor(f"actor-{code.lower()}", code) for code in ("DE", "TR")]
    Involvement.objects.bulk_create(
        Involvement(entry=entry, actor=actor, role="party") for entry in entries for actor in actors
    )
    assert [stored(entry)[0] for entry in entries] == [["DE", "TR"]] * 3
    Involvement.objects.filter(actor=actors[0]).delete()
    assert [stored(entry)[0] for entry in entries] == [["TR"]] * 3
    Actor.objects.filter(pk=actors[1].pk).update(country="FR")
    assert [stored(entry)[0] for entry in entries] == [["FR"]] * 3
    assert list(differences()) == []


def test_plain_sql_is_seen() -> None:
    entry, actor = make_round("miami"), make_actor("kushner", "US")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_involvement (entry_id, actor_id, role, note) "
            "VALUES (%s, %s, 'negotiator', '')",
            [entry.pk, actor.pk],
        )
        assert stored(entry) == (["US"], [actor.pk])
        cursor.execute("UPDATE records_entry SET place_country = 'FR', countries = '{XX}'")
    assert stored(entry) == (["FR", "US"], [actor.pk])
    assert list(differences()) == []


def test_a_moved_involvement_changes_both_entries() -> None:
    old, new, actor = make_round("old"), make_round("new"), make_actor("a", "UA")
    involvement = old.involvements.create(actor=actor, role="party")
    Involvement.objects.filter(pk=involvement.pk).update(entry=new)
    assert (stored(old), stored(new)) == (([], []), (["UA"], [actor.pk]))


def test_an_alias_is_found_until_it_is_removed() -> None:
    entry, actor = make_round("miami"), make_actor("umerov")
    entry.involvements.create(actor=actor, role="negotiator")
    alias = actor.names.create(text="Roustem Oumérov", language="fr")
    assert found("oumerov") == ["miami"]
    ActorName.objects.filter(pk=alias.pk).update(text="Умєров")
    assert (found("oumerov"), found("УМЄРОВ")) == ([], ["miami"])
    alias.delete()
    assert found("умєров") == []
    assert list(differences()) == []


def test_words_are_found_by_their_beginning_in_every_language_without_accents() -> None:
    make_round("miami", title_fr="Les négociateurs à Miami", title_uk="Переговори в Маямі")
    assert found("negociat") == found("NÉGOCIATEURS") == found("переговори маямі") == ["miami"]
    assert found("egociateurs") == []


@pytest.mark.parametrize("words", ["'; DROP", "a & | !", ":*", "\\", "''", "<->", "\u0301"])
def test_signs_of_the_query_language_are_plain_words(words: str) -> None:
    make_round("miami")
    assert isinstance(found(words), list)


def test_verify_names_what_is_wrong() -> None:
    entry = make_round("miami")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_entry SET countries = '{ZZ}', state = 'published'")
        cursor.execute("ALTER TABLE records_entry ENABLE TRIGGER USER")
    out = StringIO()
    with pytest.raises(CommandError, match="2 differences"):
        call_command("verify", stdout=out)
    assert out.getvalue().splitlines() == [
        "round/miami: derived columns differ from a recomputation: countries",
        "round/miami: published without a citation",
    ]
    assert entry.kind == "round"


def test_verify_is_content_with_a_true_database() -> None:
    make_round("miami")
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "1 entries verified: no difference.\n"
