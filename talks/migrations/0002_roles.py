"""What the groups may do in this room."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles"), ("talks", "0001_initial")]

    operations = [grants("talks", kinds=("document", "incident", "round", "statement"), rows=("position", "provision", "readout"))]
