"""What Parley writes into a spreadsheet comes back as the text that it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.models import Entry
from records.tables import cell, csv_lines, unguarded
from tests.imports.helpers import a_round, applied, csv_bytes, read

RUN = ("=", "+", "-", "@")
TEXTS = [
    *("=1+1", "+41 22", "-5", "@home", "'=quoted", "''+twice", "'tis", "plain", " =spaced", ""),
    *("x;=1+1;y", 'x;"=1+1";y', "x;'=1+1", "x; =1", "x\t@SUM(1)", "x\n=1+1", '"=1+1"', ";;-1"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_guarded_cell_is_run_by_no_spreadsheet_and_read_as_it_was(text: str):
    [line] = csv_lines([{"text": text, "more": [text, text]}], ["text", "more"])
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(line), delimiter=separator):
            assert [one for one in row if one.lstrip(' "').startswith(RUN)] == []
    assert unguarded(cell(text)) == text


@given(st.text("""=+-@;,\t\r\n '"x"""))
def test_any_text_comes_back_as_it_was(text: str):
    assert unguarded(cell(text)) == text


def test_what_nothing_would_run_stays_as_it_is():
    for text in ("Talks; then -5 °C", "a-b;c=d", "Paris, -2 %", "x;y"):
        assert cell(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text in TEXTS if text and "\n" not in text])
def test_a_guarded_title_comes_in_as_the_text_it_was(text: str):
    applied(read(csv_bytes([a_round(title=cell(text))])))
    assert Entry.objects.get().title == text
