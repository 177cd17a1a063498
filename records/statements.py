"""Statements that the ORM writes once, for lists whose every page asks them again.

On a list, Django takes longer to write a statement than PostgreSQL to answer it. What does not
change from page to page is therefore kept: the text, with one parameter for all the ids.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

PLACE = [0]  # stands in a written statement where the ids go


class AnyOf(Func):
    """`column = ANY (ids)`: one parameter, however many ids there are."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = models.BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), Value(PLACE, ArrayField(models.BigIntegerField())))


class Statement:
    """What `build` selects: `Statement(lambda: entries.filter(AnyOf("pk")).values_list(…))`.

    `build` is called once for each language, in that language.
    """

    def __init__(self, build: Callable[[], "models.QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._written = cache(self._write)

    def _write(self, _language: str | None) -> tuple[str, tuple[object, ...]]:
        return self._build().query.sql_with_params()

    def rows(self, ids: Iterable[int] = ()) -> list[tuple[Any, ...]]:
        text, params = self._written(get_language())
        given: list[Any] = [list(ids) if param == PLACE else param for param in params]
        with connection.cursor() as cursor:
            cursor.execute(text, given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def translated(path: str) -> Combinable:
    """A translatable column in the reader's language: `translated("actor__name")`."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return F(path)
    stem, parted, name = path.rpartition("__")
    words = KeyTextTransform(f"{name}_{language}", f"{stem}{parted}i18n")
    return Coalesce(NullIf(words, Value("")), F(path), output_field=models.TextField())
