"""From drafts to rows of an import: the shape in which everything is compared and applied."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from imports.articles.drafts import Draft, Involved, Quoted, Reason
from imports.articles.found import Text, Who
from imports.rows import Citation, EntryRow, Name, ReadRow, Scalar, SourceRef
from imports.rows import Involvement as InvolvementPart
from records.dates import End, Precision, Qualifier

SCHEME = "article"
LONGEST_TITLE = 500


def rows_of(text: Text, drafts: list[Draft], source: SourceRef, digest: str) -> Iterator[ReadRow]:
    """A row for each draft, not accepted until somebody does so; `line` is its sentence."""
    taken: dict[str, int] = {}
    for draft in drafts:
        key = f"{digest[:24]}-{draft.said.number}-{draft.kind}"
        taken[key] = taken.get(key, 0) + 1
        key += f"-{taken[key]}" * (taken[key] > 1)
        yield ReadRow(
            draft.said.number,
            {
                "sentence": text.content[draft.said.start : draft.said.end],
                "start": str(draft.said.start),
                "end": str(draft.said.end),
                "reasons": json.dumps([asdict(one) for one in draft.reasons], ensure_ascii=False),
            },
            record=_record(text, draft, source, key),
            accepted=False,
        )


def reasons_of(raw: dict[str, Any]) -> list[Reason]:
    """The reasons that a row of an article keeps."""
    return [Reason(**one) for one in json.loads(raw.get("reasons") or "[]")]


def _record(text: Text, draft: Draft, source: SourceRef, key: str) -> EntryRow:
    involvements = dict.fromkeys(_involvement(one) for one in draft.involved)
    return EntryRow(
        kind=draft.kind,
        identifier=Name(scheme=SCHEME, value=key),
        fields=_fields(draft),
        details=draft.details,
        involvements=list(involvements),
        citations=[_citation(text, one, source) for one in draft.quoted],
    )


def _fields(draft: Draft) -> dict[str, Scalar]:
    span = draft.when.span
    fields: dict[str, Scalar] = {
        "title": draft.title[:LONGEST_TITLE],
        "starts_on": span.starts_on.isoformat(),
        "ends_on": span.ends_on.isoformat() if span.ends_on else None,
        "date_end": End(span.end).value,
        "date_precision": Precision(span.precision).value,
        "date_qualifier": Qualifier(span.qualifier).value,
    }
    if draft.when.part_of_day:
        fields["part_of_day"] = draft.when.part_of_day
    if draft.where:
        fields["place_country"] = draft.where.country
        fields["place_precision"] = "locality" if draft.where.is_town else "country"
        if draft.where.is_town:
            fields["place_name"] = draft.where.name
    return fields


def _involvement(one: Involved) -> InvolvementPart:
    party = one.party if one.party != one.who else None
    return InvolvementPart(actor=one.who.ref, role=one.role, party=_ref(party), note=one.note)


def _ref(who: Who | None) -> Any:
    return who.ref if who else None


def _citation(text: Text, one: Quoted, source: SourceRef) -> Citation:
    return Citation(
        source=source,
        locator=f"§{one.paragraph}",
        quotation=text.content[one.start : one.end],
        attribution=one.attribution,
        attributed_to=one.attributed_to,
        field=one.field,
        value=one.value,
    )
