"""Applying lines of a whole export, in the caller's transaction: first records, then what is late.

A record goes in with all that refers to earlier lines. What may refer to later ones (links between
entries, posts of actors, what a document replaces) is written once every record is there; until
then `Row.refers` says that it waits.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from imports.locks import lock
from imports.models import Batch, Row
from imports.problems import problem, warning
from imports.progress import beat
from imports.whole.comparing import (
    Known,
    compare_records,
    model_of,
    references_of,
    stored_of,
    value_of,
    waits_for,
)
from imports.whole.describing import Told, describe
from imports.whole.kinds import (
    Model,
    columns,
    is_late_list,
    lists_of,
    place_of,
)
from imports.whole.writing import (
    insert_lists,
    insert_records,
    late_columns,
    new_numbers,
    set_fields,
    set_late_columns,
    set_list,
)
from records.actions import withdraw
from records.models import Actor, Entry

WAITING = (Row.Outcome.NEW, Row.Outcome.CHANGED)
CHUNK = 500
STANDING = ("state", "withdrawn_because")
SAVED = [
    *("entry", "actor", "outcome", "diff", "problems", "before", "applied_at", "refers"),
]


def records_left(batch: Batch) -> int:
    """Accepted rows that wait: for what was not there when their turn came, or to be applied."""
    return batch.rows.filter(
        target=Row.Target.RECORD, outcome__in=WAITING, accepted=True, applied_at=None
    ).count()


def apply_records(batch: Batch, after: int, upto: int) -> None:
    """Write the records of accepted rows, compared once more."""
    rows = batch.rows.filter(
        target=Row.Target.RECORD,
        outcome__in=WAITING,
        accepted=True,
        applied_at=None,
        number__gt=after,
        number__lte=upto,
    )
    in_order = sorted(rows, key=lambda row: (place_of(model_of(row)), row.number))
    for _place, of_one in groupby(in_order, key=lambda row: place_of(model_of(row))):
        _apply(batch, list(of_one))


def _apply(batch: Batch, rows: list[Row]) -> None:
    """Rows of one place in the order: those of one type, or entries of all kinds."""
    _lock(rows)
    compare_records(rows)
    known = Known(rows)
    ready = [row for row in rows if row.outcome in WAITING and not _waits(row, known)]
    new = [row for row in ready if row.outcome == Row.Outcome.NEW]
    _make(batch, new, known)
    changed = [row for row in ready if row.outcome == Row.Outcome.CHANGED]
    stored = stored_of(changed, known)
    for row in changed:
        _change(batch, row, stored[row.pk], known)
    for row in ready:
        row.applied_at = timezone.now()
    Row.objects.bulk_update(rows, SAVED, batch_size=CHUNK)


def _lock(rows: list[Row]) -> None:
    """The records that are about to change."""
    known = Known(rows)
    by_model: dict[Model, list[int]] = defaultdict(list)
    for row in rows:
        if pk := known.number(row):
            model = model_of(row)
            by_model[Entry if issubclass(model, Entry) else model].append(pk)
    for model, ids in by_model.items():
        lock(model, ids)


def _waits(row: Row, known: Known) -> bool:
    """Whether something that the row needs is not here; it stays, to be applied with that."""
    missing = waits_for(row, known)
    for value in missing:
        _note(row, problem("waits", value=value).model_dump() | {"level": "warning"})
    return bool(missing)


def _note(row: Row, one: dict[str, Any]) -> None:
    if one not in row.problems:
        row.problems = [*row.problems, one]


def _make(batch: Batch, rows: list[Row], known: Known) -> None:
    if not rows:
        return
    told: dict[Model, dict[int, Told]] = defaultdict(dict)
    numbers = new_numbers(model_of(rows[0]), len(rows))
    for pk, row in zip(numbers, rows, strict=True):
        model = model_of(row)
        said = known.present(row)
        told[model][pk] = with_standing(said, publish=batch.publish)
        row.before = {"pk": pk, "made": True, "as_draft": told[model][pk] != said}
        row.entry_id = pk if issubclass(model, Entry) else None
        row.actor_id = pk if model is Actor else None
    for model, records in told.items():
        insert_records(model, records, known.ids)


def with_standing(told: Told, *, publish: bool) -> Told:
    """An entry without a source, or that is not to be published, comes as a draft."""
    fields, state = told["fields"], told["fields"].get("state")
    if state == Entry.State.WITHDRAWN and publish:
        return told
    if state == Entry.State.PUBLISHED and publish and told["lists"].get("citations"):
        return told
    if state in (None, Entry.State.DRAFT, Entry.State.IN_REVIEW):
        return told
    kept = {name: value for name, value in fields.items() if name not in STANDING}
    return told | {"fields": kept | {"state": Entry.State.DRAFT}}


def _change(batch: Batch, row: Row, now: Told, known: Known) -> None:
    """Write what differs, but for what is late; keep what it replaces."""
    model, told, pk = model_of(row), known.present(row), known.number(row) or 0
    fields = [name for name in row.diff if name in columns(model) and name not in STANDING]
    fields += _standing(batch, row, told, now)
    if "state" in fields and now["fields"]["state"] == Entry.State.PUBLISHED:
        _withdraw(batch, pk, told)
    lists = [listed for name, listed in lists_of(model).items() if name in row.diff]
    row.before = {
        "pk": pk,
        "made": False,
        "fields": {name: value_of(now, name) for name in fields},
        "lists": {listed.name: value_of(now, listed.name) or [] for listed in lists},
    }
    late = late_columns(model)
    for listed in lists:
        if not is_late_list(model, listed):
            set_list(model, listed, pk, told, now=now, ids=known.ids)
    set_fields(model, pk, [name for name in fields if name not in late], told, known.ids)
    row.refers = bool(lists) or any(name in late for name in fields)


def _standing(batch: Batch, row: Row, told: Told, now: Told) -> list[str]:
    """Which columns of an entry's standing are written: the state with its reason, or the reason.

    An entry that nothing cited will stand behind stays what it is, and the row says so.
    """
    said, stands = told["fields"].get("state"), now["fields"].get("state")
    if not batch.publish:
        return []
    if "state" not in row.diff:
        return [name for name in STANDING if name in row.diff and said == stands]
    cited = told if "citations" in row.diff else now
    after = told | {"lists": told["lists"] | {"citations": cited["lists"].get("citations")}}
    if with_standing(after, publish=True) == after:
        return [*STANDING]
    _note(row, warning("no_source", "citations").model_dump())
    return []


def _withdraw(batch: Batch, pk: int, told: Told) -> None:
    """Take an entry from readers as people do, so that what they saw last is kept."""
    withdraw(
        entry=Entry.objects.get(pk=pk),
        because=told["fields"]["withdrawn_because"],
        by=batch.acting,
        reason=f"import {batch.pk}: {batch.file_name}",
    )


def link_records(batch: Batch) -> None:
    """Write what refers to records that may have come later; may be run again. Raises Cancelled."""
    waiting = batch.standing().filter(target=Row.Target.RECORD, refers=True).order_by("number")
    last = 0
    while rows := list(waiting.filter(number__gt=last)[:CHUNK]):
        last = rows[-1].number
        with transaction.atomic():
            _link_safely(rows)
            beat(batch)


def _link_safely(rows: list[Row]) -> None:
    """What the database refuses is narrowed down to the row, and noted there."""
    try:
        with transaction.atomic():
            _link(rows)
    except (IntegrityError, DataError) as error:
        if len(rows) == 1:
            reason = str(error).splitlines()[0]
            _note(rows[0], warning("refused", reason=reason).model_dump())
            rows[0].refers = False
            rows[0].save(update_fields=["problems", "refers"])
            return
        half = len(rows) // 2
        _link_safely(rows[:half])
        _link_safely(rows[half:])


def _link(rows: list[Row]) -> None:
    known = Known(rows)
    by_model: dict[Model, list[Row]] = defaultdict(list)
    for row in rows:
        by_model[model_of(row)].append(row)
    for model, of_one in by_model.items():
        now = describe(model, [row.replaced["pk"] for row in of_one])
        there = [row for row in of_one if row.replaced["pk"] in now]
        _link_lists(model, there, now, known)
        for row in there:
            _link_columns(model, row, known)
    for row in rows:
        row.refers = _is_open(row, known)
    Row.objects.bulk_update(rows, ["problems", "refers"], batch_size=CHUNK)


def _names(row: Row) -> Iterable[str]:
    """What the row writes: everything, or what it changes."""
    model = model_of(row)
    return (*columns(model), *lists_of(model)) if row.replaced["made"] else row.diff


def _link_lists(model: Model, rows: list[Row], now: dict[int, Told], known: Known) -> None:
    for name, listed in lists_of(model).items():
        if not is_late_list(model, listed):
            continue
        fresh: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            pk, told = row.replaced["pk"], known.left(row)
            if name not in _names(row):
                continue
            if name in now[pk]["lists"]:
                set_list(model, listed, pk, told, now=now[pk], ids=known.ids)
            else:
                fresh[pk] = told["lists"].get(name, [])
        insert_lists(model, listed, fresh, known.ids)


def _link_columns(model: Model, row: Row, known: Known) -> None:
    pk, told, names = row.replaced["pk"], known.left(row), [*_names(row)]
    late = [name for name in late_columns(model) if name in names]
    if any(name in told["fields"] for name in late) or not row.replaced["made"]:
        set_fields(model, pk, late, told, known.ids)
    for name, listed in lists_of(model).items():
        if name in names and name in told["lists"]:
            set_late_columns(model, listed, pk, told, known.ids)


def _is_open(row: Row, known: Known) -> bool:
    missing = [key for _where, key, _column in references_of(row) if key not in known.ids]
    for key in missing:
        _note(row, warning("left_open", value=" / ".join(key[1:])).model_dump())
    return bool(missing)
