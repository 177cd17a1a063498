"""What the groups may do with decisions on names, too."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles"), ("imports", "0012_who_is_who")]

    operations = [grants("imports", contributor_views=False)]
