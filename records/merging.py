"""Merging two actors that are one; `records.parting` undoes it.

All that named the one names the other afterwards; a row that would stand there twice is dropped and
remembered. The actor that went leaves its names as aliases and its address as a redirect.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from records.gathering import plan, references
from records.models import Actor, ActorName, Entry, Merge, Redirect
from records.refusals import refusal_message

Stored = list[dict[str, Any]]
# Files do not part these well; each of the other kinds is something else for certain.
BODIES = frozenset({"organisation", "company", "armed_group", "bloc"})
FILLED = ("description", "country", "born")
TRANSLATED = ("description",)


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
    with history(by, f"merged “{gone.name}” into “{keep.name}”", reason):
        try:
            with transaction.atomic():
                merge.done = _merge(keep, gone)
                connection.check_constraints()
        except IntegrityError as error:
            raise MergeError(refusal_message(error), code="refused") from error
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


def standing_for(actor_ids: Iterable[int]) -> dict[int, int]:
    """Of these numbers those of actors that were merged → who has their rows now. One query."""
    merges = Merge.objects.filter(
        undone_at=None, gone_number__in=set(actor_ids), kept__isnull=False
    )
    return {gone: kept for gone, kept in merges.values_list("gone_number", "kept_id") if kept}


def history(by: AbstractBaseUser, what: str, reason: str) -> Any:
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


def _merge(keep: Actor, gone: Actor) -> dict[str, Any]:
    """Write it; returns what undoing needs."""
    moved, dropped = [], []
    stale = Redirect.objects.filter(kind="actor", slug=gone.slug)
    dropped += _taken_away(stale)
    for model, columns in references().items():
        planned = plan(model, columns, keep=keep.pk, gone=gone.pk)
        dropped += _taken_away(model._base_manager.filter(pk__in=planned.dropped))
        for one in planned.moves:
            model._base_manager.filter(pk__in=one.ids).update(**one.after)
            moved.append(
                {
                    "model": model._meta.label_lower,
                    "ids": one.ids,
                    "before": one.before,
                    "after": one.after,
                }
            )
    moved += _second_primaries(keep, moved)
    columns_filled = _filled(keep, gone)
    Actor.objects.filter(pk=keep.pk).update(
        **{name: change["after"] for name, change in columns_filled.items()}
    )
    actor = stored([gone])
    Actor.objects.filter(pk=gone.pk).delete()
    made = [*_aliases(keep, gone), Redirect(kind="actor", slug=gone.slug, actor=keep)]
    for record in made:
        record.save()
    return {
        "moved": moved,
        "dropped": dropped,
        "columns": columns_filled,
        "actor": actor,
        "made": stored(made),
    }


def _second_primaries(keep: Actor, moved: list[dict[str, Any]]) -> Stored:
    """An actor has one name in its own language: the other's becomes an alias."""
    primary, alias = {"kind": ActorName.Kind.PRIMARY.value}, {"kind": ActorName.Kind.ALIAS.value}
    label = ActorName._meta.label_lower
    brought = {pk for one in moved if one["model"] == label for pk in one["ids"]}
    names = ActorName.objects.filter(actor=keep, **primary)
    ids = sorted(names.filter(pk__in=brought).values_list("pk", flat=True))
    if not ids or not names.exclude(pk__in=brought).exists():
        return []
    ActorName.objects.filter(pk__in=ids).update(**alias)
    return [{"model": label, "ids": ids, "before": primary, "after": alias}]


def _taken_away(rows: "models.QuerySet[Any]") -> Stored:
    found = stored(rows.order_by("pk"))
    rows.delete()
    return found


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


class _Exact(DjangoJSONEncoder):
    """Django's own encoder cuts moments off at the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def stored(records: Iterable[models.Model]) -> Stored:
    found: Stored = json.loads(serializers.serialize("json", records, cls=_Exact))
    return found
