"""MEND, the mediation events of PeaceRep, as its CSV release has them.

Read from the data itself, where no codebook was at hand:

- Identifiers of parties are not used: in the release of April 2025 they stand in another order than
  the names in some 200 rows, and even rows of one name have another's identifier (the US beside
  “OSESG-Yemen”). States are told by their names, others by theirs; what stood there is kept as raw.
- `agmt` 0 stands beside named agreements, so it means “none recorded”: the outcome is not known.
- `med_type` (M, MR) and `med_scope` (P, H, E) are kept as the source's own words for the event.
"""

import re

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector, columns_missing, line_by_line
from imports.countries import country_of, government_of, state_named
from imports.lines import Line, Table
from imports.problems import Problem, problem, warning
from imports.rows import (
    ActorRef,
    Citation,
    EntryRow,
    Involvement,
    Membership,
    Name,
    Scalar,
    SourceRef,
    TrackRef,
)
from imports.texts import host_of, web_address
from records.dates import InvalidDateError, Span, parse

PLACE = "med_location - MULTISELECT"
NEEDED = [
    *("med_event_ID", "conflict_country", PLACE, "med_loc_cty", "med_loc_x", "med_loc_y"),
    *("Day", "Month", "Year", "third_party", "local_parties", "agmt", "Summary", "source_urls"),
]
# Bodies that the release calls by two names.
SAME = {
    "AU": "African Union",
    "LOAS": "League of Arab States",
    "UN Secretary General": "UNSG",
    "UN Security Council": "UNSC",
    "International Committee of the Red Cross": "ICRC",
}
# The release's own marks for groups that are not named; titles go without them.
GROUP_MARK = re.compile(r"(?<!\s)\s*\((Default|Generic)\)$", re.IGNORECASE)
TYPES = {"M": "Mediation event", "MR": "Mediation-related event"}
DATA_SET = SourceRef(
    url="https://peacerep.org/mend",
    publisher="PeaceRep",
    title="Mediation Event and Negotiators Database (MEND)",
    language="en",
)


