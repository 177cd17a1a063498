"""Pledges fall due in the years 1000 to 8999; a day beyond them said that none was promised."""

from datetime import date

from django.db import migrations, models

NO_DAY = """
    UPDATE aid_pledge SET due_on = NULL WHERE due_on > '8999-12-31';
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("aid", "0002_groups")]

    operations = [
        migrations.RunSQL(NO_DAY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                name="aid_pledge_due_kept",
                condition=models.Q(due_on__range=(date(1000, 1, 1), date(8999, 12, 31))),
                violation_error_message="Dates are of the years 1000 to 8999.",
            ),
        ),
    ]
