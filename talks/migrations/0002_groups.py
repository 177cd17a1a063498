"""What the groups may do in this room."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    replaces = [
        ("talks", "0002_roles"),
    ]

    dependencies = [("records", "0003_groups"), ("talks", "0001_tables")]

    operations = [grants("talks", kinds=("document", "incident", "round", "statement"), rows=("position", "provision", "readout"))]
