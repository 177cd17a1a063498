"""PA-X, the peace agreements of PeaceRep, as version 9 of its CSV release has them.

Each agreement becomes a document with its PA-X stage, sub-stage and status. The columns are those
of the release's codebook (https://pax.peaceagreements.org): `Con` names the countries of the
conflict, parted by "/", regions in brackets; ids of other data sets look like `160.0`; days are
dd/mm/yyyy. Who signed stands in free text (`Part`, `ThrdPart`): see `pax_parties`.
"""

import re
from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector, columns_missing, line_by_line
from imports.connectors.pax_parties import parties_in
from imports.connectors.states import state_of
from imports.countries import country_of
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
)
from imports.texts import web_address
from records.dates import InvalidDateError, Span, parse
from talks.models import Document

NEEDED = [
    *("Con", "PP", "PPName", "AgtId", "Agt", "Dat", "Status", "Stage", "StageSub", "Part"),
    *("ThrdPart", "UcdpCon", "UcdpAgr", "description", "PAX_Hyperlink", "PDF_Hyperlink"),
]
REGION = re.compile(r"\((?!former).*\)+")
MOST_COUNTRIES = 2000  # characters of a cell of countries; the longest real one has 163
FORMER = {"Yugoslavia (former)"}  # a state of its time, which has no code today
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
STATUSES = {
    "Multiparty signed/agreed": Document.Status.MULTIPARTY,
    "Unilateral document": Document.Status.UNILATERAL,
    "Agreement with subsequent status": Document.Status.SUBSEQUENT,
    "Status unclear": Document.Status.UNCLEAR,
}
STAGES = {"Oth": Document.Stage.OTHER}
SUBSTAGES = {"Other": Document.Substage.UNKNOWN}  # beside the stage “other”, which has none
PUBLISHER = "PeaceRep"
LONGEST_SET = 30  # characters of a process's number in PA-X or UCDP
OTHER_SETS = {"UcdpCon": "UCDP conflict", "UcdpAgr": "UCDP agreement", "PamAgr": "PAM accord"}


