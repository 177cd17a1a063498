"""Records for tests: each maker fills what a test does not care about."""

from datetime import date
from itertools import count

from aid.models import Pledge
from records.dates import parse
from records.kinds import kind_model
from records.models import Actor, Citation, Entry, Involvement, Process, Source
from sanctions.models import Relief
from talks.models import Round

_numbers = count(1)
NEEDED: dict[type[Entry], dict[str, object]] = {
    Relief: {"instrument": "general_licence"},
    Pledge: {},
}


def make_actor(name: str = "", **columns: object) -> Actor:
    number = next(_numbers)
    columns.setdefault("slug", f"actor-{number}")
    columns.setdefault("kind", "person")
    return Actor.objects.create(name=name or f"Actor {number}", **columns)


def make_process(name: str = "", **columns: object) -> Process:
    number = next(_numbers)
    columns.setdefault("slug", f"process-{number}")
    return Process.objects.create(name=name or f"Process {number}", **columns)


def make_source(title: str = "", **columns: object) -> Source:
    return Source.objects.create(title=title or f"Source {next(_numbers)}", **columns)


def make_entry(
    title: str = "",
    *,
    kind: str = Round.KIND,
    on: str = "2025-12-04",
    state: str = "published",
    by: tuple[Actor, ...] = (),
    role: str = "negotiator",
    party: Actor | None = None,
    process: Process | None = None,
    source: Source | None = None,
    **columns: object,
) -> Entry:
    """An entry of `kind` on the EDTF date `on`, published unless said otherwise."""
    model, number, span = kind_model(kind), next(_numbers), parse(on)
    columns.setdefault("slug", f"{kind}-{number}")
    if state == "withdrawn":
        columns.setdefault("withdrawn_because", "Found to be another meeting.")
    values = {**NEEDED.get(model, {}), **columns}
    entry = model(title=title or f"{kind} {number}", state=state, **values)
    entry.span = span
    entry.save()
    for actor in by:
        Involvement.objects.create(entry=entry, actor=actor, role=role, party=party)
    if process:
        entry.process_entries.create(process=process)
    if source:
        Citation.objects.create(entry=entry, source=source, locator="§1", quotation="mot pour mot")
    return entry


def make_entries(number: int, **columns: object) -> list[Entry]:
    """Entries on following days, the newest last."""
    first = date(2025, 1, 1).toordinal()
    days = (date.fromordinal(first + n).isoformat() for n in range(number))
    return [make_entry(on=day, **columns) for day in days]  # type: ignore[arg-type]
