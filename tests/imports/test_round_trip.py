"""What Parley writes into a spreadsheet comes back as the text that it was."""

import pytest

from records.models import Entry
from records.tables import cell, unguarded
from tests.imports.helpers import a_round, applied, csv_bytes, read

TEXTS = ["=1+1", "+41 22", "-5", "@home", "'=quoted", "''+twice", "'tis", "plain", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_a_guarded_cell_is_run_by_no_spreadsheet_and_read_as_it_was(text: str):
    assert not cell(text).startswith(("=", "+", "-", "@"))
    assert unguarded(cell(text)) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS[:-1])
def test_a_guarded_title_comes_in_as_the_text_it_was(text: str):
    applied(read(csv_bytes([a_round(title=cell(text))])))
    assert Entry.objects.get().title == text
