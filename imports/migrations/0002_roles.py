"""What the groups may do in this room."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles"), ("imports", "0001_initial")]

    operations = [grants("imports", contributor_views=False)]
