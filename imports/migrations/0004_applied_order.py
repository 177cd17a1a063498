"""Rows count in the order in which they were applied; those that were are counted by their time."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SEQUENCE = """
CREATE SEQUENCE imports_row_applied_order_seq OWNED BY imports_row.applied_order
"""
COUNT = """
UPDATE imports_row AS r SET applied_order = a.place
FROM (
    SELECT id, row_number() OVER (ORDER BY applied_at, id) AS place FROM imports_row
    WHERE applied_at IS NOT NULL
) AS a
WHERE r.id = a.id;
SELECT setval('imports_row_applied_order_seq', coalesce(max(applied_order), 1), count(*) > 0)
FROM imports_row WHERE applied_order IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_partial_indexes")]

    operations = [
        migrations.AddField(
            model_name="row",
            name="applied_order",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.RunSQL(SEQUENCE, migrations.RunSQL.noop),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="row",
            trigger=pgtrigger.compiler.Trigger(
                name="count_applied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (NEW."applied_at" IS NOT NULL AND OLD."applied_at" IS NULL)'
                    ),
                    func=(
                        "NEW.applied_order := nextval('imports_row_applied_order_seq'); "
                        "RETURN NEW;"
                    ),
                    hash="37a50b8704a5d640d3484979487a8882c9410bfb",
                    operation='UPDATE OF "applied_at"',
                    pgid="pgtrigger_count_applied_2e495",
                    table="imports_row",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=models.Q(applied_at=None, applied_order=None)
                | models.Q(applied_at__isnull=False, applied_order__isnull=False),
                name="imports_row_applied_in_order",
            ),
        ),
    ]
