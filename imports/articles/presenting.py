"""What the review page of an article shows: its sentences with their marks and their drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from imports.articles.lexicon import lexicon
from imports.articles.models import Article
from imports.articles.rows import reasons_of
from imports.articles.rules import RULES, rule_words
from imports.articles.sentences import sentences_of
from imports.models import Row
from imports.presenting import edit_url
from records.dates import Span
from records.display import instant_words, span_words
from records.kinds import kind_model
from records.models import Citation, Entry, Involvement

MARKS: dict[str, Any] = {
    "actor": _("actor"),
    "place": _("place"),
    "date": _("date"),
    "amount": _("amount"),
    "licence": _("licence"),
    "attribution": _("who says so"),
    "signal": _("word that signals something"),
}
# Columns that are told in other words or go with another one
ASIDE = {"expires_zone", "expires_precision", "currency", "words_language"}


@dataclass(frozen=True)
class ShownReason:
    rule: str
    words: str


@dataclass(frozen=True)
class ShownPerson:
    name: str
    role: str
    party: str
    note: str


@dataclass(frozen=True)
class ShownCitation:
    words: str
    where: str
    attribution: str


@dataclass
class Suggestion:
    """A row of an article as a reader sees it."""

    row: Row
    kind: str
    title: str
    when: str
    place: str
    people: list[ShownPerson]
    details: list[tuple[str, str]]
    citations: list[ShownCitation]
    reasons: list[ShownReason]
    edit_url: str = ""

    @property
    def is_open(self) -> bool:
        return not self.row.decision

    @property
    def is_entry(self) -> bool:
        return bool(self.row.entry_id)


@dataclass
class Sentence:
    number: int
    html: SafeString
    suggestions: list[Suggestion] = field(default_factory=list)


@dataclass
class Paragraph:
    number: int
    sentences: list[Sentence]


@dataclass(frozen=True)
class Standing:
    """How far the review is: “7 of 12 decided”."""

    total: int
    decided: int
    accepted: int

    @property
    def skipped(self) -> int:
        return self.decided - self.accepted


def standing_of(rows: Iterable[Row]) -> Standing:
    decisions = [row.decision for row in rows]
    decided = [one for one in decisions if one]
    accepted = [one for one in decided if one != Row.Decision.SKIPPED]
    return Standing(len(decisions), len(decided), len(accepted))


def paragraphs_of(article: Article, rows: Iterable[Row]) -> list[Paragraph]:
    """The whole text, each sentence with the suggestions that it offers."""
    by_line: dict[int, list[Suggestion]] = {}
    names = actor_names(article)
    for row in rows:
        by_line.setdefault(row.line, []).append(suggestion_of(row, names))
    spans = article.spans
    shown = [
        (
            one.paragraph,
            Sentence(
                number,
                marked(article.text, one.start, one.end, spans),
                by_line.get(number, []),
            ),
        )
        for number, one in enumerate(sentences_of(article.text, lexicon(article.language)), start=1)
    ]
    return [
        Paragraph(number, [sentence for _number, sentence in group])
        for number, group in groupby(shown, key=lambda pair: pair[0])
    ]


def marked(text: str, start: int, end: int, spans: list[tuple[int, int, str, str]]) -> SafeString:
    """Part of a text as HTML, with what was found marked and named for those who do not see it."""
    parts, done = [], start
    for first, last, what, rule in spans:
        if start <= first and last <= end and first >= done:
            parts.append(format_html("{}", text[done:first]))
            parts.append(_mark(text[first:last], what, rule))
            done = last
    parts.append(format_html("{}", text[done:end]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


def _mark(words: str, what: str, rule: str) -> SafeString:
    label = MARKS.get(what, what)
    told = f"{label}: {rule_words(rule)}" if rule in RULES else str(label)
    return format_html(
        '<mark class="found found-{}" title="{}">{}'
        '<span class="visually-hidden"> ({})</span></mark>',
        *(what, told, words, label),
    )


def actor_names(article: Article) -> dict[str, str]:
    """Key of a mention → name, for the rows of an article."""
    mentions = article.batch.mentions.filter(type="actor")
    return {key: str(data.get("name", key)) for key, data in mentions.values_list("key", "data")}


def suggestion_of(row: Row, names: dict[str, str]) -> Suggestion:
    said = row.said
    fields = said.get("fields", {})
    kind = kind_model(str(said.get("kind")))
    return Suggestion(
        row,
        str(kind._meta.verbose_name),
        str(fields.get("title", "")),
        _when(fields),
        str(fields.get("place_name") or _country(fields)),
        [_person(one, names) for one in said.get("involvements", [])],
        list(_details(kind, said.get("details", {}))),
        [_citation(one) for one in said.get("citations", [])],
        [ShownReason(rule_words(one.rule), one.words) for one in reasons_of(row.raw)],
        edit_url(row),
    )


def _when(fields: dict[str, Any]) -> str:
    span = Span(
        date.fromisoformat(fields["starts_on"]),
        date.fromisoformat(fields["ends_on"]) if fields.get("ends_on") else None,
        fields["date_precision"],
        fields["date_qualifier"],
        fields["date_end"],
    )
    part = fields.get("part_of_day", "")
    return span_words(span, "long", str(Entry.PartOfDay(part).label) if part else "")


def _country(fields: dict[str, Any]) -> str:
    return str(fields.get("place_country") or "")


def _person(one: dict[str, Any], names: dict[str, str]) -> ShownPerson:
    return ShownPerson(
        names.get(one["actor"], one["actor"]),
        str(Involvement.Role(one["role"]).label),
        names.get(one["party"], one["party"]) if one.get("party") else "",
        one.get("note", ""),
    )


def _details(kind: Any, details: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and words of each column of the kind that the text says something of."""
    for name, value in details.items():
        if name in ASIDE or value in (None, ""):
            continue
        column = kind._meta.get_field(name)
        yield str(column.verbose_name), _words(column, name, details)


def _words(column: Any, name: str, details: dict[str, Any]) -> str:
    value = details[name]
    if name == "amount":
        return f"{details.get('currency', '')} {float(value):,.0f}".strip()
    if name == "expires_at":
        precision = str(details.get("expires_precision", "minute"))
        zone = str(details.get("expires_zone") or "UTC")
        return str(instant_words(datetime.fromisoformat(value), zone, precision))
    labels = dict(column.flatchoices)
    return str(labels.get(value, value))


def _citation(one: dict[str, Any]) -> ShownCitation:
    who = str(Citation.Attribution(one["attribution"]).label)
    words = f"{who}: {one['attributed_to']}" if one.get("attributed_to") else who
    return ShownCitation(one["quotation"], one["locator"], words)
