"""Entries of several kinds as rows of a list, and what detail pages need of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import get_language

from records.kinds import kind_model
from records.marking import Marks
from records.models import Entry, Involvement
from records.rows import Name, Part, Row, Snippet
from records.statements import AnyOf, Statement, translated

SAID = ~Q(citations__field="")  # a citation that says something of one field


def _shared() -> Any:
    """The columns of `Row`, in its order; sources differ where a field has two values."""
    return (
        Entry.objects.filter(AnyOf("pk"))
        .order_by()
        .annotate(
            shown_title=translated("title"),
            shown_place=translated("place_name"),
            sources=Count("citations__source", distinct=True),
            differing=Count("citations__value", distinct=True, filter=SAID)
            - Count("citations__field", distinct=True, filter=SAID),
        )
        .values_list(
            "pk",
            "kind",
            "slug",
            "shown_title",
            "starts_on",
            "ends_on",
            "date_end",
            "date_precision",
            "date_qualifier",
            "part_of_day",
            "published_on",
            "verification",
            "shown_place",
            "sources",
            "differing",
        )
    )


def _parts() -> Any:
    actors = (
        Involvement.objects.filter(AnyOf("entry_id"))
        .order_by("pk")
        .annotate(actor_name=translated("actor__name"), party_name=translated("party__name"))
    )
    return actors.values_list(
        "entry_id",
        "role",
        *("actor_id", "actor__slug", "actor__kind", "actor_name"),
        *("party_id", "party__slug", "party__kind", "party_name"),
    )


SHARED = Statement(_shared)
PARTS = Statement(_parts)


@cache
def _own(kind: str) -> tuple[Statement, list[str]]:
    """The statement of a kind's own columns, and their names."""
    rows = kind_model(kind).objects
    values = rows.row_values()
    names = [*values.query.values_select, *values.query.annotation_select]
    return Statement(
        lambda: rows.filter(AnyOf("pk")).order_by().row_values().values_list("pk", *names)
    ), names


def load_heads(ids: Iterable[int]) -> list[Row]:
    """The entries of `ids`, in that order, with what all kinds share alone: one query."""
    wanted = list(ids)
    found = {row.pk: row for row in (Row(*columns) for columns in SHARED.rows(wanted))}
    return [found[pk] for pk in wanted if pk in found]


def load_rows(ids: Iterable[int]) -> list[Row]:
    """The entries of `ids`, in that order.

    One query for what all kinds share, one for each kind that occurs, one for who took part.
    """
    rows = load_heads(ids)
    found = {row.pk: row for row in rows}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in found.values():
        by_kind[row.kind].append(row.pk)
    for kind, pks in by_kind.items():
        statement, names = _own(kind)
        for pk, *values in statement.rows(pks):
            found[pk].own = dict(zip(names, values, strict=True))
    for entry_id, role, *actors in PARTS.rows(found):
        party = Name(*actors[4:]) if actors[4] else None
        found[entry_id].parts.append(Part(role, Name(*actors[:4]), party))
    return rows


def mark_rows(rows: Iterable[Row], texts: Iterable[str]) -> None:
    """Let rows show where they have the words of `texts`.

    In the title and, where that has not all of them, in a piece of the summary.
    """
    marks = Marks(texts)
    without: dict[int, Row] = {}
    for row in rows:
        row.marks = marks
        if not marks.finds(row.title):
            without[row.pk] = row
    if not marks or not without:
        return
    for pk, *summaries in SUMMARIES.rows(without):
        without[pk].snippet = _snippet(marks, summaries)


def _summaries() -> Any:
    """The summary, then its translations in the order of the settings."""
    translations = [
        KeyTextTransform(f"summary_{language}", "i18n")
        for language in settings.MODELTRANS_AVAILABLE_LANGUAGES
    ]
    entries = Entry.objects.filter(AnyOf("pk")).order_by()
    return entries.values_list("pk", "summary", *translations)


SUMMARIES = Statement(_summaries)


def _snippet(marks: Marks, summaries: Sequence[str | None]) -> Snippet | None:
    """From the summary in the reader's language, else from one in another."""
    own = get_language() or settings.LANGUAGE_CODE
    languages = [settings.LANGUAGE_CODE, *settings.MODELTRANS_AVAILABLE_LANGUAGES]
    texts = dict(zip(languages, summaries, strict=True))
    for language in sorted(texts, key=lambda language: language != own):
        if found := marks.snippet(texts[language] or ""):
            return Snippet(found, "" if language == own else language)
    return None


def attach_involvements(rows: Sequence[Entry]) -> None:
    """Fill `entry.involvements.all()` of every entry with one query."""
    by_entry: dict[int, list[Involvement]] = defaultdict(list)
    involvements = Involvement.objects.filter(entry__in=[row.pk for row in rows])
    for involvement in involvements.select_related("actor", "party").order_by("id"):
        by_entry[involvement.entry_id].append(involvement)
    for row in rows:
        queryset = Involvement.objects.none()
        queryset._result_cache = by_entry[row.pk]
        row.__dict__.setdefault("_prefetched_objects_cache", {})["involvements"] = queryset
