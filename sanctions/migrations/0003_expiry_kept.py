"""Relief ends in the years 1000 to 8999; an end beyond them said that there was none."""

from datetime import UTC, datetime

from django.db import migrations, models

NO_END = """
    UPDATE sanctions_relief SET expires_at = NULL, expires_zone = '', expires_precision = 'minute'
    WHERE expires_at > '9000-01-01 23:59:59+00';
    SET CONSTRAINTS ALL IMMEDIATE;
"""
KEPT = (datetime(999, 12, 31, tzinfo=UTC), datetime(9000, 1, 1, 23, 59, 59, tzinfo=UTC))


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0002_groups")]

    operations = [
        migrations.RunSQL(NO_END, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="relief",
            constraint=models.CheckConstraint(
                name="sanctions_relief_expiry_kept",
                condition=models.Q(expires_at__range=KEPT),
                violation_error_message="Dates are of the years 1000 to 8999.",
            ),
        ),
    ]
