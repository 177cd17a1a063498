"""What can be wrong with a whole export, and how to mend it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WHOLE_MESSAGES: dict[str, Any] = {
    # of the file
    "newer_form": _(
        "The file is of form %(found)s, and this Parley reads form %(known)s. Update Parley first."
    ),
    "cut_short": _(
        "The header counts %(said)s records, and %(found)s stand in the file: it was cut, or "
        "changed. Export it again, or take “records” out of the header if this is all that you "
        "want to import."
    ),
    # of a line
    "unknown_type": _("“%(value)s” is no type of record. Write one of: %(allowed)s."),
    "unknown_key": _("This key is not known here. Remove it, or write one of: %(allowed)s."),
    "missing_key": _("This key must be there, and say something."),
    "wrong_type": _("Here stands %(found)s, where %(wanted)s belongs."),
    "unstorable": _("The text holds a NUL byte or half a character. Remove it."),
    "no_such_moment": _("“%(value)s” is no time with its zone. Write 2025-12-04T10:00:00+00:00."),
    "no_address": _("“%(value)s” is no web address. Begin it with https://."),
    "unknown_translation": _(
        "“%(value)s” is no translation that is kept here. Remove it, or write one of: %(allowed)s."
    ),
    "not_a_rate_here": _('“%(value)s” is no rate above zero. Write it as a text such as "1.0853".'),
    "unfit": _("%(reason)s"),
    "reference_missing": _(
        "“%(value)s” is neither here nor in this file. Add its line to the file, or correct the "
        "reference."
    ),
    "waits": _(
        "“%(value)s” is not here yet, so this row was not applied. Accept and apply its line, too."
    ),
    "left_open": _("“%(value)s” is not here yet, so this was left open. Apply its line, too."),
}
