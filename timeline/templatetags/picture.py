"""`{% load picture %}`: the timeline's picture in a page."""

from django import template
from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from timeline.picture import Picture
from timeline.picture.drawing import Drawn

register = template.Library()


@register.simple_tag
def drawn(picture: Picture | None) -> SafeString:
    """The picture, which may have hundreds of marks; nothing where there is none."""
    if picture is None:
        return SafeString("")
    svg = engines["jinja2"].get_template("timeline/_picture.html").render({"picture": picture})
    return mark_safe(svg)  # noqa: S308 — Jinja escapes what it draws


@register.filter
def counted_link(mark: Drawn, host: str) -> SafeString:
    """A column of counted entries; not a template, since there may be hundreds of them."""
    name, url, x, y = escape(mark.name), escape(host + mark.url), units(mark.x), units(mark.y)
    size = units(mark.width)
    return mark_safe(  # noqa: S308 — name and address are escaped
        f'<a class="{mark.look}" href="{url}" aria-label="{name}" data-from="{mark.first}"'
        f' data-to="{mark.last}"><title>{name}</title><path class="target" fill="none"'
        f' pointer-events="all" d="M{x} {y}h{size}v24h-{size}z"/><path class="ink"'
        f' fill-opacity=".75" d="{mark.path}"/></a>'
    )


@register.filter
def units(value: float) -> str:
    """A length in an SVG, to a tenth."""
    return f"{round(value, 1):g}"
