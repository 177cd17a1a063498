"""History of a tracked model: every version of every row, with who wrote it and why.

Written by statement-level triggers (django-pghistory), so bulk writes and SQL are seen too.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
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
        return decorated

    return decorate
