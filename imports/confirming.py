"""What somebody is about to do to readers, in numbers, before it is done."""

from django.db.models import QuerySet

from imports.models import Batch, Row
from records.models import Entry


def of_undo(batch: Batch, rows: "QuerySet[Row] | None" = None) -> dict[str, int]:
    """Entries that would be deleted, how many of them readers see, and how many change back.

    Of the batch, or of some of its rows.
    """
    standing = batch.standing()
    if rows is not None:
        standing = standing.filter(pk__in=rows.values("pk"))
    brought = standing.filter(before__isnull=True, entry__isnull=False)
    return {
        "entries": brought.count(),
        "published": brought.filter(entry__state=Entry.State.PUBLISHED).count(),
        "changed": standing.filter(before__isnull=False, target=Row.Target.ENTRY).count(),
        "records": standing.filter(target=Row.Target.RECORD).count(),
        "subjects": standing.filter(target=Row.Target.ACTOR).count(),
    }


def of_publish(batch: Batch) -> dict[str, int]:
    """Entries that readers would see, those that stay drafts, and those that would change."""
    accepted = batch.waiting().filter(accepted=True, target=Row.Target.ENTRY)
    new = accepted.exclude(outcome=Row.Outcome.CHANGED)
    drafts = new.filter(normalised__citations=[]).count()
    return {
        "entries": new.count(),
        "published": new.count() - drafts,
        "drafts": drafts,
        "changed": accepted.filter(outcome=Row.Outcome.CHANGED).count(),
    }
