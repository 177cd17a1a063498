"""Whether a translation keeps the placeholders of its original: `%(name)s`, `%s`, `{name}`.

Stricter than Babel's own checker, which lets a named placeholder go missing and takes the
“% o” of “50% of” for one.
"""

import re
from collections import Counter
from string import Formatter

PERCENT = re.compile(
    r"%(?:%|(?:\(\w+\))?[-#0+]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?[diouxXeEfFgGcrsa])"
)
NUMBERED = re.compile(r"[hlL]?[diu]$")  # all three write a whole number


def percent_placeholders(text: str) -> list[str]:
    return [NUMBERED.sub("d", found) for found in PERCENT.findall(text) if found != "%%"]


def brace_placeholders(text: str) -> list[str]:
    """The fields that `str.format` would fill; none where `text` is no format at all."""
    try:
        fields = [field for _literal, field, _spec, _conversion in Formatter().parse(text)]
    except ValueError:
        return []
    return [f"{{{field}}}" for field in fields if field is not None]


def placeholders(text: str) -> Counter[str]:
    """Every placeholder; how often counts only where its place in the row gives its meaning."""
    found = [*percent_placeholders(text), *brace_placeholders(text)]
    return Counter({name: 1 if _is_named(name) else found.count(name) for name in found})


def has_lone_percent(text: str) -> bool:
    """Whether a `%` is neither doubled nor part of a placeholder: formatting would fail on it."""
    return "%" in PERCENT.sub("", text)


def differences(original: str, translation: str) -> list[str]:
    """What is wrong with the placeholders of `translation`, in words; nothing where it is right."""
    if brace_placeholders(original) and _breaks_format(translation):
        return ["has a lone brace, to be doubled"]
    expected, found = placeholders(original), placeholders(translation)
    problems = [f"lacks {name}" for name in sorted((expected - found).elements())]
    problems += [
        f"has {name}, unknown to the original" for name in sorted((found - expected).elements())
    ]
    if not problems and _positions(original) != _positions(translation):
        problems.append("has %-placeholders in another order than the original")
    if has_lone_percent(translation) and not has_lone_percent(original):
        problems.append("has a lone %, to be written %%")
    return problems


def _is_named(name: str) -> bool:
    return name.startswith(("%(", "{")) and name != "{}"


def _positions(text: str) -> list[str]:
    return [name for name in percent_placeholders(text) if not _is_named(name)]


def _breaks_format(text: str) -> bool:
    try:
        list(Formatter().parse(text))
    except ValueError:
        return True
    return False
