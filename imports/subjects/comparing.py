"""Comparing rows that become actors with what an import of the same row wrote before."""

from collections.abc import Iterable
from typing import Any

from imports.comparing import BY_HAND, change, settle
from imports.models import Row
from imports.statements import BASE, query
from imports.subjects.possessions import POSSESSIONS
from records.models import Actor

COLUMNS = ("name", "country", "description", "born")
SAME = "b.scheme = c.scheme AND b.key = c.key AND b.actor_id = i.actor_id AND b.target = 'actor'"
# An identifier that is not known is a new row, also where its actor turns out to be known.
SORT_SUBJECTS = f"""
WITH chunk AS (
    SELECT id, scheme, key, digest FROM imports_row
    WHERE batch_id = %(batch)s AND number > %(after)s AND number <= %(upto)s AND outcome = ''
      AND target = 'actor'
),
found AS (
    SELECT c.id, c.digest, i.actor_id, i.entry_id,
        {BASE.format(same=SAME)} AS base
    FROM chunk c
    LEFT JOIN records_identifier i ON i.scheme = c.scheme AND i.value = c.key
)
UPDATE imports_row AS r
SET actor_id = f.actor_id,
    outcome = CASE
        WHEN f.entry_id IS NOT NULL THEN 'invalid'
        WHEN f.actor_id IS NULL OR f.base IS NULL THEN 'new'
        WHEN f.base = f.digest THEN 'unchanged'
        ELSE '' END,
    problems = CASE WHEN f.entry_id IS NOT NULL
        THEN r.problems || jsonb_build_array(jsonb_build_object(
            'code', 'kind_differs', 'column', '', 'level', 'error', 'params',
            jsonb_build_object('kind', 'entry')))
        ELSE r.problems END
FROM found f WHERE r.id = f.id
"""  # noqa: S608 - made of our own names
ACTOR_BY_HAND = BY_HAND.format(history="records_actorevent", owner="pgh_obj_id")
EDITED = f"SELECT e.id FROM records_actor e WHERE e.id = ANY(%s) AND {ACTOR_BY_HAND}"  # noqa: S608 - made of our own names


def compare_subjects(rows: list[Row]) -> None:
    """Set `diff` and `outcome` of rows that an import wrote before, without saving them.

    A column that somebody else changed since is a conflict where that was a person, and is left to
    them where it was another file.
    """
    bases = bases_of(rows)
    actors = Actor.objects.in_bulk([row.actor_id for row in rows if row.actor_id])
    edited = {pk for (pk,) in query(EDITED, [list(actors)])} if rows else set()
    for row in rows:
        base, actor = bases.get(row.pk), actors.get(row.actor_id or 0)
        if base is None or actor is None:
            row.diff, row.outcome = {}, Row.Outcome.NEW
            continue
        row.diff = _columns(row.said, base.said, actor, by_hand=actor.pk in edited)
        row.diff |= _lists(row.said, base.said)
        settle(row)


def bases_of(rows: Iterable[Row]) -> dict[int, Row]:
    """Row → the row that the last import that was not undone wrote under its identifier."""
    wanted = {(row.scheme, row.key): row.pk for row in rows}
    applied = Row.objects.filter(
        target=Row.Target.ACTOR,
        scheme__in={scheme for scheme, _key in wanted},
        key__in=[key for _scheme, key in wanted],
        actor__isnull=False,
    ).last_applied("scheme", "key")
    found = {(row.scheme, row.key): row for row in applied}
    return {pk: found[name] for name, pk in wanted.items() if name in found}


def _columns(
    said: dict[str, Any], base: dict[str, Any], actor: Actor, *, by_hand: bool
) -> dict[str, Any]:
    diff = {}
    for name in COLUMNS:
        new, old = said["fields"].get(name, ""), base["fields"].get(name, "")
        now = getattr(actor, name)
        if new in (old, now) or (now != old and not by_hand):
            continue
        diff[name] = change(old, now, new, now != old)
    return diff


def _lists(said: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    return {
        one.name: change(base.get(one.name), None, said.get(one.name), False)
        for one in POSSESSIONS
        if (said.get(one.name) or None) != (base.get(one.name) or None)
    }
