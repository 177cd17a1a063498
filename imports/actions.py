"""What people and workers do with a batch. A state changes only here, by compare-and-set."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from imports.applying import apply, report
from imports.comparing import FILE, STORED
from imports.connectors.mapped import MAPPED
from imports.files import HEAD, check_name
from imports.locks import batch_lock
from imports.mappings.taking import Unmapped
from imports.models import Batch, Row
from imports.problems import FileProblem, Problem
from imports.progress import Cancelled
from imports.reading import read
from imports.sorting import compare, count, sort
from imports.texts import clean
from imports.undoing import undo
from imports.who.finding import find_unknown

State = Batch.State
MOST_DECIDED = 2000  # rows of conflicts in one request
logger = logging.getLogger(__name__)


class UndecidableError(Exception):
    """The import is being worked on, or was undone: nothing can be decided on its rows."""


def receive(
    *,
    file: "File[bytes]",
    name: str,
    connector: str = "",
    by: AbstractBaseUser | None = None,
) -> Batch:
    """Keep an uploaded file and note that it waits. Raises FileProblem.

    It is refused over the size limit, and where its name says another type than its content.
    """
    limit = settings.IMPORT_MAX_BYTES
    if file.size > limit:
        raise FileProblem("too_large", size=filesizeformat(file.size), limit=filesizeformat(limit))
    if not file.size:
        raise FileProblem("empty_file")
    check_name(name, file.read(HEAD))
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    batch = Batch(
        connector=connector,
        file_name=Path(name).name[:300],
        sha256=digest.hexdigest(),
        size=file.size,
        created_by_id=by.pk if by else None,
        acting_id=by.pk if by else None,
    )
    batch.file.save("upload", file, save=False)
    batch.save()
    return batch


def request_apply(
    *, batch: Batch, publish: bool = False, by: AbstractBaseUser | None = None
) -> bool:
    """Ask for the accepted rows to be applied; false where the batch is not in a state for it."""
    is_read = Batch.objects.filter(rows_total__isnull=False)
    return bool(
        is_read.move(batch.pk, Batch.APPLICABLE, State.APPLYING, publish=publish, **_afresh(by))
    )


@transaction.atomic
def request_undo(
    *,
    batch: Batch,
    rows: "QuerySet[Row] | None" = None,
    by: AbstractBaseUser | None = None,
) -> bool:
    """Ask for the batch, or some of its rows, to be undone; false where there is nothing to undo.

    Rows that an earlier undoing kept are looked at again.
    """
    standing = batch.standing()
    part = standing if rows is None else standing.filter(pk__in=rows.values("pk"))
    if not part.exists():
        return False
    in_part = rows is not None
    moved = Batch.objects.move(
        batch.pk, Batch.UNDOABLE, State.UNDOING, undo_part=in_part, **_afresh(by)
    )
    if moved:
        batch.rows.filter(undo_asked=True).update(undo_asked=False)
        part.update(kept_because="", undo_asked=in_part)
    return bool(moved)


def request_cancel(*, batch: Batch) -> bool:
    """Ask the worker to stop at the next border of chunks."""
    working = Batch.objects.working().filter(pk=batch.pk)
    return bool(working.update(cancel_requested=True))


@transaction.atomic
def choose_rows(*, batch: Batch, rows: "QuerySet[Row]", accepted: bool) -> int:
    """Accept or reject those of the rows that are not applied yet; returns how many were.

    Raises UndecidableError.
    """
    check_decidable(batch.pk)
    waiting = rows.filter(applied_at=None).exclude(outcome=Row.Outcome.INVALID)
    return waiting.order_by().update(accepted=accepted)


@transaction.atomic
def decide(
    *, batch: Batch, rows: "QuerySet[Row]", take: Mapping[str, str] | str, by: AbstractBaseUser
) -> int:
    """Settle conflicts: `take` says "file" or "stored", of each field or of all. Returns rows.

    What is decided holds for the values that stand there now: who edits one of them before the row
    is applied makes it a conflict again. Raises UndecidableError.
    """
    check_decidable(batch.pk)
    waiting = rows.filter(applied_at=None, outcome=Row.Outcome.CONFLICT).order_by("number")
    chosen = list(waiting.select_for_update(of=("self",))[:MOST_DECIDED])
    for row in chosen:
        fields = {
            name: {"take": found, "now": change["now"], "file": change["file"]}
            for name, change in row.diff.items()
            if change["conflict"]
            and (found := take if isinstance(take, str) else take.get(name, "")) in (FILE, STORED)
        }
        row.decisions = {"fields": row.decided | fields, "by": str(by)}
    compare(chosen)
    Row.objects.bulk_update(chosen, ["decisions", "diff", "outcome"], batch_size=500)
    Batch.objects.filter(pk=batch.pk).update(counts=count(batch))
    return len(chosen)


def check_decidable(batch_id: int) -> None:
    """Locks the batch, in the caller's transaction, so that no worker begins with it meanwhile.

    Raises UndecidableError.
    """
    if not Batch.objects.lock_decidable(batch_id):
        raise UndecidableError


def _afresh(by: AbstractBaseUser | None) -> dict[str, object]:
    now = timezone.now()
    return {
        "acting": by,
        "rows_done": 0,
        "cancel_requested": False,
        "attempts": 0,
        "error": {},
        "started_at": now,
        "heartbeat_at": now,
        "finished_at": None,
    }


def carry_on(*, batch_id: int) -> bool:
    """Do what the batch's state asks for, to its end. False where another worker does it already.

    However it is called, and how often: the lock lets one in, the state says what to do, and each
    step goes on after the last chunk that was finished.
    """
    with batch_lock(batch_id) as mine:
        if not mine:
            return False
        batch = Batch.objects.get(pk=batch_id)
        if step := STEPS.get(State(batch.state)):
            _guarded(batch, step)
    return True


def _guarded(batch: Batch, step: Callable[[Batch], None]) -> None:
    """Run a step; whatever a file brings about ends on the batch, and the worker lives on."""
    try:
        _take(batch)
        step(batch)
    except Cancelled:
        _end(batch, State.CANCELLED, **_so_far(batch))
    except Unmapped:
        _end(batch, State.MAPPING, connector=MAPPED.name)
    except FileProblem as error:
        _fail(batch, error.problem)
    except (OperationalError, InterfaceError):
        raise  # the database went away; the sweep has the batch carried on when it is back
    except Exception as error:
        _fail_unforeseen(batch, error)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the workbook reader's own kind of crash
            raise
        _fail_unforeseen(batch, error)


def _take(batch: Batch) -> None:
    """Count that a worker begins. Raises Cancelled, and FileProblem where it is one time too many.

    A file that takes its worker down would otherwise be taken up again for ever.
    """
    if batch.cancel_requested:
        raise Cancelled
    if batch.attempts >= Batch.MOST_ATTEMPTS:
        raise FileProblem("gave_up", times=batch.attempts)
    Batch.objects.filter(pk=batch.pk).update(attempts=F("attempts") + 1)


def _read(batch: Batch) -> None:
    if batch.started_at is None:
        Batch.objects.filter(pk=batch.pk).update(started_at=timezone.now())
    read(batch)
    sort(batch)
    find_unknown(batch)
    _end(batch, State.READY)
    if _is_trusted(batch) and request_apply(batch=batch, publish=True, by=batch.created_by):
        batch.refresh_from_db()
        _apply(batch)


def _is_trusted(batch: Batch) -> bool:
    """Whether what this form of file brings is published at once, for those who may publish."""
    if batch.connector not in settings.IMPORT_TRUSTED or not batch.waiting().exists():
        return False
    sender = batch.created_by
    return sender is None or sender.has_perm("records.publish_entry")


def _apply(batch: Batch) -> None:
    again = apply(batch)
    find_unknown(batch)
    nothing = again and not batch.rows.filter(applied_at__isnull=False).exists()
    _end(batch, State.READY if nothing else State.APPLIED)


def _undo(batch: Batch) -> None:
    undo(batch)
    left = batch.undo_part and batch.standing().exists()
    _end(batch, State.APPLIED if left else State.UNDONE)


STEPS: dict[State, Callable[[Batch], None]] = {
    State.RECEIVED: _read,
    State.READING: _read,
    State.APPLYING: _apply,
    State.UNDOING: _undo,
}


def _end(batch: Batch, state: State, **values: object) -> None:
    with transaction.atomic():
        Batch.objects.move(
            batch.pk,
            Batch.WORKING,
            state,
            finished_at=timezone.now(),
            cancel_requested=False,
            attempts=0,
            **values,
        )
    batch.refresh_from_db()


def _fail_unforeseen(batch: Batch, error: BaseException) -> None:
    logger.error("Import %s failed", batch.pk, exc_info=error)
    reason = clean(f"{type(error).__name__}: {error}")[:300]
    _fail(batch, Problem(code="internal", params={"reason": reason}))


def _fail(batch: Batch, problem: Problem) -> None:
    _end(batch, State.FAILED, error=problem.model_dump(), **_so_far(batch))


def _so_far(batch: Batch) -> dict[str, object]:
    """Counts and report of a batch that stops on its way."""
    found = report(batch)
    return {"counts": count(batch), "report": found if found["applied"] else {}}
