"""What undoing keeps, it keeps for a reason that is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0004_applied_order")]

    operations = [
        migrations.AlterField(
            model_name="row",
            name="kept_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("edited", "edited by hand since"),
                    ("later", "changed by a later import; undo that one first"),
                    ("in_use", "other entries refer to it"),
                ],
                max_length=30,
                verbose_name="kept because",
            ),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=models.Q(kept_because__in=["", "edited", "later", "in_use"]),
                name="imports_row_kept_known",
            ),
        ),
    ]
