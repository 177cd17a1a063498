"""Rows of lists are drawn by Jinja: docs/decisions/0007-rows-in-jinja.md says why."""

from typing import Any

from django.template import engines
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """With the filters of all rooms' template libraries, which Django's templates `{% load %}`."""
    made = Environment(  # noqa: S701 — Django's backend turns autoescape on
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    for library in engines["django"].engine.template_libraries.values():  # type: ignore[attr-defined]
        made.filters.update(library.filters)
    made.filters["truncatechars"] = truncatechars
    return made
