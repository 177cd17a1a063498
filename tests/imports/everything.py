"""A small world that has one of everything that a whole export carries, and ways to compare it."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection

from aid.models import ExchangeRate, Transaction
from imports.whole.exporting import export
from records.models import Actor, Affiliation, Citation, Correction, Entry, Identifier, Link
from sanctions.models import Designation, Programme
from talks.models import Issue, Position, Provision, Readout, Track
from tests.factories import make_actor, make_entry, make_process, make_source
from tests.imports.helpers import content

ROOMS = ("records", "talks", "sanctions", "aid", "imports")
NAME = "all.parley.jsonl"
DAY = date(2025, 3, 1)
NUMBERED = ("provisions", "transactions")  # told by the numbers of what they refer to


def exported() -> bytes:
    file = io.BytesIO()
    export(file)
    return file.getvalue()


def lines_of(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


def file_of(lines: list[dict[str, Any]]) -> bytes:
    """A file of these lines under a header that counts nothing."""
    told = [{"parley": 1}, *(line for line in lines if "parley" not in line)]
    return "".join(json.dumps(line) + "\n" for line in told).encode()


def line_of(data: bytes, kind: str, **columns: Any) -> dict[str, Any]:
    """The first line of a type that says this."""
    return next(
        line
        for line in lines_of(data)
        if line.get("type") == kind and columns.items() <= line.items()
    )


def state() -> tuple[bytes, dict[str, list[str]]]:
    """All that the database holds, by what it is."""
    told = content()
    return exported(), {name: rows for name, rows in told.items() if name not in NUMBERED}


def emptied() -> None:
    """Take every row of the rooms away, with their histories."""
    models = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    tables = ", ".join(f'"{model._meta.db_table}"' for model in models)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def world() -> None:
    """What points ahead is there, too: to an actor, entry or provision that is made later."""
    process = make_process("Ford talks", slug="ford", i18n={"name_fr": "Pourparlers du gué"})
    source = make_source(
        "Report", url="https://example.org/1", retrieved_at=datetime(2025, 3, 2, 4, tzinfo=UTC)
    )
    make_source("Circular", publisher="Ministry", published_on=DAY)
    twin = make_source("Circular", publisher="Ministry", published_on=DAY, author="")
    programme = Programme.objects.create(authority="OFAC", code="RUSSIA / EO", name="Harmful acts")
    track = Track.objects.create(process=process, name="Geneva", slug="geneva", i18n={})
    issue = Issue.objects.create(process=process, name="Land", slug="land")
    _actors(programme, twin)
    _talks(process, track, issue, source)
    _papers(issue, twin)
    _money(programme, source)
    Link.objects.create(
        from_entry=Entry.objects.get(slug="first"),
        to_entry=Entry.objects.get(slug="licence"),
        kind="responds_to",
        note="as reported\u2028=1+1",
        i18n={"note_uk": "як повідомляли"},
    )
    for currency, rate in (("USD", "1.0853"), ("JPY", "160.5")):
        ExchangeRate.objects.create(currency=currency, date=DAY, per_euro=rate)


def _actors(programme: Programme, source: Any) -> None:
    ada = make_actor("Ада", slug="ada", country="FR", born="1971~")
    post = make_actor("Ministry", slug="ministry", kind="organisation", country="FR")
    ada.names.create(text="Ada", language="en", kind="transliteration")
    Identifier.objects.create(actor=ada, scheme="wikidata", value="Q7259")
    Affiliation.objects.create(person=ada, organisation=post, position="envoy", starts_on=DAY)
    Designation.objects.create(actor=ada, programme=programme, list_id="9", source=source)
    post.slug = "ministry-of-state"
    post.save()


def _talks(process: Any, track: Any, issue: Any, source: Any) -> None:
    ada = Actor.objects.get(slug="ada")
    ministry = Actor.objects.get(slug="ministry-of-state")
    first = make_entry(
        "First round",
        slug="first",
        by=(ada,),
        party=ministry,
        process=process,
        source=source,
        on="2025-03-01/2025-03-02",
        track=track,
        number=1,
        latitude="46.2",
        longitude="6.15",
        i18n={"title_fr": "Premier cycle", "called_by_source_uk": "перший день"},
    )
    Correction.objects.create(entry=first, what="It was the first.", corrected_on=DAY)
    Position.objects.create(entry=first, issue=issue, party=ministry, stance="demands", words="All")
    Readout.objects.create(round=first, party=ministry, source=source, text="It went well.")
    Citation.objects.create(entry=first, source=source, field="number", value="2", credibility=3)
    Identifier.objects.create(entry=first, scheme="mend", value="77")
    first.slug = "opening"
    first.save()
    first.slug = "first"
    first.save()
    make_entry("Not held", slug="not-held", state="withdrawn", source=source, process=process)
    make_entry("Rumour", slug="rumour", kind="statement", state="draft", on="2025-12~")
    make_entry("Shelling", slug="shelling", kind="incident", state="in_review", category="battle")


def _papers(issue: Any, source: Any) -> None:
    older = make_entry("Draft", slug="draft-1", kind="document", form="draft", source=source)
    newer = make_entry(
        "Agreement", slug="draft-2", kind="document", form="agreement", source=source
    )
    type(older).objects.filter(pk=older.pk).update(replaces=newer)  # which comes after it
    later = Provision.objects.create(document=newer, number="1", heading="Land", issue=issue)
    Provision.objects.create(document=older, number="1", text="All of it", aligned_with=later)
    Provision.objects.create(document=older, number="2", text="Prisoners", position=1)


def _money(programme: Any, source: Any) -> None:
    make_entry(
        "Licence",
        slug="licence",
        kind="relief",
        source=source,
        programme=programme,
        expires_at=datetime(2026, 4, 29, 4, 1, tzinfo=UTC),
        expires_zone="America/New_York",
    )
    pledge = make_entry(
        "Boats", slug="boats", kind="pledge", amount="1250000.5", currency="EUR", source=source
    )
    make_entry("Boats again", slug="again", kind="pledge", restates=pledge, source=source)
    Transaction.objects.create(
        pledge=pledge, type="3", happened_on=DAY, amount="-12.5", currency="EUR", source=source
    )
