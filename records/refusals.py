"""What the database said when it refused a row, in words for the person who typed it."""

from django.apps import apps
from django.db import IntegrityError, models
from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def refusal_message(error: IntegrityError) -> str:
    """The message of the violated constraint; else what a trigger or the database itself said."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return _constraint_message(model, constraint)
    said = getattr(diagnosis, "message_primary", None) or str(error)
    return _("The database refused this: %(said)s") % {"said": said}


def _constraint_message(model: type[models.Model], constraint: models.BaseConstraint) -> str:
    """Its own message, or for a uniqueness without one, which fields are the same."""
    own = constraint.violation_error_message != constraint.default_violation_error_message
    if own or not isinstance(constraint, models.UniqueConstraint):
        return str(constraint.get_violation_error_message())
    columns = {column.name: str(column.verbose_name) for column in model._meta.fields}
    fields = [columns[name] for name in constraint.fields]
    return _("There is one already with the same %(fields)s.") % {
        "fields": get_text_list(fields, _("and"))
    }
