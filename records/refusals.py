"""What the database said when it refused a row, in words for the person who typed it."""

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _


def refusal_message(error: IntegrityError) -> str:
    """The message of the violated constraint; else what a trigger or the database itself said."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    said = getattr(diagnosis, "message_primary", None) or str(error)
    return _("The database refused this: %(said)s") % {"said": said}
