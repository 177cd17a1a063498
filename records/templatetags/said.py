"""`{% load said %}`: words in the language in which they stand, when that is not the reader's."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def said(record: Any, field: str) -> SafeString:
    """A translatable text: `{% said entry "title" %}`, with `lang` where it is not translated."""
    text, language = _text_of(record, field)
    if not language:
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<bdi lang="{}">{}</bdi>', language, text)


@register.simple_tag
def said_lang(record: Any, field: str) -> SafeString | str:
    """For an element that holds a whole text: `<p{% said_lang entry "summary" %}>`."""
    _text, language = _text_of(record, field)
    return format_html(' lang="{}"', language) if language else ""


def _text_of(record: Any, field: str) -> tuple[str, str]:
    """The text for the reader, and its language where that is another one."""
    reader = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    if reader == settings.LANGUAGE_CODE:
        return getattr(record, field), ""
    own = (getattr(record, "i18n", None) or {}).get(f"{field}_{reader}")
    return (own, "") if own else (getattr(record, field), settings.LANGUAGE_CODE)
