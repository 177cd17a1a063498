"""How batches and rows are shown: progress, problems in words, differences field by field."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports import reviewing
from imports.models import Batch, FeedItem, Row
from imports.problems import words
from imports.whole.kinds import record_models
from records.kinds import kind_model, kind_models
from records.models import Actor

CONFLICTS = {
    "edited": _("edited by hand"),
    "needs_source": _("a published entry needs a source"),
    "was_read": _("readers saw the entry: withdraw it with a reason instead"),
}


DECIDED = {"file": _("taken from the file"), "stored": _("kept as stored")}


@dataclass(frozen=True)
class Progress:
    """Where the work on a batch stands; the total is of rows, or of bytes while it is read."""

    done: int
    total: int
    rows: int
    rows_total: int | None
    rate: int | None
    left: timedelta | None

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0


def progress_of(batch: Batch) -> Progress:
    is_read = batch.state in (Batch.State.RECEIVED, Batch.State.READING)
    done, total = batch.rows_done, batch.rows_total or 0
    if is_read:
        done, total = batch.bytes_done, batch.size
    elapsed = (timezone.now() - batch.started_at).total_seconds() if batch.started_at else 0
    if not done or elapsed < 1:
        return Progress(done, total, batch.rows_done, batch.rows_total, None, None)
    left = timedelta(seconds=round(elapsed * max(total - done, 0) / done))
    rate = round(batch.rows_done / elapsed)
    return Progress(done, total, batch.rows_done, batch.rows_total, rate, left)


@dataclass(frozen=True)
class Difference:
    name: str
    field: str
    base: str
    now: str
    file: str
    conflict: bool
    why: str
    may_take: bool


@dataclass(frozen=True)
class ShownProblem:
    column: str
    text: str
    is_error: bool


def problems_of(row: Row) -> list[ShownProblem]:
    return [
        ShownProblem(one["column"], words(one["code"], one["params"]), one["level"] == "error")
        for one in row.problems
    ]


def differences_of(row: Row) -> list[Difference]:
    model = _model_of(row)
    return [
        Difference(
            name=name,
            field=_label(model, name),
            base=_text(change["base"]),
            now=_text(change["now"]),
            file=_text(change["file"]),
            conflict=change["conflict"],
            why=str(CONFLICTS[change.get("why", "edited")]) if change["conflict"] else "",
            may_take=change["conflict"] and change.get("why") is None,
        )
        for name, change in row.diff.items()
    ]


def _model_of(row: Row) -> type[Model]:
    """Whose fields a row's differences are."""
    kind = (row.normalised or {}).get("kind", "")
    if row.target == Row.Target.SOURCE:
        return FeedItem
    if row.target == Row.Target.RECORD:
        return record_models().get(kind, Actor)
    return kind_model(kind) if kind in kind_models() else Actor


def _label(model: type[Model], name: str) -> str:
    bare, _sign, language = name.rpartition("_")
    for candidate, suffix in ((name, ""), (bare, f" ({language})")):
        try:
            field = model._meta.get_field(candidate)
        except FieldDoesNotExist:
            continue
        return f"{getattr(field, 'verbose_name', candidate)}{suffix}"
    return name


def _text(value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, list):
        return "\n".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in (None, "", 6))
    return str(value)


def shown(row: Row) -> dict[str, Any]:
    """A row as the review shows it."""
    return {
        "row": row,
        "key": key_words(row),
        "title": record_words(row),
        "problems": problems_of(row),
        "differences": differences_of(row),
        "decided": decided_of(row),
        "decided_by": (row.decisions or {}).get("by", ""),
        "edit_url": edit_url(row),
        "kept": row.get_kept_because_display(),
    }


def decided_of(row: Row) -> list[tuple[str, str]]:
    """Field and what was decided of it, in words."""
    model = _model_of(row)
    return [
        (_label(model, name), str(DECIDED[one["take"]]))
        for name, one in sorted(row.decided.items())
    ]


def decisions_in(posted: QueryDict, row_id: int) -> dict[str, str]:
    """Field → what was chosen for it, of the row's own choices in the form."""
    start = f"take-{row_id}-"
    chosen = {name: posted.get(name, "") for name in posted if name.startswith(start)}
    return {name.removeprefix(start): str(value) for name, value in chosen.items()}


def fields_of(batch: Batch) -> list[tuple[str, str, int]]:
    """Name, label and number of rows of every field that differs somewhere in the batch."""
    one = batch.rows.exclude(diff={}).first()
    model = _model_of(one) if one else Actor
    return [(name, _label(model, name), number) for name, number in reviewing.fields_of(batch)]


def edit_url(row: Row) -> str:
    """Where the desk edits what the row became; empty where it has no page for it."""
    if row.actor_id:
        return reverse("admin:records_actor_change", args=[row.actor_id])
    if not row.entry:
        return ""
    meta = kind_model(row.entry.kind)._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.entry_id])
    except NoReverseMatch:
        return ""


def key_words(row: Row) -> str:
    """The identifier; of a refused row, what stands in the file for it."""
    said = next((row.raw[name] for name in ("id", "med_event_ID") if row.raw.get(name)), "")
    return row.key or said[:300]


def record_words(row: Row) -> str:
    """What a row is about, in one line."""
    if row.normalised:
        fields = row.normalised.get("fields", {})
        return str(fields.get("title") or fields.get("name") or row.key)
    if row.raw.get("title"):
        return str(row.raw["title"])[:300]
    return " · ".join(value for value in list(row.raw.values())[:6] if value)[:200]
