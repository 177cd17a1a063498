"""What a renewal changed: two instruments of a chain, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.comparison import Comparison, compare
from sanctions.models import Relief
from sanctions.periods import label

FIELDS = ("authorises", "excludes", "conditions")


@dataclass(frozen=True)
class Choice:
    """Another instrument of the chain, to compare with."""

    slug: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Compared:
    """The earlier and the later of two instruments; `texts` is empty until one is chosen."""

    choices: list[Choice]
    before: str
    after: str
    texts: list[tuple[str, Comparison]]
    unknown: str  # what was asked and is not in the chain


def compared_steps(chain: Sequence[Relief], current: Relief, slug: str) -> Compared:
    """`current` beside the instrument of `chain` at `slug`, the earlier of both first."""
    others = [relief for relief in chain if relief.pk != current.pk]
    other = next((relief for relief in others if relief.slug == slug), None)
    choices = [Choice(relief.slug, label(relief), relief.slug == slug) for relief in others]
    if other is None:
        return Compared(choices, "", "", [], slug if others else "")
    before, after = (one for one in chain if one.pk in (current.pk, other.pk))
    headings = (_("What it authorises"), _("What it does not"), _("Conditions"))
    texts = [
        (heading, compare(text_of(before, name), text_of(after, name)))
        for heading, name in zip(headings, FIELDS, strict=True)
        if text_of(before, name) or text_of(after, name)
    ]
    return Compared(choices, label(before), label(after), texts, "")


def text_of(relief: Relief, name: str) -> str:
    return str(getattr(relief, f"{name}_i18n") or "")
