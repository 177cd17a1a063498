"""Any spreadsheet, by a mapping of its columns.

No file is recognised as such by its content alone: `imports.mappings` asks what the columns mean,
and reads the table by the answer.
"""

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector
from imports.lines import Table


def _missing(_table: Table) -> list[str]:
    return [str(_("a mapping of its columns"))]


MAPPED = Connector(
    name="mapped",
    label=_("Any spreadsheet, its columns mapped by you"),
    licence=_("Whatever its publisher says: look it up before you publish."),
    opens=(Table,),
    missing=_missing,
    read=lambda _table: iter(()),
)
