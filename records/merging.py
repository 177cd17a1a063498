"""Merging two actors that are one, and parting them again.

All that named the one names the other afterwards; a row that would stand there twice is dropped and
remembered. The actor that went leaves its names as aliases and its address as a redirect. Undoing
puts back what stood there, but for what was edited since: that is kept, and listed.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pghistory
from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.gathering import plan, references
from records.models import Actor, ActorName, Entry, Merge, Redirect
from records.refusals import refusal_message

Stored = list[dict[str, Any]]
# Files do not part these well; each of the other kinds is something else for certain.
BODIES = frozenset({"organisation", "company", "armed_group", "bloc"})
FILLED = ("description", "country", "born")
TRANSLATED = ("description",)
DELETED, CHANGED, IMPOSSIBLE = "deleted", "changed", "impossible"


class MergeError(ValidationError):
    """Two actors cannot be merged, or a merge cannot be undone; nothing was written."""


@transaction.atomic
def merge_actors(*, keep: Actor, gone: Actor, by: AbstractBaseUser, reason: str = "") -> Merge:
    """Make `gone` part of `keep`: its rows move, its names become aliases, its address redirects.

    Raises MergeError where they cannot be one, or where one of them is no longer there.
    """
    check_mergeable(keep, gone)
    _lock_entries(gone.pk)
    keep, gone = _locked(keep, gone)
    check_mergeable(keep, gone)
    merge = Merge(
        kept=keep,
        kept_number=keep.pk,
        kept_name=keep.name,
        gone_number=gone.pk,
        gone_name=gone.name,
        reason=reason.strip(),
        by_id=by.pk,
    )
    with _history(by, f"merged “{gone.name}” into “{keep.name}”", reason):
        try:
            with transaction.atomic():
                merge.done = _merge(keep, gone)
                connection.check_constraints()
        except IntegrityError as error:
            raise MergeError(refusal_message(error), code="refused") from error
    merge.save()
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: AbstractBaseUser) -> Merge:
    """Part the two actors again. What was edited since is kept, and listed in `left`.

    Raises MergeError where it was undone already, where a later merge stands on it, or where the
    address has another owner.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    check_undoable(merge)
    kept = Actor.objects.select_for_update().get(pk=merge.kept_number)
    with _history(by, f"parted “{merge.gone_name}” from “{merge.kept_name}”", ""):
        try:
            with transaction.atomic():
                merge.left = _part(kept, merge.done)
                connection.check_constraints()
        except IntegrityError as error:
            raise MergeError(refusal_message(error), code="refused") from error
    merge.kept, merge.undone_at, merge.undone_by_id = None, timezone.now(), by.pk
    merge.save()
    return merge


def check_mergeable(keep: Actor, gone: Actor) -> None:
    """Raises MergeError for one actor, and for two of kinds that are never the same."""
    if keep.pk == gone.pk:
        raise MergeError(
            _("These are one actor already. Choose two different ones."), code="same_actor"
        )
    if keep.kind != gone.kind and not {keep.kind, gone.kind} <= BODIES:
        raise MergeError(
            _(
                "“%(gone)s” (%(gone_kind)s) cannot become part of “%(keep)s” (%(keep_kind)s). "
                "If one of the kinds is wrong, correct it first."
            ),
            code="kinds_differ",
            params={
                "gone": gone,
                "gone_kind": gone.get_kind_display(),
                "keep": keep,
                "keep_kind": keep.get_kind_display(),
            },
        )


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


def standing_for(actor_ids: Iterable[int]) -> dict[int, int]:
    """Of these numbers those of actors that were merged → who has their rows now. One query."""
    merges = Merge.objects.filter(
        undone_at=None, gone_number__in=set(actor_ids), kept__isnull=False
    )
    return {gone: kept for gone, kept in merges.values_list("gone_number", "kept_id") if kept}


def _history(by: AbstractBaseUser, what: str, reason: str) -> Any:
    """The history names it as a merge, which is no edit of the entries that it touches."""
    said = f"{what}: {reason.strip()}" if reason.strip() else what
    return pghistory.context(user=by.pk, reason=said, merge=True)


def _locked(keep: Actor, gone: Actor) -> tuple[Actor, Actor]:
    """Both in the order of their numbers, so that two merges never wait for each other."""
    wanted = Actor.objects.filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
    found = {actor.pk: actor for actor in wanted.select_for_update()}
    for actor in (keep, gone):
        if actor.pk not in found:
            raise _no_longer_there(actor)
    return found[keep.pk], found[gone.pk]


def _no_longer_there(actor: Actor) -> MergeError:
    merge = Merge.objects.filter(undone_at=None, gone_number=actor.pk).first()
    if merge:
        message = _("“%(name)s” was merged into “%(kept)s” already.")
        params = {"name": actor, "kept": merge.kept or merge.kept_name}
        return MergeError(message, code="merged", params=params)
    message = _("“%(name)s” was deleted meanwhile.")
    return MergeError(message, code="deleted", params={"name": actor})


