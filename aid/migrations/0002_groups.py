"""What the groups may do in this room."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    replaces = [
        ("aid", "0002_roles"),
    ]

    dependencies = [("records", "0003_groups"), ("aid", "0001_tables")]

    operations = [grants("aid", kinds=("pledge",), rows=("transaction",))]
