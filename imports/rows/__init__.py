"""A normalised row: what every connector makes of a record, whatever the file looked like.

The shape is JSON all through and stable: the same record always gives the same text, so that two
imports of it can be compared by a digest.
"""

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from imports.problems import Problem
from imports.rows.entries import EntryRow
from imports.rows.items import ItemRow
from imports.rows.parts import (
    ActorRef,
    Affiliation,
    Alias,
    Citation,
    Designation,
    Involvement,
    Link,
    Membership,
    Name,
    ProgrammeRef,
    Provision,
    Scalar,
    SourceRef,
    TrackRef,
    Transaction,
)
from imports.rows.rates import RatesRow
from imports.rows.records import RecordRow
from imports.rows.subjects import SubjectRow
from imports.texts import clean

__all__ = [
    "ActorRef",
    "Affiliation",
    "Alias",
    "Citation",
    "Designation",
    "EntryRow",
    "Involvement",
    "ItemRow",
    "Link",
    "Membership",
    "Name",
    "ProgrammeRef",
    "Provision",
    "RatesRow",
    "ReadRow",
    "Record",
    "RecordRow",
    "Scalar",
    "SourceRef",
    "SubjectRow",
    "TrackRef",
    "Transaction",
    "digest_of",
]

Record = EntryRow | SubjectRow | RatesRow | ItemRow | RecordRow


def digest_of(stored: dict[str, Any]) -> str:
    text = json.dumps(stored, sort_keys=True, ensure_ascii=True)
    return blake2b(text.encode(), digest_size=20).hexdigest()


@dataclass
class ReadRow:
    """What a connector yields for every record of the file, also for those that it refuses."""

    line: int
    raw: dict[str, str]
    sheet: str = ""
    record: Record | None = None
    problems: list[Problem] = field(default_factory=list)
    accepted: bool = True  # until somebody rejects it; of a suggestion, False until accepted

    def __post_init__(self) -> None:
        self.raw = {clean(key): clean(value) for key, value in self.raw.items()}
        if any(one.is_error for one in self.problems):
            self.record = None
