"""Codes of IATI activities, of all versions: 1.0x has letters and words, 2.0x numbers.

From the code lists of the standard (https://iatistandard.org/en/iati-standard/203/codelists/).
"""

from aid.models import Pledge, Transaction

KEPT = set(Transaction.Type.values)
OLD_TYPES = {"C": "2", "D": "3", "E": "4"}
# Money that moves, but is no promise and no payment of one: what others gave, loans paid back, …
OTHER_TYPES = {"1", "5", "6", "7", "8", "9", "10", "IF", "IP", "LR", "R", "QP", "QS", "CG"}

# Organisation role → our role, and what the standard calls it
ROLES = {
    "1": ("donor", "funding"),
    "2": ("other", "accountable"),
    "3": ("channel", "extending"),
    "4": ("channel", "implementing"),
}
OLD_ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
GOVERNMENTS, FIRMS = {"10", "11"}, {"70", "71", "72", "73"}

# Activity dates, best first: what began before what was to begin
STARTS = ("2", "start-actual", "1", "start-planned")

DAC = {"1", "DAC", ""}  # vocabulary of sectors with five digits, also where none is named
Kind = Pledge.AidKind
# Beginnings of DAC sector codes
SECTORS = (
    ("730", Kind.RECONSTRUCTION),
    ("72", Kind.HUMANITARIAN),
    ("74", Kind.HUMANITARIAN),
    ("51", Kind.FINANCIAL),
    ("60", Kind.FINANCIAL),
)


def kind_of(sector: str, *, is_humanitarian: bool) -> str:
    """The kind of aid by its sector; what is told to be humanitarian is."""
    if is_humanitarian:
        return str(Kind.HUMANITARIAN.value)
    if not sector:
        return str(Kind.UNKNOWN.value)
    found = (kind for start, kind in SECTORS if sector.startswith(start))
    return str(next(found, Kind.OTHER).value)
