"""The page's form: from what was posted to a plan, with what is wrong with it; and JSON to take."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from imports.mappings.fields import CONSTANTS, fields_of, label_of
from imports.mappings.guessing import Guess, offered
from imports.mappings.headers import DEFAULT_ROLES
from imports.mappings.plans import MOST_BYTES, Options, Plan
from imports.mappings.sampling import Sheet

NEEDED = {
    "title": gettext_lazy(
        "No column is mapped to the title, and every entry needs one. Choose the column that says "
        "in a few words what happened."
    ),
    "date": gettext_lazy(
        "No column is mapped to the date, and every entry needs one. A year will do."
    ),
}
KINDS_NEED = {"document": ("form",), "relief": ("instrument",)}


@dataclass
class Choices:
    """What stands in the form: the mapping of each column by its place, and of the whole file."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def plan(self, sheet: Sheet, name: str = "") -> Plan:
        """Raises pydantic's ValidationError where something was posted that the page has not."""
        columns = {
            column: {"field": code, "options": self._options(column, code)}
            for column, code in self.fields.items()
            if code
        }
        said = {code: text.strip() for code, text in self.constants.items() if text.strip()}
        return Plan.model_validate(
            {"name": name, "kind": self.kind, "sheet": sheet.name, "header": sheet.columns}
            | {"columns": columns, "constants": said}
        )

    def _options(self, column: str, code: str) -> dict[str, str]:
        """Only those that the field takes; a role that nobody chose is the kind's usual one."""
        wanted = fields_of(self.kind).get(code)
        takes = wanted.takes if wanted else ()
        own = self.options.get(column, {})
        said = {name: own[name].strip() for name in takes if own.get(name, "").strip()}
        if "role" in takes:
            said.setdefault("role", DEFAULT_ROLES[self.kind].value)
        return said


def posted(data: QueryDict, kind: str, sheet: Sheet) -> Choices:
    """The choices of a form that was sent."""
    found = Choices(kind)
    for column in offered(sheet):
        place = sheet.columns.index(column)
        found.fields[column] = data.get(f"c{place}-field", "")
        found.options[column] = {
            name: data.get(f"c{place}-{name}", "") for name in Options.model_fields
        }
    found.constants = {code: data.get(f"k-{code}", "") for code in CONSTANTS[kind]}
    return found


def guessed(kind: str, guesses: dict[str, Guess]) -> Choices:
    return Choices(
        kind,
        {column: one.field for column, one in guesses.items()},
        {column: one.options.model_dump() for column, one in guesses.items()},
    )


def planned(plan: Plan, sheet: Sheet) -> Choices:
    """The choices of a mapping; a column that it does not speak of is left aside."""
    here = {name: one for name, one in plan.columns.items() if name in sheet.columns}
    return Choices(
        plan.kind,
        {column: one.field for column, one in here.items()},
        {column: one.options.model_dump() for column, one in here.items()},
        dict(plan.constants),
    )


def wrong_with(plan: Plan) -> list[str]:
    """What keeps a mapping from making entries, in words that help."""
    found = [str(words) for name, words in NEEDED.items() if not _has(plan, name)]
    fields = fields_of(plan.kind)
    for code in KINDS_NEED.get(plan.kind, ()):
        if not _has(plan, code) and code not in plan.constants:
            words = _("Nothing says the %(field)s. Map a column to it, or say it for the file.")
            found.append(words % {"field": label_of(plan.kind, code)})
    for code, field_of in fields.items():
        columns = [name for name, one in plan.columns.items() if one.field == code]
        if len(columns) > 1 and not field_of.several:
            words = _("%(columns)s are all mapped to “%(field)s”, which is one. Choose one.")
            named = ", ".join(f"“{name}”" for name in columns)
            found.append(words % {"columns": named, "field": field_of.label})
    return found


def _has(plan: Plan, code: str) -> bool:
    return any(one.field == code for one in plan.columns.values())


def refused(error: ValidationError) -> str:
    """What pydantic refuses of a form that no page of ours sends, or of too long a text."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])[:100]
    return _("This cannot be kept: %(place)s: %(reason)s.") % {
        "place": place,
        "reason": first["msg"].removeprefix("Value error, ")[:300],
    }


class BringInForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("JSON file of a mapping"), max_length=300)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Leave it empty to keep the name that stands in the file."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than a mapping can be (1 MB)."))
        return file.read()
