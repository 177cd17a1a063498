"""The fuzz run in short, with a fixed seed, and that it finds what is to be found.

`python -m tools.fuzz` is the long one: see docs/fuzzing.md.
"""

from collections import Counter

import pytest

from imports.connectors.ecb import ECB
from imports.problems import FileProblem
from tools.fuzz import trying
from tools.fuzz.inputs import Inputs, smallest
from tools.fuzz.starts import Start, starts
from tools.fuzz.trying import attempt

pytestmark = pytest.mark.django_db
INPUTS = 300


def test_no_damaged_file_makes_a_reader_raise_anything_but_its_problem(tmp_path):
    inputs, faults, read = Inputs("short"), Counter(), Counter()
    for number in range(INPUTS):
        _name, start = inputs.number(number)
        door = "file" if start.door == "batch" else start.door  # the database's turn is below
        outcome = attempt(door, start.data, tmp_path)
        faults.update([f"{number}: {outcome.fault}\n{outcome.details}"] if outcome.fault else [])
        read[outcome.reader] += outcome.rows
    assert not faults, "\n".join(faults)
    assert sum(count > 0 for count in read.values()) > 10  # the damage leaves enough to be read


def test_the_same_seed_gives_the_same_inputs():
    first, second = Inputs("a"), Inputs("a")
    assert [first.number(number) for number in (0, 7, 30)] == [
        second.number(number) for number in (0, 7, 30)
    ]
    assert first.number(7) != Inputs("b").number(7)


def test_whole_files_are_read_by_the_reader_that_they_are_for(tmp_path):
    for name, start in starts().items():
        outcome = attempt(start.door, start.data, tmp_path)
        reader = start.door if start.door in {"feed", "page", "plan"} else name
        assert (outcome.fault, outcome.refused, outcome.rows > 0) == ("", False, True), name
        assert reader.removeprefix("uploaded-").startswith(outcome.reader) or (
            outcome.reader == "feed"
        ), name


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["parley", "ofac.zip", "mapped"])
def test_in_full_nothing_is_left_of_what_was_undone(tmp_path, name):
    outcome = attempt("batch", starts()[name].data, tmp_path)
    assert (outcome.fault, outcome.details) == ("", "")
    assert outcome.rows > 0


def raises(error: Exception):
    def door(data, _folder, _seen):
        if b"!" in data:
            raise error

    return door


def test_what_is_raised_is_a_finding_and_made_smaller(tmp_path, monkeypatch):
    monkeypatch.setitem(trying.DOORS, "odd", raises(KeyError("a")))
    start = Start("odd", b"x" * 500 + b"!" + b"y" * 300)
    outcome = attempt("odd", start.data, tmp_path)
    assert outcome.fault.startswith("KeyError at test_fuzz.py:")
    assert smallest(start, outcome.fault, tmp_path) == b"!"


def test_its_own_problem_is_none(tmp_path, monkeypatch):
    monkeypatch.setitem(trying.DOORS, "odd", raises(FileProblem("empty_file")))
    assert attempt("odd", b"!", tmp_path) == trying.Outcome("odd", refused=True)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    def endless(_data, _folder, _seen):
        while True:
            pass

    monkeypatch.setattr(trying, "MOST_SECONDS", 0.05)
    monkeypatch.setitem(trying.DOORS, "odd", endless)
    assert attempt("odd", b"", tmp_path).is_slow


def test_a_row_that_cannot_be_stored_is_a_finding(tmp_path, monkeypatch):
    monkeypatch.setitem(trying.LENGTHS, "key", 5)
    data = starts()["ecb"].data
    assert attempt("file", data, tmp_path).fault == "Unfit: a key that is too long"
    assert ECB.name == attempt("file", data, tmp_path).reader
