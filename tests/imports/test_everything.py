"""Everything exported, imported into an empty database, exported again: the same bytes."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from aid.models import ExchangeRate, Pledge
from imports.demonstration.acting import demonstrate
from imports.models import Batch, Row
from imports.seeding import seed
from imports.whole.exporting import export
from records.actions import withdraw
from records.models import Actor, Affiliation, Correction, Entry, Identifier, Link, Source
from records.verification import differences
from sanctions.models import Relief
from talks.models import Document, Issue, Position, Provision, Readout, Round
from tests.imports.helpers import applied, content, read, undone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
NAME = "all.parley.jsonl"


def exported() -> bytes:
    file = io.BytesIO()
    export(file)
    return file.getvalue()


def lines(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def emptied() -> None:
    """A database with no records; Django's own tables stay."""
    with_rows = [
        model
        for model in apps.get_models()
        if model._meta.app_label in ("records", "talks", "sanctions", "aid", "imports")
    ]
    connection.check_constraints()
    tables = ", ".join(f'"{model._meta.db_table}"' for model in with_rows)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def full(django_user_model) -> None:
    """The seed, the demonstration, and what neither of them has."""
    seed()
    demonstrate(today=TODAY)


def test_everything_comes_back_as_it_was(django_user_model) -> None:
    full(django_user_model)
    before, data = content(), exported()
    emptied()
    batch = read(data, NAME)
    assert batch.connector == "parley_lines"
    assert (batch.state, batch.error) == ("ready", {})
    assert batch.counts["invalid"] == 0, [r.problems for r in batch.rows.filter(outcome="invalid")]
    applied(batch, publish=True)
    assert (batch.state, batch.error) == ("applied", {})
    left = batch.rows.filter(applied_at=None)
    assert [(row.key, row.outcome, row.problems) for row in left][:3] == []
    assert exported().decode().splitlines() == data.decode().splitlines()
    assert content() == before
    assert list(differences()) == []
