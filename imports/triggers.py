"""What the database itself keeps of the rows of imports, whatever statement writes them."""

from pgtrigger import Before, Q, Row, Trigger, UpdateOf

# Rows count in the order in which they were applied, and not in that of their upload. The number is
# drawn while the record is locked or not to be seen yet: of two rows of a record, the higher one
# wrote last.
COUNT_APPLIED = Trigger(
    name="count_applied",
    level=Row,
    when=Before,
    operation=UpdateOf("applied_at"),
    condition=Q(old__applied_at__isnull=True, new__applied_at__isnull=False),
    func="NEW.applied_order := nextval('imports_row_applied_order_seq'); RETURN NEW;",
)
