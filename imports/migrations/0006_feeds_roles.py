"""Editors manage feeds and the inbox; contributors see the inbox, to keep sources from it."""

from django.db import migrations

from records.roles import grants


class Migration(migrations.Migration):
    dependencies = [("records", "0003_roles"), ("imports", "0005_feeds_and_inbox")]

    operations = [grants("imports", views=("feeditem",), contributor_views=False)]
