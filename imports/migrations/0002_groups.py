"""Editors look after the imports; contributors see the inbox, to keep sources from it."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    replaces = [
        ("imports", "0002_roles"),
        ("imports", "0006_feeds_roles"),
        ("imports", "0008_mapping_roles"),
        ("imports", "0013_who_roles"),
    ]

    dependencies = [("records", "0003_groups"), ("imports", "0001_tables")]

    operations = [grants("imports", views=("feeditem",), contributor_views=False)]
