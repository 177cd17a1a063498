"""What somebody is about to do to readers, in numbers, before it is done."""

from django.db.models import Q, QuerySet

from imports.models import Batch, Row
from records.models import Entry


def of_undo(batch: Batch, rows: "QuerySet[Row] | None" = None) -> dict[str, int]:
    """Entries that would be deleted, how many of them readers see, and how many change back.

    Of the batch, or of some of its rows.
    """
    standing = batch.standing()
    if rows is not None:
        standing = standing.filter(pk__in=rows.values("pk"))
    made = Q(before__isnull=True) | Q(target=Row.Target.RECORD, before__made=True)
    brought = standing.filter(made, entry__isnull=False)
    return {
        "entries": brought.count(),
        "published": brought.filter(entry__state=Entry.State.PUBLISHED).count(),
        "changed": standing.filter(before__isnull=False, target=Row.Target.ENTRY).count(),
        "records": standing.filter(target=Row.Target.RECORD, entry=None).count(),
        "subjects": standing.filter(target=Row.Target.ACTOR).count(),
    }


def of_publish(batch: Batch) -> dict[str, int]:
    """Entries that readers would see, those that stay drafts, and those that would change.

    Lines of an export say themselves whether their entry is to be published.
    """
    to_publish = Q(target=Row.Target.ENTRY) | Q(
        target=Row.Target.RECORD, normalised__fields__state=Entry.State.PUBLISHED
    )
    accepted = batch.waiting().filter(accepted=True)
    new = accepted.filter(to_publish).exclude(outcome=Row.Outcome.CHANGED)
    sourced = Q(target=Row.Target.ENTRY) & ~Q(normalised__citations=[])
    sourced |= Q(target=Row.Target.RECORD, normalised__lists__has_key="citations")
    published = new.filter(sourced).count()
    return {
        "entries": new.count(),
        "published": published,
        "drafts": new.count() - published,
        "changed": accepted.filter(entry__isnull=False, outcome=Row.Outcome.CHANGED).count(),
    }
