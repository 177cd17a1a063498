"""What the filter form offers, and the chips of what is chosen."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from babel import Locale
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.display import day_words, locale
from records.kinds import kind_models
from records.models import Involvement
from records.rows import Name, Row
from records.vocabulary import COUNTRY_CODES
from timeline.filters import EntryFilter, ProcessName

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


class Choice(NamedTuple):
    """A value of a facet, its name, and whether it is chosen."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Chip:
    """A value that is chosen, as given in the address, and its name."""

    parameter: str
    value: str
    label: str


@dataclass(frozen=True)
class Example:
    """A question that the timeline answers, with its query."""

    question: str
    query: str


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
    with connection.cursor() as cursor:
        cursor.execute(OCCURRING, [sorted(COUNTRY_CODES)])
        codes = {row[0] for row in cursor.fetchall()}
    names = country_names()
    return {code: name for code, name in names.items() if code in codes}


def kind_choices(filter_: EntryFilter) -> list[Choice]:
    return [
        Choice(kind, str(model._meta.verbose_name_plural).capitalize(), kind in filter_.kinds)
        for kind, model in kind_models().items()
    ]


def process_choices(filter_: EntryFilter, processes: Iterable[ProcessName]) -> list[Choice]:
    chosen = {process.slug for process in filter_.processes}
    choices = [Choice(p.slug, p.name, p.slug in chosen) for p in processes]
    return sorted(choices, key=lambda choice: sort_key(choice.label))


def country_choices(filter_: EntryFilter) -> list[Choice]:
    names = occurring_countries()
    everyone = country_names()
    shown = {code: everyone[code] for code in filter_.countries} | names
    return [Choice(code, name, code in filter_.countries) for code, name in shown.items()]


def actor_choices(filter_: EntryFilter, entries: Iterable[Row], limit: int = 12) -> list[Choice]:
    """Those chosen, then those most often named in `entries`."""
    seen: dict[int, list[Name]] = {}
    for entry in entries:
        for part in entry.parts:
            for name in (part.actor, part.party):
                if name:
                    seen.setdefault(name.pk, []).append(name)
    often = sorted(seen.values(), key=len, reverse=True)
    chosen = {actor.pk for actor in filter_.actors}
    others = [names[0] for names in often if names[0].pk not in chosen][:limit]
    return [Choice(a.slug, a.name_i18n, is_chosen=True) for a in filter_.actors] + [
        Choice(other.slug, other.name) for other in others
    ]


def chips(filter_: EntryFilter) -> list[Chip]:
    """Every value that the address gives, so that each can be taken out again."""
    labels: dict[str, dict[str, str]] = {
        "process": {p.slug: p.name for p in filter_.processes},
        "kind": {c.value: c.label for c in kind_choices(filter_)},
        "country": country_names(),
        "actor": {a.slug: a.name_i18n for a in filter_.actors},
        "source": {str(s.pk): str(s) for s in filter_.sources},
        "from": {v: _day_label("from", filter_) or v for v in filter_.given.get("from", ())[:1]},
        "to": {v: _day_label("to", filter_) or v for v in filter_.given.get("to", ())[:1]},
        "q": {value: _("“%(title)s”") % {"title": value} for value in filter_.given.get("q", ())},
    }
    return [
        Chip(parameter, value, labels[parameter].get(value, value))
        for parameter, values in filter_.given.items()
        for value in values
    ]


def _day_label(parameter: str, filter_: EntryFilter) -> str:
    day = filter_.first if parameter == "from" else filter_.last
    if day is None:
        return ""
    words = _("from %(date)s") if parameter == "from" else _("to %(date)s")
    return words % {"date": day_words(day)}


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
            if role in questions and role not in found:
                query = f"actor={part.actor.slug}&kind={entry.kind}"
                found[role] = Example(questions[role] % {"name": part.actor.name}, query)
    return list(found.values())
