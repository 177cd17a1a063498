"""What the rooms of the kinds add to pages about everything: a room's `contributions.py`.

Pages that span the kinds (home, profiles) know only `records`. Each room registers providers in its
`contributions` module, found at start as the admin finds `admin` modules.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db.models import Model

from records.dates import Span


@dataclass(frozen=True)
class Due:
    """Something that falls due: when, what in words, and the entry it belongs to."""

    at: datetime
    what: str
    title: str
    url: str
    kind: str
    zone: str = ""
    precision: str = "day"  # minute | day | month
    entry_id: int = 0  # of the entry; a due without one passes no filter by actor or country


@dataclass(frozen=True)
class Latest:
    """The last event of a series, such as the last round of a track."""

    series: str
    span: Span
    title: str
    url: str
    kind: str
    process_id: int
    series_url: str = ""  # the series' own page


@dataclass(frozen=True)
class Overdue:
    """Something announced whose day has passed without it, as far as is on record."""

    since: date
    what: str
    title: str
    url: str
    kind: str
    precision: str = "day"  # day | month | year


@dataclass(frozen=True)
class Country:
    """A country as the subject of a profile, by its ISO 3166-1 code."""

    code: str


@dataclass(frozen=True)
class Panel:
    """A part of a profile page: its heading, the template that draws it, and the context."""

    title: str
    template: str
    context: dict[str, object] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True)
class Extent:
    """How long an entry's effect lasts, which may be longer than the event: relief until it ends.

    `last` is None where no end is set; `label` names the end in a picture, `words` in a sentence.
    """

    first: date
    last: date | None
    label: str
    words: str
    holds: bool  # whether it has effect still, or will have


DueProvider: TypeAlias = Callable[[datetime, Collection[int]], Iterable[Due]]
LatestProvider: TypeAlias = Callable[[datetime, Collection[int]], Iterable[Latest]]
OverdueProvider: TypeAlias = Callable[[datetime, Collection[int]], Iterable[Overdue]]
PanelProvider: TypeAlias = Callable[[Any], Iterable[Panel]]  # any: the registered subject
KnownProvider: TypeAlias = Callable[[], Any]  # a query of actors' ids
EvidenceProvider: TypeAlias = Callable[[], Any]  # a query of rows with a `source`
ExportProvider: TypeAlias = Callable[[Collection[int]], Mapping[int, Mapping[str, object]]]
ExtentProvider: TypeAlias = Callable[[date, Collection[int]], Mapping[int, Extent]]

_due: list[DueProvider] = []
_latest: list[LatestProvider] = []
_overdue: list[OverdueProvider] = []
_panels: list[tuple[type[Model | Country], PanelProvider]] = []
_extents: dict[str, ExtentProvider] = {}
_known: list[KnownProvider] = []
_evidence: list[EvidenceProvider] = []
_exports: dict[str, ExportProvider] = {}
_pages: list[str] = []


def register_page(name: str) -> None:
    """Register the name of an address under which a room has a page that everybody may find."""
    _pages.append(name)


def pages() -> list[str]:
    return list(_pages)


def register_due(provider: DueProvider) -> DueProvider:
    """Register `provider(now, process_ids)`; no process ids means every process."""
    _due.append(provider)
    return provider


def register_latest(provider: LatestProvider) -> LatestProvider:
    """Register `provider(now, process_ids)`; no process ids means every process."""
    _latest.append(provider)
    return provider


def register_overdue(provider: OverdueProvider) -> OverdueProvider:
    """Register `provider(now, process_ids)`; no process ids means every process."""
    _overdue.append(provider)
    return provider


def register_panel(model: type[Model | Country]) -> Callable[[PanelProvider], PanelProvider]:
    """Register a provider of panels for the profile of a `model` instance or of a `Country`."""

    def register(provider: PanelProvider) -> PanelProvider:
        _panels.append((model, provider))
        return provider

    return register


def register_extent(kind: str) -> Callable[[ExtentProvider], ExtentProvider]:
    """Register `provider(today, entry_ids)` for the entries of `kind`; others are left out."""

    def register(provider: ExtentProvider) -> ExtentProvider:
        _extents[kind] = provider
        return provider

    return register


def register_known(provider: KnownProvider) -> KnownProvider:
    """Register `provider()`: ids of actors whom readers know without any published entry."""
    _known.append(provider)
    return provider


def known_elsewhere() -> list[Any]:
    """Queries of the ids of actors whom readers know without any published entry."""
    return [provider() for provider in _known]


def register_evidence(provider: EvidenceProvider) -> EvidenceProvider:
    """Register `provider()`: rows that readers may see, and with them the `source` of each."""
    _evidence.append(provider)
    return provider


def evidence_elsewhere() -> list[Any]:
    """Queries of rows with a `source` that readers see in a room."""
    return [provider() for provider in _evidence]


def register_exported(kind: str) -> Callable[[ExportProvider], ExportProvider]:
    """Register `provider(entry_ids)`: by id, what else the entries of `kind` say in an export.

    It adds keys with values of JSON, or dates and decimals; tables, which have one line for an
    entry, leave them out.
    """

    def register(provider: ExportProvider) -> ExportProvider:
        _exports[kind] = provider
        return provider

    return register


def exported_of(kind: str, entry_ids: Collection[int]) -> Mapping[int, Mapping[str, object]]:
    """By id, what else these entries of `kind` say in an export."""
    provider = _exports.get(kind)
    return provider(entry_ids) if provider and entry_ids else {}


def extents_of(kind: str, today: date, entry_ids: Collection[int]) -> Mapping[int, Extent]:
    """By id, how long the effect of these entries of `kind` lasts, as seen from `today`."""
    provider = _extents.get(kind)
    return provider(today, entry_ids) if provider and entry_ids else {}


def due_after(now: datetime, process_ids: Collection[int] = ()) -> list[Due]:
    """What falls due after `now`, soonest first."""
    return sorted((due for p in _due for due in p(now, process_ids)), key=lambda due: due.at)


def due_between(start: datetime, end: datetime, process_ids: Collection[int] = ()) -> list[Due]:
    """What fell due after `start` and by `end`, latest first."""
    return [due for due in reversed(due_after(start, process_ids)) if due.at <= end]


def latest_before(now: datetime, process_ids: Collection[int] = ()) -> list[Latest]:
    """The last event of every series up to `now`, newest first."""
    return sorted(
        (latest for p in _latest for latest in p(now, process_ids)),
        key=lambda latest: latest.span.last_known,
        reverse=True,
    )


def overdue_at(now: datetime, process_ids: Collection[int] = ()) -> list[Overdue]:
    """What was announced for a day before `now` and is not on record as done, latest first."""
    return sorted(
        (one for p in _overdue for one in p(now, process_ids)),
        key=lambda one: one.since,
        reverse=True,
    )


def panels_for(subject: Model | Country) -> list[Panel]:
    """Every room's panels for the profile of `subject`, in their order."""
    panels = (panel for model, p in _panels if isinstance(subject, model) for panel in p(subject))
    return sorted(panels, key=lambda panel: panel.order)
