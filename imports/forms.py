"""The forms of the import pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from imports.connectors import CONNECTORS
from imports.problems import words


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"), allow_empty_file=True, max_length=300)
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

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        limit = settings.IMPORT_MAX_BYTES
        if (file.size or 0) > limit:
            params = {"size": filesizeformat(file.size or 0), "limit": filesizeformat(limit)}
            raise forms.ValidationError(words("too_large", params), code="too_large")
        if not file.size:
            raise forms.ValidationError(words("empty_file", {}), code="empty_file")
        return file
