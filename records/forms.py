"""Forms of the editors' desk: uncertain dates in one field, and saves that overwrite nobody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslatedVirtualField

from records.dates import InvalidDateError, Span, parse
from records.display import day_words, locale
from records.models import Actor, Entry, Redirect
from records.pages import READABLE
from records.versions import Version, marks_of, read_marks, versions_since
from records.vocabulary import COUNTRY_CODES


class CountryChoiceField(forms.TypedChoiceField):
    """A country by its name in the editor's language, kept as its code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)  # a text field's, of no use to a choice
        super().__init__(choices=_country_choices, empty_value="", **kwargs)


def _country_choices() -> list[tuple[str, str]]:
    names = locale().territories
    named = sorted((str(names.get(code, code)), code) for code in COUNTRY_CODES)
    return [("", "—"), *((code, f"{name} ({code})") for name, code in named)]


class SpanField(forms.CharField):
    """A date as sure as it is, written in EDTF; the value is a `records.dates.Span`."""

    default_error_messages = {
        "required": _("Say when, as exactly as is known: 2025-12-04, 2025-12 or 2025.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Date"))
        kwargs.setdefault(
            "help_text",
            _(
                "A day 2025-12-04, a month 2026-04, a year 2025, a span 2025-12-04/2025-12-06, "
                "still going on 2025-12-04/.., end not known 2025-12-04/; "
                "about 2025-12~, uncertain 2025-12?."
            ),
        )
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text or isinstance(value, Span):
            return value or None
        try:
            return parse(text)
        except InvalidDateError as error:
            raise ValidationError(str(error), code="edtf") from error

    def run_validators(self, value: Any) -> None:
        """The length is that of the text; a span has none."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "").strip()


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses to overwrite what somebody else saved since the form was opened.

    The hidden field `seen` carries the newest history row of each table that the form shows. The
    admin sets `ignoring` (tables of rows that the form does not write) and `refused_by` (what the
    database said of the last attempt).
    """

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        help_text=_("Kept in the history beside what you change."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    ignoring: tuple[str, ...] = ()
    refused_by: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = _written(marks_of(self.instance, self.ignoring))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if value == "" and _is_translation(self._meta.model, name):
                cleaned[name] = None  # not translated, rather than translated into nothing
        if self.refused_by:
            self.add_error(None, self.refused_by)
        if self.instance.pk:
            self._refuse_to_overwrite()
        return cleaned

    def _refuse_to_overwrite(self) -> None:
        """Locks the record, so that of two saves at once the second sees the first."""
        model = self._meta.model
        model._base_manager.select_for_update().get(pk=self.instance.pk)
        now = marks_of(self.instance, self.ignoring)
        seen = str(self.data.get("seen", ""))
        if seen == _written(now):
            return
        missed = versions_since(self.instance, read_marks(seen.split()))
        self.add_error(None, _conflict(missed))
        # What was typed stays; saving once more is then a decision.
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = _written(now)
        self.data = data

    def _get_validation_exclusions(self) -> set[str]:
        """Columns behind a composite field are validated too, for their constraints' sake."""
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - self.validated_columns()

    def validated_columns(self) -> set[str]:
        return set()


FORMER_ADDRESS = _(
    "“%(title)s” had this address, which leads readers to it still. Choose another address."
)


class EntryForm(RecordForm):
    date = SpanField()

    field_order = ["date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("date", str(self.instance.span))

    def clean_slug(self) -> str:
        """A former address leads readers on, and only what they see may take it from there."""
        slug: str = self.cleaned_data["slug"]
        entry: Any = self.instance
        if "slug" in self.changed_data and entry.state not in READABLE:
            former = Redirect.objects.filter(kind=entry.KIND, slug=slug, entry__state__in=READABLE)
            if had := former.select_related("entry").first():
                raise ValidationError(FORMER_ADDRESS, code="former", params={"title": had.entry})
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.kind = self.instance.kind or self.instance.KIND
        if cleaned.get("date"):
            self.instance.span = cleaned["date"]
        return cleaned

    def validated_columns(self) -> set[str]:
        columns = super().validated_columns() | {"kind"}
        if self.cleaned_data.get("date"):
            columns |= {"starts_on", "ends_on", "date_end", "date_precision", "date_qualifier"}
        return columns


LAST_SOURCE = _(
    "“%(title)s” is published, and what is published has a source. Add another source before you "
    "take the last one away, or withdraw the entry first."
)


class CitationFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Refuses to take the last source from an entry that readers see."""

    def clean(self) -> None:
        super().clean()
        entry: Any = self.instance
        kept = (f for f in self.forms if f not in self.deleted_forms)
        if entry.state == Entry.State.PUBLISHED and not any(
            f.instance.pk or f.has_changed() for f in kept
        ):
            raise ValidationError(LAST_SOURCE, code="last_source", params={"title": entry})


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Readers who follow a link to the entry will read this."),
    )


def _is_translation(model: type[models.Model], name: str) -> bool:
    return any(
        field.name == name and isinstance(field, TranslatedVirtualField)
        for field in model._meta.private_fields
    )


def _written(marks: dict[str, int]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in sorted(marks.items()) if mark)


def _conflict(missed: list[Version]) -> list[ValidationError]:
    """Who saved when, and what they changed: one message, then one for each change."""
    errors = [
        ValidationError(
            _(
                "Somebody saved this record after you opened it. Nothing of yours is lost: compare "
                "what they changed with your form, then save again to write yours over it."
            ),
            code="meanwhile",
        )
    ]
    for version in missed:
        for change in version.changes:
            errors.append(
                ValidationError(
                    _("%(user)s, %(day)s %(time)s — %(what)s, %(field)s: “%(old)s” → “%(new)s”"),
                    code="meanwhile",
                    params={
                        "user": version.who,
                        "day": day_words(version.at.date()),
                        "time": f"{version.at:%H:%M} UTC",
                        "what": capfirst(change.what),
                        "field": capfirst(change.field),
                        "old": change.old,
                        "new": change.new,
                    },
                )
            )
    return errors


class MergeForm(forms.Form):
    """Which of two actors stays, and why they are one."""

    keep = forms.TypedChoiceField(label=_("Stays"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("How it is known that they are one"),
        max_length=300,
        help_text=_("Stands in the history of everything that moves."),
    )

    def __init__(self, *args: Any, actors: tuple[Actor, Actor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actors = actors
        field: Any = self.fields["keep"]
        field.choices = [(actor.pk, str(actor)) for actor in actors]
        field.initial = max(actors, key=lambda actor: (actor.involvements.count(), -actor.pk)).pk

    def chosen(self) -> tuple[Actor, Actor]:
        """The one that stays, and the one that goes."""
        one, other = self.actors
        return (one, other) if self.cleaned_data["keep"] == one.pk else (other, one)
