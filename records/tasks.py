"""Doorways for workers."""

from celery import shared_task

from records.data_version import forget_old_changes


@shared_task(name="records.forget_old_changes")
def forget() -> int:
    """Remove what the version of the data no longer needs."""
    return forget_old_changes()
