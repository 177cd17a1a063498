import pytest
from django.db import IntegrityError, connection, transaction

from records.models import Entry
from records.refusals import refusal_message
from talks.models import Incident, Round

pytestmark = pytest.mark.django_db


def make(model: type[Entry], slug: str) -> Entry:
    return model.objects.create(slug=slug, title=slug, starts_on="2025-12-04", ends_on="2025-12-04")


def refused(sql: str, *values: object) -> str:
    with (
        pytest.raises(IntegrityError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return refusal_message(caught.value)


def test_a_constraint_speaks_its_own_words() -> None:
    entry = make(Round, "miami")
    said = refused("UPDATE records_entry SET ends_on = '2025-12-01' WHERE id = %s", entry.pk)
    assert said == "The end is before the start."


def test_a_uniqueness_without_words_names_its_fields() -> None:
    one, other = make(Round, "a"), make(Round, "b")
    one.links_out.create(to_entry=other, kind="follows", note="x")
    said = refused(
        "INSERT INTO records_link (from_entry_id, to_entry_id, kind, note) "
        "VALUES (%s, %s, 'follows', 'y')",
        one.pk,
        other.pk,
    )
    assert said == "There is one already with the same from entry, to entry and kind."


def test_a_trigger_is_quoted() -> None:
    entry = make(Incident, "tanker")
    said = refused("UPDATE records_entry SET kind = 'round' WHERE id = %s", entry.pk)
    assert said.startswith("The database refused this: An entry keeps its kind: incident")