class _Event:
    """One line on its way to an entry, gathering what is wrong with it."""

    def __init__(self, line: Line) -> None:
        self.cells = line.cells
        self.problems: list[Problem] = []

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def listed(self, column: str) -> list[str]:
        members = (member.strip() for member in self.cell(column).split(";"))
        return list(dict.fromkeys(member for member in members if member))

    def normalise(self) -> tuple[EntryRow | None, list[Problem]]:
        key, span = self.cell("med_event_ID"), self._date()
        if not key:
            self.problems.append(problem("missing", "med_event_ID"))
        if not key or span is None or any(one.is_error for one in self.problems):
            return None, self.problems
        third_parties = self._parties("third_party")
        local_parties = self._parties("local_parties")
        entry = EntryRow(
            kind="round",
            identifier=Name(scheme="mend", value=key[:300]),
            fields=self._dates(span) | self._place() | self._texts(third_parties, local_parties),
            details=self._details(),
            track=self._track(),
            processes=[Membership(process=self._process())] if self._process() else [],
            involvements=self._involvements(third_parties, local_parties),
            citations=self._citations(key),
        )
        return entry, self.problems

    # When and where

    def _date(self) -> Span | None:
        parts = [self.cell(name) for name in ("Year", "Month", "Day")]
        if not parts[0]:
            self.problems.append(problem("missing", "Year"))
            return None
        known = parts[: parts.index("") if "" in parts else 3]
        text = "-".join(part.zfill(width) for part, width in zip(known, (4, 2, 2), strict=False))
        try:
            return parse(text)
        except InvalidDateError as error:
            column = ("Year", "Month", "Day")[len(known) - 1]
            self.problems.append(problem("impossible_date", column, reason=error))
            return None

    def _dates(self, span: Span) -> dict[str, Scalar]:
        return {
            "starts_on": span.starts_on.isoformat(),
            "ends_on": span.ends_on.isoformat() if span.ends_on else None,
            "date_precision": str(span.precision.value),
        }

    def _place(self) -> dict[str, Scalar]:
        name, country = self.cell(PLACE), self._country()
        if name == "Virtual":
            return {"place_precision": "virtual"}
        if name in ("", "unknown"):
            known = "country" if country else "unknown"
            return {"place_country": country, "place_precision": known}
        precision = "country" if country and state_named(name) == country else "locality"
        place: dict[str, Scalar] = {
            "place_name": name[:200],
            "place_country": country,
            "place_precision": precision,
        }
        return place | self._coordinates()

    def _country(self) -> str:
        text = self.cell("med_loc_cty")
        code = country_of(text)
        if text and not code:
            self.problems.append(warning("unknown_country", "med_loc_cty", value=text))
        return code

    def _coordinates(self) -> dict[str, Scalar]:
        found: dict[str, Scalar] = {}
        for column, name, most in (
            ("med_loc_y", "latitude", 90),
            ("med_loc_x", "longitude", 180),
        ):
            text = self.cell(column)
            if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text):
                if text:
                    self.problems.append(warning("not_a_number", column, value=text))
                return {}
            if abs(float(text)) > most:
                wrong = warning("number_range", column, value=text, least=-most, most=most)
                self.problems.append(wrong)
                return {}
            found[name] = round(float(text), 5)
        return found

    # Who

    def _parties(self, column: str) -> list[ActorRef]:
        return list(dict.fromkeys(_actor(self._cut(name, column)) for name in self.listed(column)))

    def _cut(self, name: str, column: str) -> str:
        if len(name) > 300:
            self.problems.append(warning("too_long", column, length=len(name), limit=300))
        return name[:300]

    def _people(self, column: str) -> list[ActorRef]:
        return [
            ActorRef(name=self._cut(name, column), kind="person") for name in self.listed(column)
        ]

    def _involvements(self, third: list[ActorRef], local: list[ActorRef]) -> list[Involvement]:
        acts_for = third[0] if len(third) == 1 else None
        people = self._people("individual_med_named")
        return [
            *(Involvement(actor=actor, role="mediator") for actor in third),
            *(
                Involvement(
                    actor=actor,
                    role="mediator",
                    party=acts_for if acts_for != actor else None,
                    note="named mediator",
                )
                for actor in people
                if actor not in third
            ),
            *(Involvement(actor=actor, role="party") for actor in local),
            *(
                Involvement(actor=_individual(name[:300]), role="party", note="named in the event")
                for name in self.listed("local_indiv_group")
                if name not in [actor.name for actor in local]
            ),
        ]

    # What

    def _texts(self, third: list[ActorRef], local: list[ActorRef]) -> dict[str, Scalar]:
        title = f"{_joined(third) or 'Third party not named'} {_verb(len(third))}"
        if self.cell("med_type") == "MR":
            title = f"{_joined(third) or 'Third party not named'}: mediation-related event"
            title += f" with {_joined(local)}" if local else ""
        elif len(local) > 1:
            title += f" between {_joined(local)}"
        elif local:
            title += f" with {_joined(local)}"
        else:
            title += f" in the conflict in {self.cell('conflict_country')}"
        place = self.cell(PLACE)
        if place not in ("", "unknown", "Virtual"):
            title += f", {place}"
        return {"title": _shortened(title, 500), "summary": self.cell("Summary")}

    def _details(self) -> dict[str, Scalar]:
        called = TYPES.get(self.cell("med_type"), "")
        if scope := self.cell("med_scope"):
            called = f"{called}, scope {scope}".lstrip(", ")
        virtual = self.cell(PLACE) == "Virtual"
        shuttle = self.cell("shuttle") == "1"
        return {
            "called_by_source": called[:200],
            "mode": "shuttle" if shuttle else "virtual" if virtual else "unknown",
            "status": "held",
            "outcome": "agreement" if self.cell("agmt") == "1" else "unknown",
        }

    def _process(self) -> str:
        country = self.cell("conflict_country")[:200]
        return f"Mediation in {country}" if country else ""

    def _track(self) -> TrackRef | None:
        mechanisms = self.listed("groupings_mechanisms")
        if len(mechanisms) != 1 or not self._process():
            return None
        return TrackRef(process=self._process(), name=mechanisms[0][:300])

    def _citations(self, key: str) -> list[Citation]:
        agreement = self.cell("agmt_name")[:500]
        data_set = Citation(
            source=DATA_SET,
            locator=key[:100],
            field="outcome" if agreement else "",
            value=agreement,
        )
        citations = [data_set]
        for text in self.listed("source_urls"):
            if address := web_address(text):
                source = SourceRef(
                    url=address,
                    publisher=host_of(address)[:300],
                    title=address.split("://", 1)[1][:300],
                )
                citations.append(Citation(source=source))
            else:
                self.problems.append(warning("bad_address", "source_urls", value=text))
        return list(dict.fromkeys(citations))


def _actor(name: str) -> ActorRef:
    name = SAME.get(name, name)
    if code := state_named(name):
        return ActorRef(name=name, kind="state", country=code)
    return ActorRef(name=name, country=government_of(name))


def _individual(name: str) -> ActorRef:
    """A cell of `local_indiv_group`: mostly people; what has a digit or a group's word is none."""
    is_group = re.search(
        r"\d|\b(group|commission|committee|coalition|leaders?|members?|militias?|officials?|"
        r"representatives|delegation|parties|meetings?|council|forces|movement|heads)\b",
        name,
        re.IGNORECASE,
    )
    return ActorRef(name=name, kind="organisation" if is_group else "person")


def _verb(count: int) -> str:
    return "mediate" if count > 1 else "mediates"


def _joined(actors: list[ActorRef]) -> str:
    names = [GROUP_MARK.sub("", actor.name) for actor in actors]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


MEND = Connector(
    name="mend",
    label=_("MEND mediation events (CSV)"),
    licence=_(
        "MEND is published by PeaceRep, the Peace and Conflict Resolution Evidence Platform. The "
        "release names no licence: ask its authors before publishing what you import from it."
    ),
    opens=(Table,),
    missing=columns_missing(*NEEDED),
    read=line_by_line(lambda line: _Event(line).normalise()),
)
