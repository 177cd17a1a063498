"""Comparing rows, field by field, with what stands in the database and what was last imported."""

from collections.abc import Iterable
from typing import Any

from psycopg.types.json import Jsonb

from imports.models import Row
from imports.schema import (
    PARTS,
    detail_defaults,
    detail_table,
    entry_defaults,
    reference_columns,
)
from imports.statements import query

FILE, STORED = "file", "stored"  # what a reviewer takes in a conflict
# An event of history that neither an import nor a merge of actors wrote.
BY_HAND = """EXISTS (
    SELECT 1 FROM {history} v LEFT JOIN pghistory_context x ON x.id = v.pgh_context_id
    WHERE v.{owner} = e.id AND NOT coalesce(x.metadata ?| array['import', 'merge'], false)
)"""

# Per row: the entry now, and the row and its base spelled as the database would spell them.
STATES = """
SELECT w.row_id, to_jsonb(e) || to_jsonb(d),
    to_jsonb(jsonb_populate_record(NULL::records_entry, w.theirs_fields))
        || to_jsonb(jsonb_populate_record(NULL::{table}, w.theirs_details)),
    to_jsonb(jsonb_populate_record(NULL::records_entry, w.base_fields))
        || to_jsonb(jsonb_populate_record(NULL::{table}, w.base_details)),
    jsonb_build_object({edited})
FROM jsonb_to_recordset(%s) AS w(
    row_id bigint, entry_id bigint, theirs_fields jsonb, theirs_details jsonb,
    base_fields jsonb, base_details jsonb)
JOIN records_entry e ON e.id = w.entry_id
JOIN {table} d ON d.entry_ptr_id = e.id
"""


def compare_rows(rows: list[Row]) -> None:
    """Set `diff` and `outcome` of rows whose entry exists, without saving them.

    `diff` is {field: {"base": …, "now": …, "file": …, "conflict": bool}} for what the file changed;
    of a list, such as involvements, only the base and the file stand there. A conflict is with a
    person's edit, unless "why" says otherwise.
    """
    bases = bases_of(row.entry_id for row in rows)
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.said["kind"], []).append(row)
    for kind, same_kind in by_kind.items():
        states = _states(kind, same_kind, bases)
        for row in same_kind:
            base = bases.get(row.entry_id or 0)
            now, theirs, mine, edited = states[row.pk]
            row.diff = _columns(kind, row.said, base, (now, theirs, mine))
            row.diff |= _translations(row.said, base, now)
            if base is not None:
                row.diff |= _lists(kind, row.said, base, edited)
                keep_sources(row, now["state"])
            settle(row)


def keep_sources(row: Row, state: str) -> None:
    """A published entry never loses its sources to a file that names none."""
    change = row.diff.get("citations")
    if change and not change["file"] and state == "published":
        change |= {"conflict": True, "why": "needs_source"}


def settle(row: Row) -> None:
    """Set the row's outcome; what a reviewer decided counts where they saw what stands now.

    What they keep leaves `diff`. A row of which nothing else is left is still applied, so that the
    next import of the same values is no conflict again.
    """
    settled = False
    for name, decided in row.decided.items():
        change = row.diff.get(name)
        if change is None or any(change[side] != decided[side] for side in ("now", "file")):
            continue
        if decided["take"] == STORED:
            del row.diff[name]
        elif change.get("why") is None:
            change["conflict"] = False
        settled = True
    row.outcome = outcome_of(row.diff)
    if settled and row.outcome == Row.Outcome.UNCHANGED:
        row.outcome = Row.Outcome.CHANGED


def outcome_of(diff: dict[str, Any]) -> str:
    if not diff:
        return Row.Outcome.UNCHANGED
    conflict = any(change["conflict"] for change in diff.values())
    return Row.Outcome.CONFLICT if conflict else Row.Outcome.CHANGED


def bases_of(entry_ids: Iterable[int | None]) -> dict[int, dict[str, Any]]:
    """Entry → what the last import that was not undone wrote for it."""
    rows = Row.objects.filter(target=Row.Target.ENTRY, entry_id__in=list(entry_ids))
    applied = rows.last_applied("entry_id").only("entry_id", "normalised")
    return {row.entry_id or 0: row.said for row in applied}


def written_later(rows: Iterable[Row], *same: str, **only: object) -> dict[int, str]:
    """Row → that its record is kept, for those that a later import wrote again. One query.

    The record is told by what is the `same`; `only` narrows down the later rows.
    """
    found = Row.objects.filter(pk__in=[row.pk for row in rows]).written_again(*same, **only)
    return dict.fromkeys(found.values_list("pk", flat=True), Row.Kept.LATER)


def _states(
    kind: str, rows: list[Row], bases: dict[int, dict[str, Any]]
) -> dict[int, tuple[dict[str, Any], ...]]:
    wanted = []
    for row in rows:
        base = bases.get(row.entry_id or 0) or row.said
        wanted.append(
            {
                "row_id": row.pk,
                "entry_id": row.entry_id,
                "theirs_fields": entry_defaults() | row.said["fields"],
                "theirs_details": detail_defaults(kind) | row.said.get("details", {}),
                "base_fields": entry_defaults() | base["fields"],
                "base_details": detail_defaults(kind) | base.get("details", {}),
            }
        )
    edited = [
        f"'{name}', " + BY_HAND.format(history=part.history, owner=part.owner)
        for name, part in PARTS.items()
    ]
    own = BY_HAND.format(history=f"{detail_table(kind)}event", owner="pgh_obj_id")
    edited += [f"'{name}', {own}" for name in reference_columns(kind)]
    statement = STATES.format(table=detail_table(kind), edited=", ".join(edited))
    states = query(statement, [Jsonb(wanted)])
    return {row_id: tuple(values) for row_id, *values in states}


def _columns(
    kind: str,
    theirs: dict[str, Any],
    base: dict[str, Any] | None,
    states: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
) -> dict[str, Any]:
    now, new, old = states
    said = theirs["fields"].keys() | theirs.get("details", {}).keys()
    if base:
        said |= base["fields"].keys() | base.get("details", {}).keys()
    diff = {}
    for name in sorted(said & (entry_defaults().keys() | detail_defaults(kind).keys())):
        if new[name] == now[name] or (base and new[name] == old[name]):
            continue
        conflict = base is None or now[name] != old[name]
        diff[name] = change(old[name] if base else None, now[name], new[name], conflict)
    return diff


def _translations(
    theirs: dict[str, Any], base: dict[str, Any] | None, now: dict[str, Any]
) -> dict[str, Any]:
    stored = now["i18n"] or {}
    new, old = theirs.get("i18n", {}), (base or {}).get("i18n", {})
    diff = {}
    for name in sorted(new.keys() | old.keys()):
        mine, after, before = stored.get(name) or "", new.get(name, ""), old.get(name, "")
        if after in (mine, before):
            continue
        diff[name] = change(before if base else None, mine, after, base is None or mine != before)
    return diff


def _lists(
    kind: str, theirs: dict[str, Any], base: dict[str, Any], edited: dict[str, bool]
) -> dict[str, Any]:
    return {
        name: change(base.get(name), None, theirs.get(name), edited[name])
        for name in (*PARTS, *reference_columns(kind))
        if (theirs.get(name) or None) != (base.get(name) or None)
    }


def change(base: Any, now: Any, file: Any, conflict: bool) -> dict[str, Any]:
    return {"base": base, "now": now, "file": file, "conflict": conflict}
