"""History of a tracked model: every version of every row, with who wrote it and why.

Written by statement-level triggers (django-pghistory), so bulk writes and SQL are seen too.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.apps import apps
from django.db import models

from records.triggers import MOVE_DATA_VERSION

ModelT = TypeVar("ModelT", bound=type[models.Model])


def tracked(exclude: tuple[str, ...] = ()) -> Callable[[ModelT], ModelT]:
    """Track a model's rows in `<Model>Event`, related to the row by `versions`.

    A write also moves the version of the data on (`records.data_version`).

    Labels are created, changed and deleted; a deleted version is the row as it last was.
    `exclude` names derived columns: a change of those alone is no new version.
    """

    def decorate(model: ModelT) -> ModelT:
        name = model._meta.model_name
        is_child = bool(model._meta.parents)
        decorated: ModelT = pghistory.track(
            pghistory.InsertEvent("created"),
            pghistory.UpdateEvent("changed"),
            pghistory.DeleteEvent("deleted"),
            exclude=[*exclude],
            # A child of Entry shares its parent's key, so each needs a name of its own.
            obj_field=pghistory.ObjForeignKey(
                related_name=f"{name}_versions" if is_child else "versions"
            ),
            meta={"ordering": ["pgh_id"]},
        )(model)
        pgtrigger.register(MOVE_DATA_VERSION)(decorated)
        _index_what_is_asked(decorated)
        return decorated

    return decorate


def _index_what_is_asked(model: type[models.Model]) -> None:
    """History is asked for by its row, or by the record that the row belongs to and goes with.

    Every further index would be written with every version and read by nobody.
    """
    history = apps.get_registered_model(model._meta.app_label, f"{model.__name__}Event")
    columns: Any = history._meta.local_fields
    for column in columns:
        if column.many_to_one and column.name != "pgh_obj":
            column.db_index = column.name in _owners(model)


def _owners(model: type[models.Model]) -> set[str]:
    return {
        column.name
        for column in model._meta.local_fields
        if isinstance(column, models.ForeignKey)
        and column.remote_field.on_delete is models.CASCADE
        and not column.remote_field.parent_link
    }
