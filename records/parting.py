"""Parting two actors that were merged (`records.merging`).

What stood there is put back, but for what was edited since: that is kept, and listed.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core import serializers
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.merging import MergeError, Stored, history, stored
from records.models import Actor, Merge
from records.refusals import refusal_message

DELETED, CHANGED, IMPOSSIBLE = "deleted", "changed", "impossible"


@transaction.atomic
def undo_merge(*, merge: Merge, by: AbstractBaseUser) -> Merge:
    """Part the two actors again. What was edited since is kept, and listed in `left`.

    Raises MergeError where it was undone already, where a later merge stands on it, or where the
    address has another owner.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    check_undoable(merge)
    kept = Actor.objects.select_for_update().get(pk=merge.kept_number)
    with history(by, f"parted “{merge.gone_name}” from “{merge.kept_name}”", ""):
        try:
            with transaction.atomic():
                merge.left = _part(kept, merge.done)
                connection.check_constraints()
        except IntegrityError as error:
            raise MergeError(refusal_message(error), code="refused") from error
    merge.kept, merge.undone_at, merge.undone_by_id = None, timezone.now(), by.pk
    merge.save()
    return merge


def check_undoable(merge: Merge) -> None:
    """Raises MergeError where the merge does not stand as it was made."""
    if merge.undone_at:
        raise MergeError(_("This merge was undone already."), code="undone")
    later = Merge.objects.filter(undone_at=None, pk__gt=merge.pk).order_by("-pk")
    stands_on = later.filter(
        models.Q(kept_number=merge.kept_number) | models.Q(gone_number=merge.kept_number)
    ).first()
    if stands_on:
        raise MergeError(
            _("Undo the later merge first: %(merge)s."), code="later", params={"merge": stands_on}
        )
    if not Actor.objects.filter(pk=merge.kept_number).exists():
        raise MergeError(
            _("“%(name)s” was deleted since, so nothing can be put back."),
            code="deleted",
            params={"name": merge.kept_name},
        )
    slug = merge.done["actor"][0]["fields"]["slug"]
    if owner := Actor.objects.filter(slug=slug).first():
        raise MergeError(
            _("The address “%(slug)s” belongs to “%(owner)s” now. Change it there first."),
            code="address_taken",
            params={"slug": slug, "owner": owner},
        )


def _part(kept: Actor, done: dict[str, Any]) -> Stored:
    """Put everything back; returns what could not be."""
    left: Stored = []
    for one in serializers.deserialize("python", done["actor"]):
        one.save(force_insert=True)
    for record in done["made"]:
        _unmake(record, left)
    for moved in done["moved"]:
        _move_back(moved, left)
    for record in done["dropped"]:
        _put_back(record, left)
    _empty_again(kept, done["columns"], left)
    return left


def _move_back(moved: dict[str, Any], left: Stored) -> None:
    model = apps.get_model(moved["model"])
    ids: set[int] = set(moved["ids"])
    there = set(_rows(model, moved["ids"]).values_list("pk", flat=True))
    mine = set(
        _rows(model, moved["ids"]).filter(**_equal(moved["after"])).values_list("pk", flat=True)
    )
    _rows(model, sorted(mine)).update(**moved["before"])
    left += [_left(moved["model"], pk, DELETED) for pk in sorted(ids - there)]
    left += [_left(moved["model"], pk, CHANGED) for pk in sorted(there - mine)]


def _unmake(record: dict[str, Any], left: Stored) -> None:
    """Take away what the merge wrote, unless it says something else by now."""
    rows = _rows(apps.get_model(record["model"]), [record["pk"]])
    if stored(rows) == [record]:
        rows.delete()
    elif rows.exists():
        left.append(_left(record["model"], record["pk"], CHANGED))


def _put_back(record: dict[str, Any], left: Stored) -> None:
    """A row that was dropped; not where what it belongs to is gone, or stands there otherwise."""
    try:
        with transaction.atomic():
            for one in serializers.deserialize("python", [record]):
                one.save(force_insert=True)
            connection.check_constraints()
    except IntegrityError:
        left.append(_left(record["model"], record["pk"], IMPOSSIBLE))


def _empty_again(kept: Actor, columns: dict[str, dict[str, Any]], left: Stored) -> None:
    values = {}
    for name, change in columns.items():
        if getattr(kept, name) == change["after"]:
            values[name] = change["before"]
        else:
            left.append(_left("records.actor", kept.pk, CHANGED) | {"column": name})
    Actor.objects.filter(pk=kept.pk).update(**values)


def _rows(model: type[models.Model], ids: list[int]) -> "models.QuerySet[Any]":
    return model._base_manager.filter(pk__in=ids)


def _equal(values: dict[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if v is None else name): v is None or v for name, v in values.items()
    }


def _left(model: str, pk: int, why: str) -> dict[str, Any]:
    return {"model": model, "id": pk, "why": why}
