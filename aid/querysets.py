"""What the domain asks of pledges."""

from typing import Any, Self

from django.db.models import F
from django.db.models.expressions import RawSQL

from records.querysets import EntryQuerySet

# A family is a first pledge with all that restate it, through however many hands. Its earliest
# published member stands for the money; drafts are walked through, and neither count nor hide it.
FAMILIES = """
WITH RECURSIVE family (id, root) AS (
    SELECT p.entry_ptr_id, p.entry_ptr_id FROM aid_pledge p
    WHERE p.restates_id IS NULL
      AND EXISTS (SELECT 1 FROM aid_pledge c WHERE c.restates_id = p.entry_ptr_id)
    UNION ALL
    SELECT p.entry_ptr_id, family.root FROM aid_pledge p JOIN family ON p.restates_id = family.id
), ranked (id, lead) AS (
    SELECT f.id, first_value(f.id) OVER (PARTITION BY f.root ORDER BY e.starts_on, e.id)
    FROM family f JOIN records_entry e ON e.id = f.id WHERE e.state = 'published'
)
"""
REPEATED = FAMILIES + "SELECT id FROM ranked WHERE id <> lead"  # noqa: S608 — our constants


class PledgeQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        before = self.annotate(restated_state=F("restates__state"))
        return before.values("aid_kind", "amount", "currency", "conditions", "restated_state")

    def for_rows(self) -> Self:
        return super().for_rows().select_related("restates")

    def counted_once(self) -> Self:
        """Published pledges of money that no earlier published pledge announced."""
        return self.published().exclude(pk__in=RawSQL(REPEATED, []))  # noqa: S611 — our constant
