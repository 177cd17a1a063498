"""The index by which rows of actors and rates find what was last imported, made without a lock."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("imports", "0010_written_less")]

    operations = [
        AddIndexConcurrently(
            model_name="row",
            index=models.Index(
                condition=models.Q(("applied_at__isnull", False), models.Q(("target", "entry"), _negated=True)),
                fields=["scheme", "key"],
                name="imports_row_base",
            ),
        ),
    ]
