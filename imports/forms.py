"""The forms of the import pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from imports.bundles import MOST_FILES, bundled
from imports.connectors import CONNECTORS
from imports.problems import words


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class OneOrMoreFiles(forms.FileField):
    """A file; or, of several that belong together, the archive that they could have come in."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "File[bytes] | None":
        files = data if isinstance(data, list) else [data]
        if len(files) > MOST_FILES:
            params = {"files": len(files), "limit": MOST_FILES}
            raise forms.ValidationError(words("too_many_files", params), code="too_many_files")
        cleaned = [super(OneOrMoreFiles, self).clean(one, initial) for one in files]
        return cleaned[0] if len(cleaned) == 1 else bundled(cleaned)


class UploadForm(forms.Form):
    file = OneOrMoreFiles(
        label=_("File"),
        allow_empty_file=True,
        max_length=300,
        help_text=_("Choose several where they belong together, such as OFAC’s."),
    )
    connector = forms.ChoiceField(
        label=_("Form of the file"),
        required=False,
        help_text=_("Usually told from the columns."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["connector"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Recognise it"))] + [
            (name, connector.label) for name, connector in CONNECTORS.items()
        ]

    def clean_file(self) -> "File[bytes]":
        file: File[bytes] = self.cleaned_data["file"]
        limit = settings.IMPORT_MAX_BYTES
        if (file.size or 0) > limit:
            params = {"size": filesizeformat(file.size or 0), "limit": filesizeformat(limit)}
            raise forms.ValidationError(words("too_large", params), code="too_large")
        if not file.size:
            raise forms.ValidationError(words("empty_file", {}), code="empty_file")
        return file
