"""The words of the interface in French and Ukrainian; `make check` asks that none is missing."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.utils.translation import override

from records import catalogues

OURS = {config.label for config in apps.get_app_configs() if "/site-packages/" not in config.path}
PLAIN_SPACE = re.compile(r" [:;?!»]|« | %%")
STRAIGHT = re.compile(r"\w'\w|[“”]")
UNNAMED = {"id", "entry_ptr", "sha256"}  # never filled in, or the same in every language


def translations(language: str) -> list[str]:
    catalogue = catalogues.read(catalogues.catalogue_path(language), language)
    return [text for message in catalogue if message.id for text in catalogues._forms(message)]


def shown_on_the_desk() -> Iterator[models.Field]:
    for model in admin.site._registry:
        if model._meta.app_label in OURS:
            yield from (field for field in model._meta.fields if field.editable)


def test_french_keeps_its_punctuation_on_the_line() -> None:
    assert [text for text in translations("fr") if PLAIN_SPACE.search(text)] == []


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_apostrophes_and_quotation_marks_are_those_of_the_language(language: str) -> None:
    assert [text for text in translations(language) if STRAIGHT.search(text)] == []


def test_every_field_that_editors_fill_in_has_a_name_to_translate() -> None:
    with override("uk"):
        english = [str(f) for f in shown_on_the_desk() if str(f.verbose_name).isascii()]
    assert [name for name in english if name.rpartition(".")[2] not in UNNAMED] == []
