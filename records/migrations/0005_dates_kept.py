"""Dates are of the years 1000 to 8999; an end beyond them said that there was none."""

from datetime import date

from django.db import migrations, models

OPEN_ENDS = """
    UPDATE records_entry SET ends_on = NULL, date_end = 'open' WHERE ends_on > '8999-12-31';
    SET CONSTRAINTS ALL IMMEDIATE;
"""
KEPT = (date(1000, 1, 1), date(8999, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("records", "0004_redirects_of_the_read")]

    operations = [
        migrations.RunSQL(OPEN_ENDS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                name="records_entry_dates_kept",
                condition=models.Q(starts_on__range=KEPT, ends_on__range=KEPT)
                | models.Q(starts_on__range=KEPT, ends_on__isnull=True),
                violation_error_message="Dates are of the years 1000 to 8999.",
            ),
        ),
    ]
