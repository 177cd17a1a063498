"""What readers could see on a day gone by, by the history that the database keeps."""

from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from records.models import Entry
from records.querysets import EntryQuerySet


def published_then(entries: EntryQuerySet, day: date) -> EntryQuerySet:
    """Those whose last version up to the end of `day` was published."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    versions = apps.get_model("records", "EntryEvent")._default_manager.filter(
        pgh_obj=OuterRef("pk"), pgh_created_at__lt=end
    )
    state_then = Subquery(versions.order_by("-pgh_id").values("state")[:1])
    return entries.alias(state_then=state_then).filter(state_then=Entry.State.PUBLISHED)
