"""Writing columns of many records by one join.

Django's `bulk_update` writes a CASE with a branch for every record, and PostgreSQL goes through the
branches for each of them: the time of a thousand grows with their square.
"""

from collections.abc import Sequence
from typing import Any, cast

from django.db import connection, models

PUT = "UPDATE {table} AS t SET {said} FROM unnest({values}) AS v({names}) WHERE t.id = v.id"


def put(records: Sequence[models.Model], *names: str) -> None:
    """Write these fields of the records, as they are in memory, into their rows."""
    if not records:
        return
    meta = records[0]._meta
    fields = [cast("models.Field[Any, Any]", meta.get_field(name)) for name in ("id", *names)]
    columns = [str(field.column) for field in fields]
    statement = PUT.format(
        table=meta.db_table,
        said=", ".join(f"{one} = v.{one}" for one in columns[1:]),
        values=", ".join(f"%s::{_type(field)}[]" for field in fields),
        names=", ".join(columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_values(field, records) for field in fields])


def _type(field: "models.Field[Any, Any]") -> str:
    """Without a length: a cast would cut what is too long, and the column is to refuse it."""
    return str(field.db_type(connection) or "").partition("(")[0]


def _values(field: "models.Field[Any, Any]", records: Sequence[models.Model]) -> list[Any]:
    return [field.get_db_prep_save(getattr(one, field.attname), connection) for one in records]
