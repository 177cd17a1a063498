"""Undoing rows that became actors: their columns, and what they changed or took away.

What they added is noted as brought by the batch, and goes with the other shared records.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from imports.comparing import written_later
from imports.locks import lock
from imports.models import Batch, Mention, Row
from imports.statements import select
from imports.subjects.possessions import POSSESSIONS
from records.merging import standing_for
from records.models import Actor

MENTIONED: dict[str, str] = {
    Mention.Type.ACTOR: "records.actor",
    Mention.Type.SOURCE: "records.source",
    Mention.Type.PROGRAMME: "sanctions.programme",
    Mention.Type.PROCESS: "records.process",
    Mention.Type.TRACK: "talks.track",
}
# Records that the rows which stand speak of
STANDING = """
SELECT DISTINCT m.type, m.object_id
FROM imports_row r
CROSS JOIN unnest(r.mentions) AS one(whole)
JOIN imports_mention m ON m.batch_id = r.batch_id AND m.type || ':' || m.key = one.whole
WHERE r.batch_id = %s AND r.applied_at IS NOT NULL AND r.undone_at IS NULL
  AND m.used AND m.object_id IS NOT NULL
"""


def undo_subjects(rows: list[Row]) -> dict[int, str]:
    """Put back what these rows replaced; returns row → why it was kept."""
    lock(Actor, [row.actor_id for row in rows])
    keep = written_later(rows, "scheme", "key", target=Row.Target.ACTOR, actor__isnull=False)
    _restore([row for row in rows if row.pk not in keep])
    return keep


def needed_by_standing(batch: Batch) -> dict[str, set[int]]:
    """Model → records that rows stand on which are not undone.

    Rows of actors were kept since a later import would put them back when it is undone; and of a
    batch that is undone in part the other rows stay. What belongs to their actors stays, too.
    """
    needed: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in select(STANDING, [batch.pk]):
        needed[MENTIONED[kind]].add(record_id)
    actors = needed["records.actor"] | set(
        batch.standing().filter(actor__isnull=False).values_list("actor_id", flat=True)
    )
    for possession in POSSESSIONS if actors else []:
        owned = possession.model._default_manager.filter(**{f"{possession.owner}__in": actors})
        needed[possession.label] |= set(owned.values_list("pk", flat=True))
    return needed


def _restore(rows: Iterable[Row]) -> None:
    """Put back what these rows replaced; a column that was written again since is left alone."""
    for row in rows:
        actor = Actor.objects.filter(pk=row.actor_id or 0).first()
        if actor is None:
            continue
        before, said = row.replaced, row.said["fields"]
        columns = {
            name: value
            for name, value in before["columns"].items()
            if getattr(actor, name) == said.get(name, "")
        }
        if columns:
            Actor.objects.filter(pk=actor.pk).update(**columns)
        for possession in POSSESSIONS:
            records = possession.model._default_manager
            for one in before["values"].get(possession.name, []):
                values = {name: value for name, value in one.items() if name != "id"}
                records.filter(pk=one["id"]).update(**values)
            gone = [_followed(one) for one in before["gone"].get(possession.name, [])]
            records.bulk_create([possession.model(**one) for one in gone], ignore_conflicts=True)


def _followed(record: dict[str, Any]) -> dict[str, Any]:
    """A record with those who stand now for the actors that it names."""
    columns = [name for name in ("actor_id", "person_id", "organisation_id") if record.get(name)]
    merged = standing_for(record[name] for name in columns)
    return record | {name: merged.get(record[name], record[name]) for name in columns}
