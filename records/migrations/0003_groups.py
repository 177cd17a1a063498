"""The groups, and what they may do with the records."""

from django.db import migrations

from records.roles import grants, grants_people


class Migration(migrations.Migration):
    replaces = [
        ("records", "0003_roles"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("records", "0002_functions"),
    ]

    operations = [
        grants(
            "records",
            rows=("citation", "correction", "identifier", "involvement", "link", "processentry"),
            adds=("actor", "actorname", "affiliation", "source"),
        ),
        grants_people(),
    ]
