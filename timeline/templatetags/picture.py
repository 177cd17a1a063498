"""`{% load picture %}`: the timeline's picture in a page."""

from django import template
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from timeline.picture import Picture

register = template.Library()


@register.simple_tag
def drawn(picture: Picture | None) -> SafeString:
    """The picture, which may have hundreds of marks; nothing where there is none."""
    if picture is None:
        return SafeString("")
    svg = engines["jinja2"].get_template("timeline/_picture.html").render({"picture": picture})
    return mark_safe(svg)  # noqa: S308 — Jinja escapes what it draws


@register.filter
def units(value: float) -> str:
    """A length in an SVG, to a tenth."""
    return f"{round(value, 1):g}"
