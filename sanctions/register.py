"""The register of relief: what stands on a day, chosen by standing, authority, programme, target.

Every published instrument is read, a few values of each; those of one page are then read whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.choosing import Asked, Chip, Chosen, Column, Facet, choose, columns, orders
from records.dates import InvalidDateError, parse
from records.display import day_words
from records.loading import load_rows
from records.models import Actor, Involvement
from records.rows import Part, Row
from records.statements import translated
from sanctions.models import Designation, Programme, Relief
from sanctions.periods import time_left
from sanctions.querysets import SUCCESSOR_ON
from sanctions.standing import Standing, standing_on

PARAMETERS = ("standing", "authority", "programme", "target", "as_of", "sort", "page")
FOR_WHOM = (Involvement.Role.TARGET, Involvement.Role.BENEFICIARY)
BY_STANDING = "standing"
ORDER = [
    Standing.EXPIRES_SOON,
    Standing.IN_FORCE,
    Standing.PERHAPS,
    Standing.NOT_YET,
    Standing.EXPIRED,
    Standing.REPLACED,
    Standing.REVOKED,
]
NEVER = datetime.max.replace(tzinfo=UTC)


class Held(NamedTuple):
    """What of an instrument decides where it stands, and by what it is chosen."""

    pk: int
    starts_on: date
    ends_on: date | None
    date_precision: str
    expires_at: datetime | None
    expires_zone: str
    expires_precision: str
    revoked_on: date | None
    replaced_on: date | None
    programme_id: int | None
    authority: str
    code: str

    @property
    def programme(self) -> str:
        return f"{self.authority} {self.code}"


@dataclass(frozen=True)
class Line:
    """An instrument as the register shows it."""

    row: Row
    held: Held
    standing: Standing
    left: str

    @property
    def for_whom(self) -> list[Part]:
        return parts_concerned(self.row)


def parts_concerned(row: Row) -> list[Part]:
    """Whom relief is for or about, each once."""
    return list({part.actor.pk: part for part in row.parts if part.role in FOR_WHOM}.values())


@dataclass
class Register:
    """What was chosen of the register, in its order, as of an instant."""

    chosen: Chosen[Held]
    standings: dict[int, Standing]
    now: datetime
    as_of: date | None
    sort: str
    columns: list[Column]
    total: int

    def lines(self, part: Iterable[Held]) -> list[Line]:
        held = {one.pk: one for one in part}
        return [
            Line(row, one, self.standings[one.pk], time_left(one, self.now))
            for row in load_rows(held)
            for one in [held[row.pk]]
        ]

    def groups(self, lines: Iterable[Line]) -> list[tuple[Standing | None, list[Line]]]:
        """Under their standings where that is the order, else all together."""
        if self.sort != BY_STANDING:
            together = list(lines)
            return [(None, together)] if together else []
        return [(key, list(group)) for key, group in groupby(lines, lambda line: line.standing)]


def read_register(asked: Asked, now: datetime) -> Register:
    """All published relief that passes what is asked. Four queries."""
    as_of = _day(asked)
    if as_of:
        now = datetime.combine(as_of, time.max, timezone.get_current_timezone())
    held = [Held(*row) for row in _published_relief()]
    standings = {one.pk: standing_on(one, now) for one in held}
    titles = {"ends": _("Ends"), "-issued": _("Issued")}
    sort = asked.one_of("sort", [BY_STANDING, *orders(titles)], BY_STANDING)
    chosen = choose(held, _facets(held, standings), asked)
    chosen.rows.sort(key=_sort_key(sort, standings))
    if as_of:
        label = _("as of %(date)s") % {"date": day_words(as_of)}
        chosen.chips.append(Chip(label, asked.without("as_of", asked.one("as_of"))))
    return Register(
        chosen, standings, now, as_of, sort, columns(asked, "sort", sort, titles), len(held)
    )


def _published_relief() -> Any:
    return (
        Relief.objects.published()
        .order_by("-starts_on", "-pk")
        .annotate(successor_on=SUCCESSOR_ON)
        .values_list(
            *(
                "pk",
                "starts_on",
                "ends_on",
                "date_precision",
                "expires_at",
                "expires_zone",
                "expires_precision",
            ),
            *("revoked_on", "successor_on", "programme_id"),
            Coalesce("programme__authority", Value("")),
            Coalesce("programme__code", Value("")),
        )
    )


def _day(asked: Asked) -> date | None:
    """The last day of `as_of`, which may be a month or a year, and may be to come."""
    value = asked.one("as_of")
    if not value:
        return None
    try:
        span = parse(value)
    except InvalidDateError as error:
        asked.refuse("as_of", value, str(error))
        return None
    return span.ends_on or span.starts_on


def _facets(held: list[Held], standings: dict[int, Standing]) -> list[Facet[Held]]:
    concerned = _concerned()
    programmes = {str(one.programme_id): one.programme for one in held if one.programme_id}
    authorities = {one.authority: one.authority for one in held if one.authority}
    for programme in Programme.objects.filter(designations__isnull=False).distinct():
        programmes[str(programme.pk)] = str(programme)
        authorities[programme.authority] = programme.authority
    return [
        Facet(
            "standing",
            _("Standing"),
            {standing.value: str(capfirst(standing.label)) for standing in ORDER},
            lambda one: (standings[one.pk].value,),
            _("Known are: %(values)s.") % {"values": ", ".join(ORDER)},
        ),
        Facet(
            "authority",
            _("Authority"),
            dict(sorted(authorities.items())),
            lambda one: (one.authority,),
            _("No authority of this name has relief or designations on record."),
        ),
        Facet(
            "programme",
            _("Programme"),
            dict(sorted(programmes.items(), key=lambda item: item[1])),
            lambda one: (str(one.programme_id),),
            _("No programme of this number has relief or designations on record."),
        ),
        Facet(
            "target",
            _("Whom it concerns"),
            _targets(concerned),
            lambda one: concerned[one.pk],
            _("Nobody of this address is concerned by relief or designated."),
        ),
    ]


def _concerned() -> dict[int, list[str]]:
    """By relief the slugs of those it is for or about."""
    involvements = Involvement.objects.filter(
        role__in=FOR_WHOM, entry__kind=Relief.KIND, entry__state="published"
    )
    concerned: dict[int, list[str]] = defaultdict(list)
    for pk, slug in involvements.order_by("pk").values_list("entry_id", "actor__slug"):
        if slug not in concerned[pk]:
            concerned[pk].append(slug)
    return concerned


def _targets(concerned: dict[int, list[str]]) -> dict[str, str]:
    """The names of all whom relief concerns or who are designated, sorted."""
    slugs = {slug for those in concerned.values() for slug in those}
    actors = Actor.objects.filter(
        Q(slug__in=slugs) | Q(pk__in=Designation.objects.values("actor"))
    ).annotate(shown_name=translated("name"))
    return dict(actors.order_by("shown_name", "pk").values_list("slug", "shown_name"))


def _sort_key(sort: str, standings: dict[int, Standing]) -> Callable[[Held], Any]:
    """Sorting keeps newest first among equals; what has no end comes last, whichever way."""

    def end(one: Held, sign: int) -> tuple[bool, float]:
        return one.expires_at is None, sign * (one.expires_at or NEVER).timestamp()

    def by_standing(one: Held) -> tuple[object, ...]:
        standing = standings[one.pk]
        if standing in (Standing.EXPIRES_SOON, Standing.IN_FORCE):
            return (ORDER.index(standing), *end(one, 1))
        if standing == Standing.EXPIRED:
            return (ORDER.index(standing), *end(one, -1))
        issued = one.starts_on.toordinal()
        return ORDER.index(standing), issued if standing == Standing.NOT_YET else -issued

    keys: dict[str, Callable[[Held], Any]] = {
        BY_STANDING: by_standing,
        "ends": lambda one: end(one, 1),
        "-ends": lambda one: end(one, -1),
        "issued": lambda one: one.starts_on,
        "-issued": lambda one: -one.starts_on.toordinal(),
    }
    return keys[sort]
