"""A text beside the one that it replaces: provision by provision, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from records.comparison import Segment
from records.comparison import compare as compare_texts
from talks.models import Provision


@dataclass
class Compared:
    """One provision before and now; either may be missing, where it was added or dropped."""

    before: Provision | None
    after: Provision | None
    language: str = ""  # of both texts, where they are not in the reader's
    old: list[Segment] = field(default_factory=list)
    new: list[Segment] = field(default_factory=list)

    @property
    def shown(self) -> Provision:
        found = self.after or self.before
        assert found is not None  # noqa: S101 — made of at least one
        return found

    @property
    def is_unchanged(self) -> bool:
        pieces = [*self.old, *self.new]
        return bool(self.before and self.after) and not any(piece.is_changed for piece in pieces)


def compare(before: Iterable[Provision], after: Iterable[Provision]) -> list[Compared]:
    """Provisions of two versions in the order of the later; what was dropped comes last.

    The record says which became which (`aligned_with`); where it does not, the number does.
    """
    earlier = list(before)
    by_pk = {provision.pk: provision for provision in earlier}
    by_number = {provision.number: provision for provision in earlier}
    rows, used = [], set()
    for provision in after:
        old = by_pk.get(provision.aligned_with_id or 0) or by_number.get(provision.number)
        if old and old.pk in used:
            old = None
        used |= {old.pk} if old else set()
        rows.append(_compared(old, provision))
    return rows + [_compared(old, None) for old in earlier if old.pk not in used]


def _compared(before: Provision | None, after: Provision | None) -> Compared:
    language, is_readers = _language_of([p for p in (before, after) if p])
    old, new = (_text(p, language) if p else "" for p in (before, after))
    row = Compared(before, after, "" if is_readers else language)
    if before and after:
        found = compare_texts(old, new)
        row.old, row.new = found.before, found.after
    else:
        row.old, row.new = (
            [Segment(old, is_changed=True)] if old else [],
            [Segment(new, is_changed=True)] if new else [],
        )
    return row


def _language_of(provisions: list[Provision]) -> tuple[str, bool]:
    """The reader's language where all are translated into it, else that of the originals."""
    reader = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    if reader == settings.LANGUAGE_CODE:
        return reader, True
    translated = all((p.i18n or {}).get(f"text_{reader}") for p in provisions if p.text)
    return (reader, True) if translated else (settings.LANGUAGE_CODE, False)


def _text(provision: Provision, language: str) -> str:
    if language == settings.LANGUAGE_CODE:
        return provision.text
    return str((provision.i18n or {}).get(f"text_{language}", ""))
