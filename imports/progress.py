"""A sign of life from the worker, and the chance to be stopped, at every border of chunks."""

from django.utils import timezone

from imports.models import Batch


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """Somebody asked to stop; what is done so far stays."""


def beat(batch: Batch, **progress: object) -> None:
    """Store progress together with the chunk it stands for. Raises Cancelled, undoing the chunk."""
    mine = Batch.objects.filter(pk=batch.pk)
    if not mine.filter(cancel_requested=False).update(
        heartbeat_at=timezone.now(), attempts=0, **progress
    ):
        raise Cancelled
