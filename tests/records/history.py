"""Versions in tests: one transaction has one moment, so what happened before is made older."""

from datetime import timedelta

from django.db.models import F

from records.models import Entry, Source
from records.versions import event_model, streams_of


def a_day_passes(*records: Entry | Source) -> None:
    """Move everything in the history of `records` a day back."""
    for record in records:
        for stream in streams_of(record):
            events = event_model(stream.model)._default_manager
            events.update(pgh_created_at=F("pgh_created_at") - timedelta(days=1))