class _Agreement:
    """One line on its way to a document, gathering what is wrong with it."""

    def __init__(self, line: Line) -> None:
        self.cells = line.cells
        self.problems: list[Problem] = []

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def number(self, column: str) -> str:
        """An id, which the release writes as a broken number: "160.0"."""
        return self.cell(column).removesuffix(".0")

    def normalise(self) -> tuple[EntryRow | None, list[Problem]]:
        key, title, span = self.number("AgtId"), self.cell("Agt"), self._date()
        for column, value in (("AgtId", key), ("Agt", title)):
            if not value:
                self.problems.append(problem("missing", column))
        if span is None or any(one.is_error for one in self.problems):
            return None, self.problems
        entry = EntryRow(
            kind="document",
            identifier=Name(scheme="pax", value=key[:300]),
            fields=self._fields(title, span),
            details=self._details(),
            processes=self._processes(),
            involvements=self._involvements(),
            citations=self._citations(key),
        )
        return entry, self.problems

    def _date(self) -> Span | None:
        text = self.cell("Dat")
        if not text:
            self.problems.append(problem("missing", "Dat"))
            return None
        found = DAY.fullmatch(text)
        try:
            return parse(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text)
        except InvalidDateError as error:
            self.problems.append(problem("impossible_date", "Dat", reason=error))
            return None

    def _fields(self, title: str, span: Span) -> dict[str, Scalar]:
        if len(title) > 500:
            self.problems.append(warning("too_long", "Agt", length=len(title), limit=500))
        return {
            "title": title[:500],
            "summary": self.cell("description"),
            "starts_on": span.starts_on.isoformat(),
            "ends_on": span.ends_on.isoformat() if span.ends_on else None,
            "date_precision": str(span.precision.value),
        }

    def _details(self) -> dict[str, Scalar]:
        joint = self.cell("Part").lower().startswith("joint statement")
        form = Document.Form.JOINT_STATEMENT if joint else Document.Form.AGREEMENT
        return {
            "form": str(form.value),
            "stage": self._code("Stage", Document.Stage, STAGES),
            "substage": self._code("StageSub", Document.Substage, SUBSTAGES),
            "status": str(self._status().value),
        }

    def _code(self, column: str, codes: type[TextChoices], ours: Mapping[str, object]) -> str:
        value = self.cell(column)
        if value in ours:
            return str(ours[value])
        if value in codes.values:
            return value
        if value:
            allowed = ", ".join(codes.values)
            self.problems.append(warning("unknown_code", column, value=value, allowed=allowed))
        return "unknown"

    def _status(self) -> Document.Status:
        value = self.cell("Status")
        if value not in STATUSES:
            allowed = ", ".join(STATUSES)
            self.problems.append(warning("unknown_code", "Status", value=value, allowed=allowed))
        return STATUSES.get(value, Document.Status.UNCLEAR)

    def _processes(self) -> list[Membership]:
        name = self.cell("PPName")[:300]
        if not name:
            return []
        others = (f"{words} {self.number(column)}" for column, words in OTHER_SETS.items())
        numbers = [one for one, column in zip(others, OTHER_SETS, strict=True) if self.cell(column)]
        return [
            Membership(
                process=name,
                note="; ".join(numbers)[:300],
                pax=self._set("PP"),
                ucdp=self._set("UcdpCon"),
            )
        ]

    def _set(self, column: str) -> str:
        """The number of another data set; one that is longer than any of these is none."""
        number = self.number(column)
        if len(number) <= LONGEST_SET:
            return number
        refused = warning("too_long", column, length=len(number), limit=LONGEST_SET)
        self.problems.append(refused)
        return ""

    def _involvements(self) -> list[Involvement]:
        signed = [
            Involvement(actor=one.actor, role="signatory", note=one.words)
            for one in parties_in(self.cell("Part"))
        ]
        third = [
            Involvement(actor=one.actor, role=one.role, note=one.words)
            for one in parties_in(self.cell("ThrdPart"))
        ]
        known = {one.actor for one in (*signed, *third)}
        conflict = [
            Involvement(actor=state, role="other", note="country of the conflict")
            for state in self._countries()
            if state not in known
        ]
        return list(dict.fromkeys([*signed, *third, *conflict]))

    def _countries(self) -> list[ActorRef]:
        """States of the conflict; what stands in brackets is a region, and is left to `raw`."""
        states = []
        for name in map(str.strip, REGION.sub("", self.cell("Con")[:MOST_COUNTRIES]).split("/")):
            if name in FORMER:
                states.append(ActorRef(name=name, kind="state"))
            elif code := country_of(name):
                states.append(state_of(code))
            elif name:
                self.problems.append(warning("unknown_country", "Con", value=name))
        return list(dict.fromkeys(states))

    def _citations(self, key: str) -> list[Citation]:
        page = web_address(self.cell("PAX_Hyperlink"))
        text = web_address(self.cell("PDF_Hyperlink"))
        signatures = self.cell("Part")[:500]
        entry = SourceRef(
            url=page, publisher=PUBLISHER, title=f"PA-X: agreement {key}"[:500], language="en"
        )
        citations = [
            Citation(
                source=entry,
                locator=f"AgtId {key}"[:100],
                field="involvements" if signatures else "",
                value=signatures,
            )
        ]
        if text:
            title = self.cell("Agt")[:500]
            citations.append(Citation(source=SourceRef(url=text, publisher=PUBLISHER, title=title)))
        return citations


PAX = Connector(
    name="pax",
    label=_("PA-X peace agreements (CSV)"),
    licence=_(
        "PA-X is published by PeaceRep at the University of Edinburgh under CC BY-NC-SA 4.0: name "
        "it, use it for no commercial end, and share what you make of it alike."
    ),
    opens=(Table,),
    missing=columns_missing(*NEEDED),
    read=line_by_line(lambda line: _Agreement(line).normalise()),
)
