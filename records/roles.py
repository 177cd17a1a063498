"""Who may do what: three groups, and the one rule about whose hands an entry is in.

- contributor: writes drafts, and adds the actors and sources that drafts need;
- editor: changes everything, publishes and withdraws;
- administrator: an editor who also looks after people and their groups.

Each room grants its own permissions in its own migration, by one call of `grants`.
"""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from records.models import Entry

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "contributor", "editor", "administrator"
PUBLISH = "records.publish_entry"

User = AbstractBaseUser | AnonymousUser


def may_publish(user: User) -> bool:
    return isinstance(user, PermissionsMixin) and user.has_perm(PUBLISH)


def may_edit(user: User, entry: Entry) -> bool:
    """Whether the entry's state lets this user change it: a draft is anybody's who may write at
    all; one in review, published or withdrawn is in the hands of the editors."""
    return entry.state == Entry.State.DRAFT or may_publish(user)


def grants(
    room: str,
    *,
    kinds: Iterable[str] = (),
    rows: Iterable[str] = (),
    adds: Iterable[str] = (),
    views: Iterable[str] = (),
    contributor_views: bool = True,
) -> migrations.RunPython:
    """The migration operation that gives the groups their permissions on a room's models.

    A contributor adds and changes `kinds`; adds, changes and deletes `rows`, which belong to an
    entry; only adds `adds`; and sees `views` even where `contributor_views` is off. Editors and
    administrators may do everything with all of them.
    """
    wanted = {
        **{name: {"add", "change"} for name in kinds},
        **{name: {"add", "change", "delete"} for name in rows},
        **{name: {"add"} for name in adds},
        **{name: {"view"} for name in views},
    }

    def forwards(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor | None) -> None:
        for model in _own_models(apps, room):
            name = model._meta.model_name or ""
            permissions = _permissions(apps, model)
            actions = wanted.get(name, set()) | ({"view"} if contributor_views else set())
            _give(apps, CONTRIBUTOR, [permissions[f"{action}_{name}"] for action in actions])
            _give(apps, EDITOR, permissions.values())
            _give(apps, ADMINISTRATOR, permissions.values())

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def grants_people() -> migrations.RunPython:
    """The migration operation that lets administrators look after users and groups."""

    def forwards(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor | None) -> None:
        for name in ("User", "Group"):
            permissions = _permissions(apps, apps.get_model("auth", name))
            _give(apps, ADMINISTRATOR, permissions.values())

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def _own_models(apps: Apps, room: str) -> list[type[models.Model]]:
    """The room’s models without the tables of history and of changes, which nobody edits."""
    return [
        model
        for model in apps.get_app_config(room).get_models()
        if model._meta.default_permissions
        and "pgh_id" not in {field.name for field in model._meta.fields}
    ]


def _permissions(apps: Apps, model: type[models.Model]) -> dict[str, models.Model]:
    """A model's permissions by code name, made where they are not there yet.

    Django makes them only when all migrations have run, too late for the groups.
    """
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    name = model._meta.model_name
    codes = [
        *((f"{a}_{name}", f"Can {a} {model._meta.verbose_name_raw}") for a in _actions(model)),
        *((code, str(words)) for code, words in model._meta.permissions),
    ]
    permission = apps.get_model("auth", "Permission")
    return {
        code: permission.objects.get_or_create(
            content_type=content_type, codename=code, defaults={"name": words}
        )[0]
        for code, words in codes
    }


def _actions(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(model._meta.default_permissions)


def _give(apps: Apps, group: str, permissions: Iterable[models.Model]) -> None:
    row, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    row.permissions.add(*(permission.pk for permission in permissions))
