"""`{% load languages %}`: names of languages in the reader's language."""

from babel import Locale, UnknownLocaleError
from django import template

from records.display import locale

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """The name of a BCP 47 code's language, or the code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale()) or code
    except (UnknownLocaleError, ValueError):
        return code
