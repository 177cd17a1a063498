"""Places of entries: where coordinates are known, and countries where no more is."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber

from records.kinds import kind_models
from records.loading import load_rows
from records.models import Entry
from records.querysets import EntryQuerySet
from records.vocabulary import COUNTRY_CODES
from timeline.filters import EntryFilter
from timeline.listing import Page

MOST = 300  # places: those with most entries
EACH = 3  # entries that a place names; the others are one link away
AT_A_PLACE = 50  # entries of one place on its list
POINT = re.compile(r"(-?\d{1,2}\.\d{1,5}),(-?\d{1,3}\.\d{1,5})", re.ASCII)
COORDINATES = ("latitude", "longitude")
ROUGH = Entry.PlacePrecision.COUNTRY


@dataclass(frozen=True)
class KindCount:
    kind: str
    count: int


@dataclass(frozen=True)
class Place:
    """A point with coordinates, or a country of which no point is known."""

    latitude: Decimal | None
    longitude: Decimal | None
    country: str
    count: int
    kinds: tuple[KindCount, ...]
    newest: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """As the newest entry calls it; entries may call one point by several names."""
        return next((e.place_name_i18n for e in self.newest if e.place_name_i18n), "")  # type: ignore[attr-defined]

    @property
    def is_exact(self) -> bool:
        return all(e.place_precision == Entry.PlacePrecision.EXACT for e in self.newest)

    @property
    def kind(self) -> str:
        """The kind of all its entries; none where they are of several."""
        return self.kinds[0].kind if len(self.kinds) == 1 else ""

    @property
    def key(self) -> str:
        """The place as an address names it: `25.77400,-80.19400` or `US`."""
        return self.country if self.latitude is None else f"{self.latitude},{self.longitude}"

    @property
    def more(self) -> int:
        return self.count - len(self.newest)


@dataclass(frozen=True)
class Places:
    points: list[Place]
    countries: list[Place]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.countries)


def places(filter_: EntryFilter) -> Places:
    """Where the entries that pass `filter_` took place, the places with most entries first."""
    entries = filter_.apply(Entry.objects.published())
    points = _grouped(_located(entries), COORDINATES)
    countries = _grouped(_rough(entries), ("place_country",))
    return Places(points[:MOST], countries, has_more=len(points) > MOST)


def entries_at(filter_: EntryFilter, key: str) -> Page | None:
    """The newest entries at the place that `key` names; None where it names none."""
    entries = filter_.apply(Entry.objects.published())
    if key in COUNTRY_CODES:
        found = _rough(entries).filter(place_country=key)
    elif point := POINT.fullmatch(key):
        latitude, longitude = map(Decimal, point.groups())
        found = _located(entries).filter(latitude=latitude, longitude=longitude)
    else:
        return None
    rows = load_rows(found.newest_first().values_list("pk", flat=True)[:AT_A_PLACE])
    return Page(rows, None) if rows else None


def _located(entries: EntryQuerySet) -> EntryQuerySet:
    return entries.filter(latitude__isnull=False).exclude(place_precision=ROUGH)


def _rough(entries: EntryQuerySet) -> EntryQuerySet:
    """Those of which no point is known, but the country; what was virtual took place nowhere."""
    without_point = Q(latitude=None) | Q(place_precision=ROUGH)
    rough = entries.filter(without_point, place_country__gt="")
    return rough.exclude(place_precision=Entry.PlacePrecision.VIRTUAL)


def _grouped(entries: EntryQuerySet, by: tuple[str, ...]) -> list[Place]:
    """One query for the groups, one for the newest entries of each."""
    of_kinds: dict[str, Any] = {
        f"of_{kind}": Count("pk", filter=Q(kind=kind)) for kind in kind_models()
    }
    counted = (
        entries.order_by()
        .values(*by)
        .annotate(total=Count("pk"), last=Max("starts_on"), **of_kinds)
        .order_by("-total", "-last", *by)[: MOST + 1]
    )
    groups = list(counted)
    newest = _newest(entries, by, groups[:MOST])
    return [_place(group, newest[tuple(group[name] for name in by)]) for group in groups]


def _newest(
    entries: EntryQuerySet, by: tuple[str, ...], groups: Iterable[dict[str, Any]]
) -> dict[tuple[object, ...], list[Entry]]:
    within = {f"{name}__in": {group[name] for group in groups} for name in by}
    rank = Window(
        RowNumber(),
        partition_by=[F(name) for name in by],
        order_by=[F("starts_on").desc(), F("pk").desc()],
    )
    rows = (
        entries.filter(**within)
        .annotate(rank_in_place=rank)
        .filter(rank_in_place__lte=EACH)
        .defer("search", "actor_ids", "countries", "summary")
        .order_by("rank_in_place")
    )
    found: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in rows:
        found[tuple(getattr(entry, name) for name in by)].append(entry)
    return found


def _place(group: dict[str, Any], newest: list[Entry]) -> Place:
    kinds = (KindCount(kind, group[f"of_{kind}"]) for kind in kind_models())
    return Place(
        latitude=group.get("latitude"),
        longitude=group.get("longitude"),
        country=group.get("place_country") or (newest[0].place_country if newest else ""),
        count=group["total"],
        kinds=tuple(kind for kind in kinds if kind.count),
        newest=tuple(newest),
    )