def _lock_entries(actor: int) -> None:
    """Before the actors, as whoever edits an entry locks it first."""
    involved = Entry.objects.filter(
        models.Q(involvements__actor=actor) | models.Q(involvements__party=actor)
    )
    entries = Entry.objects.filter(pk__in=involved.values("pk")).order_by("pk")
    list(entries.select_for_update().values_list("pk"))


# Merging


def _merge(keep: Actor, gone: Actor) -> dict[str, Any]:
    """Write it; returns what undoing needs."""
    moved, dropped = [], []
    stale = Redirect.objects.filter(kind="actor", slug=gone.slug)
    dropped += _taken_away(stale)
    for model, columns in references().items():
        planned = plan(model, columns, keep=keep.pk, gone=gone.pk)
        dropped += _taken_away(model._base_manager.filter(pk__in=planned.dropped))
        for one in planned.moves:
            _rows(model, one.ids).update(**one.after)
            moved.append(
                {
                    "model": model._meta.label_lower,
                    "ids": one.ids,
                    "before": one.before,
                    "after": one.after,
                }
            )
    columns_filled = _filled(keep, gone)
    Actor.objects.filter(pk=keep.pk).update(
        **{name: change["after"] for name, change in columns_filled.items()}
    )
    actor = _stored([gone])
    Actor.objects.filter(pk=gone.pk).delete()
    made = [*_aliases(keep, gone), Redirect(kind="actor", slug=gone.slug, actor=keep)]
    for record in made:
        record.save()
    return {
        "moved": moved,
        "dropped": dropped,
        "columns": columns_filled,
        "actor": actor,
        "made": _stored(made),
    }


def _taken_away(rows: "models.QuerySet[Any]") -> Stored:
    stored = _stored(rows.order_by("pk"))
    rows.delete()
    return stored


def _filled(keep: Actor, gone: Actor) -> dict[str, dict[str, Any]]:
    """Columns of `keep` that stand empty and that `gone` knows: before and after."""
    found = {
        name: {"before": getattr(keep, name), "after": getattr(gone, name)}
        for name in FILLED
        if not getattr(keep, name) and getattr(gone, name)
    }
    mine, theirs = keep.i18n or {}, gone.i18n or {}
    added = {
        key: text
        for key, text in theirs.items()
        if text and not mine.get(key) and key.rpartition("_")[0] in found.keys() & {*TRANSLATED}
    }
    if added:
        found["i18n"] = {"before": keep.i18n, "after": mine | added}
    return found


def _aliases(keep: Actor, gone: Actor) -> list[ActorName]:
    """The names that stood on `gone` itself, where `keep` is not known by them already."""
    known = {text.lower() for text in keep.names.values_list("text", flat=True)}
    known |= {text.lower() for text in _own_names(keep).values()}
    aliases = []
    for language, text in _own_names(gone).items():
        if text.lower() not in known:
            known.add(text.lower())
            aliases.append(ActorName(actor=keep, text=text, language=language))
    return aliases


def _own_names(actor: Actor) -> dict[str, str]:
    """Language → name; the first has none, since it may be in any."""
    translated = {
        key.removeprefix("name_"): text
        for key, text in (actor.i18n or {}).items()
        if key.startswith("name_") and text
    }
    return {"": actor.name, **translated}


# Parting


def _part(kept: Actor, done: dict[str, Any]) -> Stored:
    """Put everything back; returns what could not be."""
    left: Stored = []
    for one in serializers.deserialize("python", done["actor"]):
        one.save(force_insert=True)
    for stored in done["made"]:
        _unmake(stored, left)
    for moved in done["moved"]:
        _move_back(moved, left)
    for stored in done["dropped"]:
        _put_back(stored, left)
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


def _unmake(stored: dict[str, Any], left: Stored) -> None:
    """Take away what the merge wrote, unless it says something else by now."""
    rows = _rows(apps.get_model(stored["model"]), [stored["pk"]])
    if _stored(rows) == [stored]:
        rows.delete()
    elif rows.exists():
        left.append(_left(stored["model"], stored["pk"], CHANGED))


def _put_back(stored: dict[str, Any], left: Stored) -> None:
    """A row that was dropped; not where what it belongs to is gone, or stands there otherwise."""
    try:
        with transaction.atomic():
            for one in serializers.deserialize("python", [stored]):
                one.save(force_insert=True)
            connection.check_constraints()
    except IntegrityError:
        left.append(_left(stored["model"], stored["pk"], IMPOSSIBLE))


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


class _Exact(DjangoJSONEncoder):
    """Django's own encoder cuts moments off at the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _stored(records: Iterable[models.Model]) -> Stored:
    found: Stored = json.loads(serializers.serialize("json", records, cls=_Exact))
    return found


def _left(model: str, pk: int, why: str) -> dict[str, Any]:
    return {"model": model, "id": pk, "why": why}
