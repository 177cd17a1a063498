"""Of every connector: whatever its records say, each is read or refused, and fit to be stored.

Here the shape of a file stays whole and its values are anything; `tools.fuzz` damages the shape.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from imports.connectors import CONNECTORS
from tools.fuzz.damage import DATES, NUMBERS, TOKENS
from tools.fuzz.starts import ARTICLE, PLAN, Start, starts
from tools.fuzz.trying import attempt

pytestmark = pytest.mark.django_db
WHOLE = starts()
ODD = [piece.decode("utf-8", "replace") for piece in (*TOKENS, *DATES, *NUMBERS)]
PARTS = st.sampled_from(ODD) | st.text(max_size=12)
VALUES = st.text(max_size=40) | st.lists(PARTS, max_size=5).map("".join)
LEGAL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(VALUES, inner, max_size=3),
    max_leaves=6,
)
TABLES = {
    **{name: WHOLE[name].data.decode() for name in ("parley", "mend", "pax", "eu", "uk", "ofac")},
    **{name: WHOLE[name].data.decode() for name in ("kiel", "ecb")},
    "mend_actors": "id_paax,actor_type,iso3c,country_name,actor_name,abbreviation\n"
    "1,Country/State,UKR,Ukraine,Ukraine,UA\n2,Armed Organization,,,Ford Front,FF\n",
    "companions": "release,period,date,label\n1,2,3,4\n",
    "mapped": WHOLE["mapped"].data.decode().replace(";", "\t"),
}
MARKUP = {
    "un": WHOLE["un"].data,
    "iati": WHOLE["iati"].data,
    "feed": WHOLE["uploaded-rss"].data,
    "feed, Atom": WHOLE["uploaded-atom"].data,
    "companions": b"<codelist><codelist-item><code>1</code></codelist-item></codelist>",
}
EXPORTED: list[dict[str, object]] = [
    {"parley": 1},
    {"type": "actor", "kind": "state", "slug": "fordland", "name": "Fordland", "country": "UA"},
    {"type": "rates", "date": "2025-12-04", "rates": {"USD": "1.16"}},
]
OBJECTS = {
    "opensanctions": [json.loads(one) for one in WHOLE["opensanctions"].data.splitlines()],
    "article": [ARTICLE],
    "parley_lines": EXPORTED,
}
SHORT = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def passes(door: str, data: bytes, folder: Path) -> str:
    """The reader that took the data, where nothing but a problem came out."""
    outcome = attempt(door, data, folder)
    assert not outcome.fault, outcome.details
    return outcome.reader


def test_every_connector_is_here():
    here = {name.partition(",")[0] for name in (*TABLES, *MARKUP, *OBJECTS)}
    assert here == set(CONNECTORS)


@pytest.mark.parametrize("name", TABLES)
@SHORT
@given(data=st.data())
def test_no_cells_make_a_table_raise(tmp_path, name, data):
    head = "\t" if name == "mapped" else ","
    rows = list(csv.reader(io.StringIO(TABLES[name], newline=""), delimiter=head))
    first = {"ofac": 0, "uk": 2}.get(name, 1)  # the line on which records begin
    for _cell in range(data.draw(st.integers(1, 8))):
        row = rows[data.draw(st.integers(first, len(rows) - 1))]
        if row:
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(VALUES).replace("\0", "")
    text = io.StringIO()
    csv.writer(text, delimiter=head).writerows(rows)
    taken = passes("file", text.getvalue().encode(errors="replace"), tmp_path)
    assert taken in {name, "file", "mapped"}  # one without its mark is no list of OFAC's any more


@pytest.mark.parametrize("name", MARKUP)
@SHORT
@given(data=st.data())
def test_no_texts_make_markup_raise(tmp_path, name, data):
    root = etree.fromstring(MARKUP[name])
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for _text in range(data.draw(st.integers(1, 8))):
        one = data.draw(st.sampled_from(elements))
        if one.attrib and data.draw(st.booleans()):
            one.set(data.draw(st.sampled_from(sorted(map(str, one.attrib)))), data.draw(LEGAL))
        else:
            one.text = data.draw(LEGAL | st.sampled_from(ODD).filter(is_legal))
    taken = passes("file", etree.tostring(root, encoding="UTF-8"), tmp_path)
    assert taken in {name.partition(",")[0], "file"}


def is_legal(text: str) -> bool:
    return all(letter >= " " and letter not in "\ufffe\uffff" for letter in text)


@pytest.mark.parametrize("name", OBJECTS)
@SHORT
@given(data=st.data())
def test_no_values_make_objects_raise(tmp_path, name, data):
    objects = [json.loads(json.dumps(one)) for one in OBJECTS[name]]
    one = data.draw(st.sampled_from(objects))
    for _value in range(data.draw(st.integers(1, 4))):
        inner = data.draw(st.sampled_from([one, *(v for v in one.values() if isinstance(v, dict))]))
        inner[data.draw(st.sampled_from(sorted(inner) or ["id"]))] = data.draw(JSON)
    lines = "".join(json.dumps(one) + "\n" for one in objects)
    assert passes("file", lines.encode(), tmp_path) in {name, "file"}


@SHORT
@given(key=st.sampled_from(sorted(PLAN)), value=JSON)
def test_no_mapping_that_is_brought_raises(tmp_path, key, value):
    assert passes("plan", json.dumps(PLAN | {key: value}).encode(), tmp_path) == "plan"


PIECES = st.sampled_from(
    ["<p>", "</p>", "<article>", "<script>", "<!--", "<![CDATA[", "<html lang='x'>", "&#0;", "<a"]
)


@SHORT
@given(pieces=st.lists(PIECES | VALUES, max_size=12), where=st.integers(0, 2000))
def test_no_page_raises(tmp_path, pieces, where):
    page = WHOLE["page"].data.decode()
    text = page[:where] + "".join(pieces) + page[where:]
    assert passes("page", text.encode(errors="replace"), tmp_path) == "page"


@SHORT
@given(body=st.binary(max_size=300), door=st.sampled_from(["file", "feed", "page", "plan"]))
def test_no_bytes_make_a_reader_raise(tmp_path, body, door):
    start = Start(door, body)
    assert passes(start.door, start.data, tmp_path)
