"""Undoing rows that became actors: their columns, and what they changed or took away.

What they added is noted as brought by the batch, and goes with the other shared records.
"""

from collections import defaultdict
from collections.abc import Iterable

from imports.models import Batch, Mention, Row
from imports.subjects.comparing import bases_of
from imports.subjects.possessions import POSSESSIONS
from records.models import Actor

MENTIONED: dict[str, str] = {
    Mention.Type.ACTOR: "records.actor",
    Mention.Type.SOURCE: "records.source",
    Mention.Type.PROGRAMME: "sanctions.programme",
}


def later_subjects(rows: list[Row]) -> set[int]:
    """Rows that a later import wrote again. One query."""
    newest = bases_of(rows)
    return {row.pk for row in rows if row.pk in newest and newest[row.pk].pk > row.pk}


def needed_by_kept(batch: Batch) -> dict[str, set[int]]:
    """Model → records that rows of actors stand on which were kept, since a later import would put
    them back when it is undone."""
    kept = list(batch.rows.filter(target=Row.Target.ACTOR).exclude(kept_because=""))
    needed: dict[str, set[int]] = defaultdict(set)
    wanted = {whole for row in kept for whole in row.mentions}
    for mention in batch.mentions.filter(used=True) if wanted else []:
        if f"{mention.type}:{mention.key}" in wanted and mention.object_id:
            needed[MENTIONED[mention.type]].add(mention.object_id)
    actors = {row.actor_id for row in kept}
    for possession in POSSESSIONS if actors else []:
        owned = possession.model._default_manager.filter(**{f"{possession.owner}__in": actors})
        needed[possession.label] |= set(owned.values_list("pk", flat=True))
    return needed


def restore_subjects(rows: Iterable[Row]) -> None:
    """Put back what these rows replaced; a column that was written again since is left alone."""
    for row in rows:
        actor = Actor.objects.select_for_update().filter(pk=row.actor_id or 0).first()
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
            gone = before["gone"].get(possession.name, [])
            records.bulk_create([possession.model(**one) for one in gone])
