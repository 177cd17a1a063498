"""What the filter form offers, and the chips of what is chosen."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.dates import Precision, Qualifier, Span
from records.display import day_words, locale, span_words
from records.keeping import figures
from records.kinds import kind_model, kind_models
from records.models import Actor, Involvement
from records.rows import Row
from records.statements import AnyOf, Statement, translated
from records.vocabulary import COUNTRY_CODES
from timeline.counting import Counts, counted
from timeline.filters import EntryFilter, ProcessName
from timeline.statuses import status_names

UKRAINIAN = {letter: n for n, letter in enumerate("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")}

# A few looks into an index for each code, as cheap with a million entries as with ten: the inner
# limits keep the planner from reading whole tables for codes that do not occur.
_ACTS = """
    SELECT 1 FROM records_actor a CROSS JOIN LATERAL (
        SELECT 1 FROM records_involvement i JOIN records_entry e ON e.id = i.entry_id
        WHERE i.{column} = a.id AND e.state = 'published' LIMIT 1
    ) AS part WHERE a.country = code
"""
OCCURRING = f"""
SELECT code FROM (WITH RECURSIVE place AS (
    SELECT min(place_country) AS code FROM records_entry WHERE place_country > ''
    UNION ALL
    SELECT (SELECT min(e.place_country) FROM records_entry e WHERE e.place_country > place.code)
    FROM place WHERE place.code IS NOT NULL
)
SELECT code FROM place WHERE code IS NOT NULL AND EXISTS (
    SELECT 1 FROM records_entry e WHERE e.place_country = code AND e.state = 'published'
)
UNION
SELECT country FROM (
    SELECT code AS country FROM unnest(%s::text[]) AS code
    WHERE EXISTS ({_ACTS.format(column="actor_id")}) OR EXISTS ({_ACTS.format(column="party_id")})
) AS acting) AS occurring
"""  # noqa: S608 — made of our own constants


ACTOR_NAMES = Statement(
    lambda: (
        Actor.objects.filter(AnyOf("pk"))
        .annotate(shown_name=translated("name"))
        .order_by()
        .values_list("pk", "slug", "shown_name")
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, its name, how many entries it would find, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Complement:
    """What stands around the list: how much there is, and the values of each facet."""

    counts: Counts
    kinds: list[Choice]
    statuses: list[Choice]
    countries: list[Choice]
    actors: list[Choice]
    processes: list[Choice]


@dataclass(frozen=True)
class ChosenValue:
    """A value that is chosen, as given in the address, and its name."""

    parameter: str
    value: str
    label: str


@dataclass(frozen=True)
class Example:
    """A question that the timeline answers, with its query."""

    question: str
    query: str


MEETING = (Involvement.Role.NEGOTIATOR, Involvement.Role.HEAD_OF_DELEGATION)


def sort_key(text: str) -> tuple[object, ...]:
    """Alphabetical order in the reader's language: by letter, accents aside; є, і, ї in place."""
    folded = text.casefold()
    if get_language() == "uk":
        return tuple((UKRAINIAN.get(c, -1), c) for c in folded)
    return tuple(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def country_names() -> dict[str, str]:
    """Every code with its name in the reader's language, in that language's order."""
    return _names_in(str(locale()))


@cache
def _names_in(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    names = {code: str(territories.get(code, code)) for code in COUNTRY_CODES}
    return dict(sorted(names.items(), key=lambda item: sort_key(item[1])))


def occurring_countries() -> dict[str, str]:
    """Countries of published entries, by place or by who took part, in the reader's order."""
    names, codes = country_names(), occurring_codes()
    return {code: name for code, name in names.items() if code in codes}


def occurring_codes() -> set[str]:
    """The codes of these countries; asked of the database once for each version of the data."""
    return set(figures("countries", {"all": ""}, lambda _keys: {"all": _occurring()})["all"])


def _occurring() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(OCCURRING, [sorted(COUNTRY_CODES)])
        return [row[0] for row in cursor.fetchall()]


def complement(filter_: EntryFilter, processes: Iterable[ProcessName]) -> Complement:
    """The counts of a query, beside every value that readers may choose."""
    counts = counted(filter_)
    kinds = [
        Choice(kind, label, counts.of("kind", kind), kind in filter_.kinds)
        for kind, label in _kind_labels().items()
    ]
    statuses = [
        Choice(code, capfirst(label), counts.of("status", code), code in filter_.statuses)
        for code, label in status_names().items()
    ]
    return Complement(
        counts,
        kinds,
        statuses,
        _country_choices(filter_, counts),
        _actor_choices(filter_, counts),
        _process_choices(filter_, counts, processes),
    )


def _kind_labels() -> dict[str, str]:
    return {
        kind: capfirst(str(model._meta.verbose_name_plural))
        for kind, model in kind_models().items()
    }


def _process_choices(
    filter_: EntryFilter, counts: Counts, processes: Iterable[ProcessName]
) -> list[Choice]:
    """Those chosen first, then by name."""
    chosen = {process.slug for process in filter_.processes}
    choices = [
        Choice(p.slug, p.name, counts.of("process", p.pk), p.slug in chosen) for p in processes
    ]
    return sorted(choices, key=lambda choice: (not choice.is_chosen, sort_key(choice.label)))


def _country_choices(filter_: EntryFilter, counts: Counts) -> list[Choice]:
    """Those chosen first, then all that occur, in the reader's order."""
    everyone, chosen = country_names(), set(filter_.countries)
    occurring = occurring_codes()
    ordered = [c for c in everyone if c in chosen]
    ordered += [c for c in everyone if c in occurring and c not in chosen]
    return [Choice(c, everyone[c], counts.of("country", c), c in chosen) for c in ordered]


def _actor_choices(filter_: EntryFilter, counts: Counts) -> list[Choice]:
    """Those chosen, then those with most entries."""
    chosen = {actor.pk: actor for actor in filter_.actors}
    often = [int(pk) for pk in counts.facets.get("actor", {}) if int(pk) not in chosen]
    names = {pk: (slug, name) for pk, slug, name in ACTOR_NAMES.rows(often)} if often else {}
    others = sorted(often, key=lambda pk: (-counts.of("actor", pk), pk))
    return [
        Choice(actor.slug, actor.name_i18n, counts.of("actor", pk), is_chosen=True)
        for pk, actor in chosen.items()
    ] + [Choice(*names[pk], counts.of("actor", pk)) for pk in others if pk in names]


def chosen(filter_: EntryFilter) -> list[ChosenValue]:
    """Every value that the address gives, so that each can be taken out again."""
    labels: dict[str, dict[str, str]] = {
        "process": {p.slug: p.name for p in filter_.processes},
        "kind": _kind_labels(),
        "status": {code: capfirst(label) for code, label in status_names().items()},
        "country": country_names(),
        "actor": {a.slug: a.name_i18n for a in filter_.actors},
        "source": {str(s.pk): str(s) for s in filter_.sources},
        "from": {v: _day_label("from", filter_) or v for v in filter_.given.get("from", ())[:1]},
        "to": {v: _day_label("to", filter_) or v for v in filter_.given.get("to", ())[:1]},
        "as_of": {v: _day_label("as_of", filter_) or v for v in filter_.given.get("as_of", ())[:1]},
        "q": {value: _("“%(title)s”") % {"title": value} for value in filter_.given.get("q", ())},
    }
    return [
        ChosenValue(parameter, value, labels[parameter].get(value, value))
        for parameter, values in filter_.given.items()
        for value in values
    ]


def _day_label(parameter: str, filter_: EntryFilter) -> str:
    day, words = {
        "from": (filter_.first, _("from %(date)s")),
        "to": (filter_.last, _("to %(date)s")),
        "as_of": (filter_.as_of, _("as published on %(date)s")),
    }[parameter]
    return words % {"date": day_words(day)} if day else ""


def examples(entries: Iterable[Row]) -> list[Example]:
    """Questions about who is named in `entries`; at most one for each role."""
    questions = {
        Involvement.Role.SPEAKER: _("%(name)s: what was said?"),
        Involvement.Role.ISSUER: _("%(name)s: what was eased?"),
        Involvement.Role.DONOR: _("%(name)s: what was pledged?"),
        Involvement.Role.NEGOTIATOR: _("Whom did %(name)s meet?"),
    }
    found: dict[str, Example] = {}
    for entry in entries:
        for part in entry.parts:
            role = Involvement.Role(part.role)
            if role in MEETING and "month" not in found:
                found["month"] = _who_met(entry)
            if role in questions and role not in found:
                query = f"actor={part.actor.slug}&kind={entry.kind}"
                found[role] = Example(questions[role] % {"name": part.actor.name}, query)
    return list(found.values())


def _who_met(entry: Row) -> Example:
    month = Span(entry.starts_on, entry.starts_on, Precision.MONTH, Qualifier.EXACT)
    text = f"{entry.starts_on:%Y-%m}"
    # A month by itself, since many languages decline it within a sentence
    kind = capfirst(str(kind_model(entry.kind)._meta.verbose_name_plural))
    question = _("%(kind)s: %(month)s") % {"kind": kind, "month": span_words(month)}
    return Example(question, f"kind={entry.kind}&from={text}&to={text}")
