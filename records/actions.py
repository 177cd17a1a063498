"""The review rule: who may show an entry to readers, and when. A state changes only here."""

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.kinds import kind_model
from records.models import Entry
from records.public import current_version
from records.versions import snapshot

# Kept by a restore: who may see the entry is decided by publishing and withdrawing alone.
NOT_RESTORED = frozenset({"id", "kind", "state", "withdrawn_because", "created_at"})


class UncitedError(ValidationError):
    """Publishing was refused because the entry names no source."""


@transaction.atomic
def publish(*, entry: Entry, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Show `entry` to readers and store what they see. Raises UncitedError without a citation.

    `by` is None where Parley itself publishes, as it does with the seed.
    """
    who = {"user": by.pk} if by else {}
    with pghistory.context(**who, reason=reason or "published"):
        locked = Entry.objects.select_for_update().get(pk=entry.pk)
        if not locked.citations.exists():
            raise UncitedError(
                _(
                    "“%(title)s” has no citation yet. Add at least one source under “Citations”, "
                    "with where in it the fact stands, then publish."
                ),
                code="uncited",
                params={"title": locked.title},
            )
        _move(locked, Entry.State.PUBLISHED)
        current_version(locked)
    entry.state, entry.withdrawn_because = locked.state, locked.withdrawn_because


@transaction.atomic
def withdraw(*, entry: Entry, because: str, by: AbstractBaseUser | None, reason: str = "") -> None:
    """Take `entry` from readers; its address stays and says `because`, which must not be empty.

    The history has `reason` where there is one. `by` is None where a command imports a file. Raises
    ValidationError unless it is published: nobody has read it, so nobody needs the reason.
    """
    who = {"user": by.pk} if by else {}
    if not because.strip():
        raise ValidationError(
            _("Say why: readers who follow a link to this entry will read the reason."),
            code="no_reason",
        )
    with pghistory.context(**who, reason=reason or because):
        locked = Entry.objects.select_for_update().get(pk=entry.pk)
        check_published(locked)
        current_version(locked)  # what readers saw last, even if nobody read it in this moment
        _move(locked, Entry.State.WITHDRAWN, because.strip())
    entry.state, entry.withdrawn_because = locked.state, locked.withdrawn_because


def check_published(entry: Entry) -> None:
    """Raises ValidationError where there is nothing to withdraw."""
    if entry.state != Entry.State.PUBLISHED:
        raise ValidationError(_("Only a published entry can be withdrawn."), code="unpublished")


@transaction.atomic
def send_to_review(*, entry: Entry, by: AbstractBaseUser) -> None:
    """Tell the editors that a draft is ready. Raises ValidationError unless it is a draft."""
    with pghistory.context(user=by.pk, reason="sent to review"):
        locked = Entry.objects.select_for_update().get(pk=entry.pk)
        if locked.state != Entry.State.DRAFT:
            raise ValidationError(_("Only a draft can be sent to review."), code="not_draft")
        _move(locked, Entry.State.IN_REVIEW)
    entry.state = locked.state


@transaction.atomic
def restore(*, entry: Entry, marks: dict[str, int], by: AbstractBaseUser) -> None:
    """Set the entry's and its kind's columns to what they were at `marks`: a new version.

    Its state stays, and so do its rows (involvements, citations, links). Raises ValidationError
    where the old values cannot stand today, such as an address that another entry has taken.
    """
    with pghistory.context(user=by.pk, reason="restored an earlier version"):
        locked = kind_model(entry.kind).objects.select_for_update().get(pk=entry.pk)
        for name, value in snapshot(locked, marks).items():
            if name not in NOT_RESTORED:
                setattr(locked, name, value)
        locked.full_clean()
        locked.save()


def _move(entry: Entry, state: Entry.State, because: str = "") -> None:
    entry.state, entry.withdrawn_because = state, because
    entry.save(update_fields=["state", "withdrawn_because", "changed_at"])
