"""What the groups may do in this room."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    replaces = [
        ("sanctions", "0002_roles"),
    ]

    dependencies = [("records", "0003_groups"), ("sanctions", "0001_tables")]

    operations = [grants("sanctions", kinds=("relief",))]
