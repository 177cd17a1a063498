"""The editors' desk for what every kind shares; the kinds' rooms build theirs on `EntryAdmin`."""

from records.admin import actors, entries, evidence, merging, processes, rows
from records.admin.base import RecordAdmin, RowAdmin, RowInline
from records.admin.kinds import EntryAdmin

__all__ = [
    "EntryAdmin",
    "RecordAdmin",
    "RowAdmin",
    "RowInline",
    "actors",
    "entries",
    "evidence",
    "merging",
    "processes",
    "rows",
]
