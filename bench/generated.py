"""Many entries of every kind, with involvements and citations, made by SQL in the database."""

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from records.kinds import kind_models
from records.models import Actor, Citation, Entry, Involvement, Process, ProcessEntry, Source
from records.vocabulary import COUNTRY_CODES

ACTORS = 2000
SOURCES = 500
RARE = "TV"  # the country of a handful of old entries
# Of each hundred entries
SHARES = {"round": 50, "statement": 28, "incident": 10, "pledge": 6, "relief": 4, "document": 2}


def generate(entries: int) -> None:
    """Fill an empty database; the same every time. Countries and words follow a steep curve."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        _insert(cursor, Process, {"slug": "'process-' || n", "name": "'Process ' || n"}, 20)
        _insert(cursor, Source, {"title": "'Source ' || n", "publisher": "'Publisher'"}, SOURCES)
        common = ["US", "UA", "RU", "GB", "FR", "DE", "TR", "CH", "QA", "SD"]
        codes = common + sorted(COUNTRY_CODES - {*common, RARE})
        _insert(
            cursor,
            Actor,
            {
                "slug": "'actor-' || n",
                "name": "'Actor number ' || n",
                "kind": "(ARRAY['person', 'state', 'organisation'])[1 + n %% 3]",
                "country": f"(ARRAY{codes})[1 + floor(power(random(), 3) * {len(codes)})::int]",
            },
            ACTORS,
        )
        shares = [kind for kind, share in SHARES.items() for _n in range(share)]
        # Without triggers and checks of references, then each entry derived once: far quicker.
        cursor.execute("SET session_replication_role = replica")
        _insert(
            cursor,
            Entry,
            {
                "kind": f"(ARRAY{shares})[1 + (n * 37) %% 100]",
                "slug": "'entry-' || n",
                "title": "'Entry ' || n || CASE WHEN random() < 0.6 THEN ' talks' ELSE '' END"
                " || CASE WHEN random() < 0.1 THEN ' ceasefire' ELSE '' END"
                " || CASE WHEN random() < 0.01 THEN ' corridor' ELSE '' END"
                f" || CASE WHEN n %% ({entries} / 7 + 1) = 3 THEN ' zanzibar' ELSE '' END",
                "summary": "'Delegations met to speak about prisoners, energy and access, ' ||"
                " 'and agreed to meet again; the sources differ on the number ' || n",
                "starts_on": f"date '2015-01-01' + (n * 4000 / {entries})",
                "ends_on": f"date '2015-01-01' + (n * 4000 / {entries})",
                "state": "CASE WHEN random() < 0.05 THEN 'draft' ELSE 'published' END",
                "place_name": "'Geneva'",
                "place_country": f"CASE WHEN n %% ({entries} / 9 + 1) = 5 AND n < {entries} / 3"
                f" THEN '{RARE}' WHEN random() < 0.01 THEN 'GR' ELSE '' END",
            },
            entries,
        )
        for kind, model in kind_models().items():
            _children(cursor, kind, model)
        first = f"1 + floor(power(random(), 3) * {ACTORS - 310})::int"
        for role, party in (("negotiator", f"{ACTORS} - n % 300 - 1"), ("mediator", "NULL")):
            _related(
                cursor, Involvement, {"actor_id": first, "role": f"'{role}'", "party_id": party}
            )
        process = "1 + floor(power(random(), 3) * 20)::int"
        _related(cursor, ProcessEntry, {"process_id": process})
        _related(cursor, Citation, {"source_id": f"1 + floor(random() * {SOURCES})::int"})
        cursor.execute("ANALYZE")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("UPDATE records_entry SET changed_at = now()")
        cursor.execute("VACUUM ANALYZE")


def _insert(cursor, model: type[models.Model], values: dict[str, str], number: int) -> None:  # type: ignore[no-untyped-def]
    columns = _defaults(model) | values
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} FROM generate_series(1, %s) AS n ORDER BY n",
        [number],
    )


def _children(cursor, kind: str, model: type[Entry]) -> None:  # type: ignore[no-untyped-def]
    columns = {"entry_ptr_id": "id"} | _defaults(model)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} FROM records_entry WHERE kind = %s",
        [kind],
    )


def _related(cursor, model: type[models.Model], values: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    columns = {"entry_id": "n"} | _defaults(model) | values
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} FROM (SELECT id AS n FROM records_entry) AS e"
    )


def _defaults(model: type[models.Model]) -> dict[str, str]:
    """Column → SQL literal, for every column that must have a value and is not given one."""
    return {
        str(field.column): _literal(field)
        for field in model._meta.local_fields
        if not (field.null or field.primary_key or field.is_relation)
    }


def _literal(field: models.Field) -> str:  # type: ignore[type-arg]
    if isinstance(field, models.DateTimeField):
        return "now()"
    if isinstance(field, SearchVectorField):
        return "''::tsvector"
    default = field.get_default()
    if isinstance(default, list):
        return "'{}'"
    if isinstance(default, int):
        return str(default)
    return f"'{default or (field.choices[0][0] if field.choices and not field.blank else '')}'"
