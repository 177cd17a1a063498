"""Every data file of the field is recognised from its content alone."""

from contextlib import closing
from pathlib import Path

import pytest

from imports.connectors import recognise
from imports.files import open_file
from imports.problems import FileProblem

DATA = Path(__file__).parents[3] / "shared/data"
FORMS = {
    "eu": {"eu"},
    "iati": {"iati", "companions"},
    "kiel": {"kiel", "companions"},
    "mend": {"mend", "mend_actors", "companions"},
    "ofac": {"ofac"},
    "opensanctions": {"opensanctions"},
    "pax": {"pax"},
    "rss": {"feed"},
    "un": {"un"},
}


def form_of(path: Path) -> str:
    try:
        with closing(open_file(path)) as opened:
            return recognise(opened).name
    except FileProblem as problem:
        return f"not recognised: {problem}"


@pytest.mark.data
@pytest.mark.parametrize("folder", FORMS)
def test_every_file_of_the_field_is_recognised(folder: str) -> None:
    paths = [path for path in (DATA / folder).rglob("*.*") if path.suffix != ".md"]
    if not paths:
        pytest.skip(f"No data set of {folder} is here: this was NOT tested.")
    found = {path.name: form_of(path) for path in paths}
    assert {name: form for name, form in found.items() if form not in FORMS[folder]} == {}
    assert set(found.values()) == FORMS[folder]
