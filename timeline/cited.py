"""What a source's page says of each citation: of which field it speaks, and who says otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from records.evidence import canonical, field_name, value_words
from records.kinds import kind_model
from records.models import Citation, Source


@dataclass
class Cited:
    """A citation; `subject` and `value` in words where it speaks of one field of the entry."""

    citation: Any  # a Citation
    subject: str = ""
    value: str = ""
    others: list[tuple[Source, str]] = field(default_factory=list)


def cited(citations: Iterable[Any]) -> list[Cited]:
    """Each citation with what other sources say of the same field instead. One query."""
    shown = [_cited(citation) for citation in citations]
    spoken = [one for one in shown if one.subject]
    said: dict[tuple[int, str], dict[tuple[Source, str], None]] = defaultdict(dict)
    same_entries = {one.citation.entry_id for one in spoken}
    rivals: Any = Citation.objects.filter(entry__in=same_entries).exclude(field="")
    for rival in rivals.select_related("source").order_by("id"):
        words = value_words(canonical(rival.field), rival.value_i18n)
        said[rival.entry_id, canonical(rival.field)][rival.source, words] = None
    for one in spoken:
        key = (one.citation.entry_id, canonical(one.citation.field))
        one.others = [
            (source, words)
            for source, words in said[key]
            if source.pk != one.citation.source_id and words != one.value
        ]
    return shown


def _cited(citation: Any) -> Cited:
    if not citation.field:
        return Cited(citation)
    name = canonical(citation.field)
    kind = kind_model(citation.entry.kind)
    return Cited(citation, field_name([kind], name), value_words(name, citation.value_i18n))
