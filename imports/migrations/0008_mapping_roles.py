"""What the groups may do with mappings, too."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles"), ("imports", "0007_mapping")]

    operations = [grants("imports", contributor_views=False)]
