"""Indexes of what few rows of imports have hold these rows alone."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("imports", "0002_groups"),
        ("records", "0003_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="row",
            index=models.Index(
                condition=models.Q(("entry__isnull", False)),
                fields=["entry"],
                name="imports_row_entry",
            ),
        ),
        AddIndexConcurrently(
            model_name="row",
            index=models.Index(
                condition=models.Q(("actor__isnull", False)),
                fields=["actor"],
                name="imports_row_actor",
            ),
        ),
        AddIndexConcurrently(
            model_name="row",
            index=models.Index(
                condition=models.Q(("decided_by__isnull", False)),
                fields=["decided_by"],
                name="imports_row_decided_by",
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="actor",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_rows",
                to="records.actor",
                verbose_name="actor",
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="decided_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AlterField(
            model_name="row",
            name="entry",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_rows",
                to="records.entry",
                verbose_name="entry",
            ),
        ),
    ]
