"""IATI activities, versions 1.01 to 2.03, as publishers and registries write them.

Each activity becomes a pledge with its transactions. Its day is that of the first promise among
them, else the day on which the activity began; its amount is what its pledges (12, 13), else its
commitments (2, else 11) add up to. Versions may differ from activity to activity; elements of
other namespaces are left to the raw record. An activity that moves no money is a pledge without an
amount, with a remark.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from imports.connectors.base import Connector
from imports.connectors.iati_codes import (
    DAC,
    FIRMS,
    GOVERNMENTS,
    OLD_ROLES,
    ROLES,
    STARTS,
    kind_of,
)
from imports.connectors.iati_money import Money
from imports.connectors.iati_texts import Told, told
from imports.connectors.states import state_of
from imports.connectors.subjects import day_of, fitting
from imports.countries import country_of, state_named
from imports.markup import Markup, child, children, line_of, raw_of, text_of
from imports.problems import Problem, problem, warning
from imports.rows import ActorRef, Citation, EntryRow, Involvement, Name, ReadRow, SourceRef
from imports.rows.parts import Scalar

ROOT, ACTIVITY = "iati-activities", "iati-activity"
SHORTEST_REFERENCE = 5  # "35" is a number within one publisher, "XM-DAC-41304" one of everybody's


def missing(markup: Markup) -> list[str]:
    return [] if markup.root in (ROOT, ACTIVITY) else [f"<{ROOT}>"]


def read(markup: Markup) -> Iterator[ReadRow]:
    for element in markup.records({ACTIVITY}):
        record, problems = _Activity(element).normalise()
        yield ReadRow(line_of(element), raw_of(element), record=record, problems=problems)


class _Activity:
    """One activity on its way to a pledge, gathering what is wrong with it."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.problems: list[Problem] = []
        self.key = text_of(element, "iati-identifier")
        self.title = told(*children(element, "title"))
        self.money = Money(element)
        self.sectors = _shares(element, "sector", DAC)

    def normalise(self) -> tuple[EntryRow | None, list[Problem]]:
        day = self._day()
        needed = {"iati-identifier": self.key, "title": self.title.best, "activity-date": day}
        self.problems += [problem("missing", name) for name, value in needed.items() if not value]
        if self.problems or not day:
            return None, self.problems
        described = told(*children(self.element, "description"))
        conditions = self._conditions()
        entry = EntryRow(
            kind="pledge",
            identifier=Name(scheme="iati", value=self.key[:300]),
            fields={
                "title": self.title.best[:500],
                "summary": described.best[:10_000],
                "starts_on": day,
                "ends_on": day,
                "date_precision": "day",
            },
            i18n=self.title.translations("title", 500)
            | described.translations("summary", 10_000)
            | conditions.translations("conditions", 10_000),
            details=self._details(conditions),
            involvements=list(dict.fromkeys([*self._organisations(), *self._recipients()])),
            citations=self._citations(),
            transactions=self.money.transactions,
        )
        return entry, [*self.problems, *self.money.problems]

    def _day(self) -> str | None:
        promised = self.money.promised()
        if promised:
            return min(one.happened_on for one in promised)
        dates = {one.get("type"): one for one in children(self.element, "activity-date")}
        for code in STARTS:
            one = dates.get(code)
            day = day_of(one.get("iso-date") or text_of(one), "")[0] if one is not None else None
            if day:
                return day
        return min((one.happened_on for one in self.money.transactions), default=None)

    def _details(self, conditions: Told) -> dict[str, Scalar]:
        purpose = next(iter(self.sectors), "")
        kind = kind_of(purpose, is_humanitarian=self.element.get("humanitarian") in ("1", "true"))
        return self.money.amount() | {
            "aid_kind": kind,
            "purpose": purpose[:10],
            "modality": self._code("default-finance-type")[:10],
            "conditions": conditions.best[:10_000],
        }

    def _conditions(self) -> Told:
        held = child(self.element, "conditions")
        return told(*children(held, "condition")) if held is not None else Told({})

    def _code(self, name: str) -> str:
        element = child(self.element, name)
        return (element.get("code") or "").strip() if element is not None else ""

    def _organisations(self) -> Iterator[Involvement]:
        for one in children(self.element, "participating-org"):
            code = (one.get("role") or "").strip()
            role, words = ROLES.get(OLD_ROLES.get(code.lower(), code), ("", ""))
            actor = _organisation(one)
            if not role:
                allowed = ", ".join(ROLES)
                where = "participating-org role"
                self.problems.append(warning("unknown_code", where, value=code, allowed=allowed))
            elif actor:
                yield Involvement(actor=actor, role=role, note=words)

    def _recipients(self) -> Iterator[Involvement]:
        """Countries, with their share in percent where there are several."""
        shares = _shares(self.element, "recipient-country", None)
        for one in children(self.element, "transaction"):
            for country in children(one, "recipient-country"):
                shares.setdefault((country.get("code") or "").strip().upper(), "")
        for name, share in shares.items():
            if code := country_of(name):
                note = f"{share} %" if share and len(shares) > 1 else ""
                yield Involvement(actor=state_of(code), role="recipient", note=note)
            else:
                self.problems.append(warning("unknown_country", "recipient-country", value=name))

    def _citations(self) -> list[Citation]:
        reporter = child(self.element, "reporting-org")
        publisher = told(reporter).best or (reporter.get("ref") if reporter is not None else "")
        several = len(self.sectors) > 1
        shares = ", ".join(f"{code} {share} %".strip() for code, share in self.sectors.items())
        return [
            Citation(
                source=SourceRef(
                    publisher=(publisher or "IATI")[:200], title=f"IATI: {self.key}"[:500]
                ),
                field="purpose" if several else "",
                value=shares[:500] if several else "",
            )
        ]


def _organisation(element: etree._Element) -> ActorRef | None:
    name, reference = told(element).best, (element.get("ref") or "").strip()
    kind = (element.get("type") or "").strip()
    name = fitting(name or reference, "name")
    if not name:
        return None
    if kind in GOVERNMENTS and (code := state_named(name)):
        return state_of(code)
    is_known = "-" in reference and len(reference) >= SHORTEST_REFERENCE
    known = (Name(scheme="iati-org", value=reference[:300]),) if is_known else ()
    return ActorRef(
        name=name, kind="company" if kind in FIRMS else "organisation", identifiers=known
    )


def _shares(element: etree._Element, name: str, vocabularies: set[str] | None) -> dict[str, str]:
    """Code → percentage as written, greatest first; empty percentages for a single one."""
    found: dict[str, str] = {}
    for one in children(element, name):
        code = (one.get("code") or text_of(one)).strip()
        if code and (vocabularies is None or (one.get("vocabulary") or "").strip() in vocabularies):
            found.setdefault(code, (one.get("percentage") or "").strip()[:10])
    return dict(sorted(found.items(), key=lambda item: -_number(item[1])))


def _number(text: str) -> float:
    try:
        return float(text) if text.isascii() else 0.0
    except ValueError:
        return 0.0


IATI = Connector(
    name="iati",
    label=_("IATI activities (XML)"),
    licence=_("Each publisher sets its own licence; the IATI Registry names it."),
    opens=(Markup,),
    missing=missing,
    read=read,
)
