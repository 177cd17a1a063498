"""The forms of file that are understood; a new one is a file here and a line below."""

from imports.connectors.base import Columns, Connector
from imports.connectors.mend import MEND
from imports.connectors.parley import PARLEY
from imports.connectors.pax import PAX
from imports.problems import FileProblem

CONNECTORS = {connector.name: connector for connector in (PARLEY, MEND, PAX)}


def recognise(columns: Columns) -> Connector:
    """The connector for a file of these columns. Raises FileProblem where none fits."""
    for connector in CONNECTORS.values():
        if connector.recognises(columns):
            return connector
    seen = ", ".join(name for names in columns.values() for name in names[:12])
    raise FileProblem("not_recognised", columns=seen[:250])


def choose(name: str, columns: Columns) -> Connector:
    """The connector that was asked for, or the one that recognises the file."""
    if not name:
        return recognise(columns)
    connector = CONNECTORS[name]
    if missing := connector.missing(columns):
        raise FileProblem("wrong_form", form=connector.label, missing=", ".join(missing[:12]))
    return connector
