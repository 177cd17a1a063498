"""A cell or text that is one long run of the same few signs is read, or refused, at once.

Patterns that try such a run from each of its signs take minutes for what a file may hold.
"""

import time
from contextlib import suppress
from datetime import date

import pytest

from imports.amounts import number_of
from imports.articles.assembling import drafts_of
from imports.articles.lexicon import lexicon
from imports.articles.sentences import sentences_of
from imports.connectors.mend import GROUP_MARK
from imports.connectors.parley_cells import CellError, involvement, membership
from imports.connectors.pax import PAX
from imports.connectors.pax_parties import parties_in
from imports.connectors.uk import SEVERAL
from imports.feeds.parsing import text_of_html
from imports.lines import Line, Table
from imports.mappings.amounts import read_amount
from imports.mappings.converting import SEPARATORS, split
from imports.mappings.dates import read_date
from imports.texts import web_address
from tests.imports.test_pax import CELLS

pytestmark = pytest.mark.django_db
LENGTH = 100_000
SECONDS = 2.0  # of the processor; before, each of them took more than ten


def conflict_in(text: str) -> None:
    line = Line(2, CELLS | {"Con": text})
    list(PAX.read(Table({"": list(CELLS)}, "UTF-8", iter([line]), int)))


READERS = {
    **{f"a list by {name}": lambda text, name=name: split(text, name) for name in SEPARATORS},
    "a day": read_date,
    "an amount": read_amount,
    "a number": number_of,
    "an address": web_address,
    "an involvement": involvement,
    "a note": membership,
    "a group of MEND": lambda text: GROUP_MARK.sub("", text),
    "countries of the UK": SEVERAL.split,
    "countries of PA-X": conflict_in,
    "parties of PA-X": parties_in,
    "an article": lambda text: sentences_of(text, lexicon("en")),
    "a feed": text_of_html,
}


@pytest.mark.parametrize("said", ["31/02/2025 ", "2025-12-04 ", "4 December 2025, ", "May 2025, "])
def test_an_article_of_nothing_but_days_is_read_at_once(said):
    text = said * 2000
    start = time.process_time()
    drafts_of(text, language="en", published_on=date(2025, 12, 5))
    assert time.process_time() - start < 2 * SECONDS


@pytest.mark.parametrize("run", [" ", "\n", "(", "[", "<", "T", ".", "! ", "1", "1,", "%20", "a: "])
@pytest.mark.parametrize("reader", READERS)
def test_a_long_run_takes_no_time(reader, run):
    text = "a: x" + run * (LENGTH // len(run)) + "x"
    start = time.process_time()
    with suppress(CellError):
        READERS[reader](text)
    assert time.process_time() - start < SECONDS
