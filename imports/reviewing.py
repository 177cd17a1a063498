"""Rows as the review asks for them: by outcome, words, reason and field, in an order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext as _

from imports.models import Batch, Row
from imports.problems import MESSAGES
from imports.statements import select

ORDERS = {
    "line": ("number",),
    "key": ("key", "number"),
    "record": ("normalised__fields__title", "normalised__fields__name", "number"),
}
STANDINGS = {
    "waiting": Q(applied_at=None, accepted=True, held=False),
    "held": Q(applied_at=None, held=True),
    "rejected": Q(applied_at=None, accepted=False),
    "applied": Q(applied_at__isnull=False, undone_at=None),
    "undone": Q(undone_at__isnull=False),
}
# How often each reason, and each field, stands in rows of a batch
REASONS = """
SELECT p->>'code', count(DISTINCT r.id) FROM imports_row r
CROSS JOIN jsonb_array_elements(r.problems) AS p WHERE r.batch_id = %s GROUP BY 1 ORDER BY 2 DESC
"""
FIELDS = """
SELECT name, count(*) FROM imports_row r CROSS JOIN jsonb_object_keys(r.diff) AS name
WHERE r.batch_id = %s AND r.diff <> '{}' GROUP BY 1 ORDER BY 2 DESC
"""


@dataclass(frozen=True)
class Review:
    """What somebody asked to see of a batch; what cannot be used stands for nothing asked."""

    batch: Batch
    outcome: str
    words: str = ""
    reason: str = ""
    field: str = ""
    standing: str = ""
    order: str = "line"

    @classmethod
    def of(cls, batch: Batch, asked: QueryDict) -> "Review":
        tabs = {code: number for code, _name, number in tabs_of(batch)}
        outcome = asked.get("outcome", "")
        if outcome not in tabs:
            outcome = next((code for code, number in tabs.items() if number), Row.Outcome.NEW)
        return cls(
            batch=batch,
            outcome=outcome,
            words=asked.get("q", "").replace("\0", "").strip()[:200],
            reason=asked.get("reason", "") if asked.get("reason") in MESSAGES else "",
            field=asked.get("field", "").replace("\0", "")[:100],
            standing=asked.get("standing", "") if asked.get("standing") in STANDINGS else "",
            order=asked.get("sort", "line") if asked.get("sort") in ORDERS else "line",
        )

    def rows(self) -> "QuerySet[Row]":
        rows = _of_outcome(self.batch, self.outcome)
        if self.words:
            rows = rows.annotate(text=Cast("raw", TextField())).filter(
                Q(key__icontains=self.words)
                | Q(text__icontains=self.words)
                | Q(normalised__fields__title__icontains=self.words)
                | Q(normalised__fields__name__icontains=self.words)
            )
        if self.reason:
            rows = rows.filter(problems__contains=[{"code": self.reason}])
        if self.field:
            rows = rows.filter(diff__has_key=self.field)
        if self.standing:
            rows = rows.filter(STANDINGS[self.standing])
        return rows.order_by(*ORDERS[self.order])

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.reason or self.field or self.standing)

    def address(self, order: str = "") -> str:
        """The query of this review, or of the same in another order, to stand behind an address."""
        one = replace(self, order=order) if order else self
        asked = {
            "outcome": one.outcome,
            "q": one.words,
            "reason": one.reason,
            "field": one.field,
            "standing": one.standing,
            "sort": "" if one.order == "line" else one.order,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def sorts(self) -> dict[str, str]:
        return {order: self.address(order) for order in ORDERS}


def _of_outcome(batch: Batch, outcome: str) -> "QuerySet[Row]":
    rows = batch.rows.all()
    if outcome == "kept":
        return rows.exclude(kept_because="")
    if outcome == "problems":
        return rows.exclude(problems=[])
    return rows.filter(outcome="" if outcome == "waiting" else outcome)


def tabs_of(batch: Batch) -> list[tuple[str, str, int]]:
    """Code, name and number of rows of each tab of the review."""
    tabs = [(str(code), str(name), batch.counts.get(code, 0)) for code, name in Row.Outcome.choices]
    tabs.append(("problems", _("with remarks"), batch.rows.exclude(problems=[]).count()))
    if waiting := batch.counts.get("waiting", 0):
        tabs.append(("waiting", _("not compared yet"), waiting))
    if kept := batch.report.get("kept", 0):
        tabs.append(("kept", _("kept in undoing"), kept))
    return tabs


def reasons_of(batch: Batch) -> list[tuple[str, str, int]]:
    """Code, words and number of rows of every reason that stands in the batch."""
    return [
        (code, reason_words(code), number)
        for code, number in select(REASONS, [batch.pk])
        if code in MESSAGES
    ]


def reason_words(code: str) -> str:
    """A reason without what it is about in one row."""
    return str(MESSAGES[code]) % defaultdict(lambda: "…")


def fields_of(batch: Batch) -> Iterable[tuple[str, int]]:
    return select(FIELDS, [batch.pk])


def standings() -> list[tuple[str, str]]:
    return [
        ("waiting", _("waiting, accepted")),
        ("held", _("waiting for who is who")),
        ("rejected", _("rejected")),
        ("applied", _("applied")),
        ("undone", _("undone")),
    ]
