"""The actors of MEND and PA-X (`actors_abbr.csv`): names, abbreviations, kinds and countries.

`alt_names` is left to the raw record: beside names it holds fragments of sentences and people who
signed for an actor, and an alias that means somebody else would draw foreign facts to this actor.
"""

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector, columns_missing, line_by_line
from imports.connectors.mend import MEND
from imports.connectors.subjects import Subject
from imports.countries import country_of
from imports.lines import Line
from imports.problems import Problem, problem, warning
from imports.rows import Record

NEEDED = ("id_paax", "actor_type", "iso3c", "country_name", "actor_name", "abbreviation")
KINDS = {
    "Country/State": "state",
    "Armed Organization": "armed_group",
    "State Coalition": "bloc",
}
NOBODY = {"other", "unknown", "none"}  # names of rests, not of anybody


def _normalise(line: Line) -> tuple[Record | None, list[Problem]]:
    cells = line.cells
    key, name = cells["id_paax"], cells["actor_name"]
    problems = [
        problem("missing", column)
        for column, value in (("id_paax", key), ("actor_name", name))
        if not value
    ]
    if name.casefold() in NOBODY:
        problems.append(problem("nobody", "actor_name", value=name))
    if problems:
        return None, problems
    subject = Subject(KINDS.get(cells["actor_type"].strip(), "organisation"), "mend", key, name)
    country = cells["iso3c"] or cells["country_name"]
    subject.country = country_of(country)
    if country and not subject.country:
        problems.append(warning("unknown_country", "iso3c", value=country))
    if subject.kind == "state" and not subject.country:
        subject.kind = "organisation"  # a state of the past has no code, and no seat among states
    subject.call([cells["abbreviation"]])
    return subject.row(), problems


MEND_ACTORS = Connector(
    name="mend_actors",
    label=_("MEND and PA-X actors (CSV)"),
    licence=MEND.licence,
    opens=MEND.opens,
    missing=columns_missing(*NEEDED),
    read=line_by_line(_normalise),
)
