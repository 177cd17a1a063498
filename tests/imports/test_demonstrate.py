"""The invented process: complete, said to be invented, repeatable and removable."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from aid.models import Pledge, Transaction
from imports.demonstration.acting import demonstrate, remove
from imports.demonstration.making import INVENTED, MARK
from imports.seeding import seed
from records.models import Actor, Entry, Process
from records.verification import differences
from sanctions.models import Relief
from talks.models import Document, Position, Round
from tests.imports.test_seeding import everything

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


def test_it_brings_what_real_records_seldom_show_at_once() -> None:
    demonstrate(today=TODAY)
    conference = max(Round.objects.all(), key=lambda round: round.involvements.count())
    assert conference.involvements.count() == 60
    assert max(len(entry.title) for entry in Entry.objects.all()) == 500
    assert Position.objects.values("party").distinct().count() == 8
    assert Position.objects.values("issue").distinct().count() == 12
    assert {*Pledge.objects.values_list("currency", flat=True)} == {"EUR", "JPY", "KES", "XTS", ""}
    assert Transaction.objects.filter(amount__lt=0).count() == 1
    assert min(Entry.objects.values_list("starts_on", flat=True)) == date(1026, 1, 1)
    assert {*Entry.objects.values_list("date_precision", flat=True)} == {"day", "month", "year"}
    statuses = {*Round.objects.values_list("status", flat=True)}
    assert statuses == {"held", "EventCancelled", "EventScheduled", "EventPostponed"}
    steps, last = 0, Relief.objects.filter(number="7N").first()
    while last is not None:
        steps, last = steps + 1, last.replaces
    assert steps == 15
    third = Document.objects.get(version="3")
    aligned = [provision.aligned_with for provision in third.provisions.all()]
    assert [bool(former) for former in aligned] == [True] * 8 + [False]


def test_every_record_says_that_it_is_invented_and_keeps_the_rules() -> None:
    demonstrate(today=TODAY)
    for entry in Entry.objects.all():
        texts = (entry.summary, entry.summary_fr, entry.summary_uk)
        assert [text.startswith(mark) for text, mark in zip(texts, INVENTED, strict=True)] == [
            *(True, True, True)
        ]
        assert entry.slug.startswith(f"{MARK}-")
    for model in (Entry, Round, Relief, Pledge, Document, Actor, Process, Position):
        for record in model._default_manager.all():
            record.full_clean()
    assert list(differences()) == []


def test_a_second_run_changes_nothing() -> None:
    demonstrate(today=TODAY)
    before = everything()
    assert demonstrate(today=date(2026, 4, 1)) == {}
    assert everything() == before


def test_removing_leaves_the_facts_and_frees_the_way_to_make_it_again() -> None:
    seed()
    before = {name: rows for name, rows in everything().items() if not name.endswith("Event")}
    first = demonstrate(today=TODAY)
    assert remove()
    after = {name: rows for name, rows in everything().items() if not name.endswith("Event")}
    assert after == before
    assert remove() == {}
    assert demonstrate(today=TODAY) == first


def test_where_others_are_served_it_asks_first(settings: Settings) -> None:
    settings.SERVES_OTHERS = True
    with pytest.raises(CommandError, match="Add --among-facts"):
        call_command("demonstrate")
    assert not Process.objects.exists()
    call_command("demonstrate", "--among-facts")
    assert Process.objects.get().slug == "demonstration-isles-talks"


def test_what_was_tied_to_it_is_named_when_it_cannot_go() -> None:
    seed()
    demonstrate(today=TODAY)
    real = Entry.objects.exclude(slug__startswith=MARK).first()
    assert real is not None
    real.involvements.create(actor=Actor.objects.get(slug="demonstration-vorr"), role="other")
    with pytest.raises(CommandError, match=r"Ilsa Vorr \(other role\)"):
        call_command("demonstrate", "--remove")


def test_readers_see_that_it_is_invented(client: Client) -> None:
    demonstrate(today=TODAY)
    page = client.get("/processes/demonstration-isles-talks/").content.decode()
    assert "Demonstration: the Isles talks (invented)" in page
    assert "none of these states exists" in page
