"""The forms of file that are understood; a new one is a file here and a line below."""

from imports.connectors.article import ARTICLE
from imports.connectors.base import Connector
from imports.connectors.companions import COMPANIONS
from imports.connectors.ecb import ECB
from imports.connectors.eu import EU
from imports.connectors.feed import FEED
from imports.connectors.iati import IATI
from imports.connectors.kiel import KIEL
from imports.connectors.mapped import MAPPED
from imports.connectors.mend import MEND
from imports.connectors.mend_actors import MEND_ACTORS
from imports.connectors.ofac import OFAC
from imports.connectors.opensanctions import OPENSANCTIONS
from imports.connectors.parley import PARLEY
from imports.connectors.parley_lines import PARLEY_LINES
from imports.connectors.pax import PAX
from imports.connectors.uk import UK
from imports.connectors.un import UN
from imports.files import Opened
from imports.lines import Table
from imports.problems import FileProblem

CONNECTORS = {
    connector.name: connector
    for connector in (
        *(PARLEY, PARLEY_LINES, MEND, MEND_ACTORS, PAX),
        *(OFAC, UN, EU, UK, OPENSANCTIONS),
        *(IATI, KIEL, ECB),
        *(FEED, ARTICLE, COMPANIONS),
        MAPPED,
    )
}


def recognise(opened: Opened) -> Connector:
    """The connector for a file, by its content. Raises FileProblem where none fits."""
    for connector in CONNECTORS.values():
        if connector.recognises(opened):
            return connector
    if isinstance(opened, Table):
        seen = ", ".join(name for names in opened.columns.values() for name in names[:12])
        raise FileProblem("not_recognised", columns=seen[:250])
    raise FileProblem("unknown_form", found=opened.described)


def choose(name: str, opened: Opened) -> Connector:
    """The connector that was asked for, or the one that recognises the file."""
    if not name:
        return recognise(opened)
    connector = CONNECTORS[name]
    if missing := connector.lacks(opened):
        raise FileProblem("wrong_form", form=connector.label, missing=", ".join(missing[:12]))
    return connector
