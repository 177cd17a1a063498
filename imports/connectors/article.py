"""An article: one line of JSON with its text, day and source, as `imports.articles` keeps it.

Its rows are suggestions: each is a sentence's draft, and waits until somebody accepts it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from imports.articles.assembling import drafts_of
from imports.articles.lexicon import LANGUAGES
from imports.articles.rows import rows_of
from imports.connectors.base import Connector
from imports.objects import Objects
from imports.problems import problem
from imports.rows import ReadRow, SourceRef
from records.dates import FIRST_YEAR, LAST_YEAR, is_kept
from records.models import Source


class ArticleRecord(BaseModel):
    """What the file of an article's batch holds."""

    model_config = ConfigDict(extra="forbid")

    article: str  # SHA-256 of the text
    text: str
    language: str
    published_on: date
    source: SourceRef

    @field_validator("published_on")
    @classmethod
    def is_a_day_that_is_kept(cls, day: date) -> date:
        if not is_kept(day):
            raise ValueError(f"published_on is not of the years {FIRST_YEAR} to {LAST_YEAR}")
        return day

    @field_validator("source")
    @classmethod
    def can_be_kept(cls, source: SourceRef) -> SourceRef:
        for name, text in source:
            most = getattr(Source._meta.get_field(name), "max_length", None)
            if most and isinstance(text, str) and len(text) > most:
                raise ValueError(f"source.{name} has more than {most} characters")
        return source


def missing(objects: Objects) -> list[str]:
    return [name for name in ArticleRecord.model_fields if name not in objects.first]


def read(objects: Objects) -> Iterator[ReadRow]:
    for line in objects.lines:
        if line.problems:
            yield ReadRow(line.number, {}, problems=line.problems)
        else:
            yield from _rows(line.number, line.value)


def _rows(number: int, value: dict[str, Any]) -> Iterator[ReadRow]:
    try:
        record = ArticleRecord.model_validate(value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        yield ReadRow(number, {}, problems=[problem("broken_line", reason=reason)])
        return
    if record.language not in LANGUAGES:
        refused = problem("unknown_language", "language", value=record.language)
        yield ReadRow(number, {}, problems=[refused])
        return
    text, drafts = drafts_of(
        record.text, language=record.language, published_on=record.published_on
    )
    yield from rows_of(text, drafts, record.source, record.article)


ARTICLE = Connector(
    name="article",
    label=_("An article, sentence by sentence"),
    licence=_(
        "The article stays its publisher’s: short quotations are kept with the entries, its text "
        "is shown to editors alone."
    ),
    opens=(Objects,),
    missing=missing,
    read=read,
    may_be_empty=True,
)
