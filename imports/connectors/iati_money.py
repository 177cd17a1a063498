"""The money of an IATI activity: its transactions, and what they promise together."""

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from imports.amounts import amount_of, sum_of
from imports.connectors.iati_codes import KEPT, OLD_TYPES, OTHER_TYPES
from imports.connectors.iati_texts import told
from imports.connectors.subjects import day_of
from imports.markup import child, children, text_of
from imports.problems import Problem, warning
from imports.rows import Scalar, Transaction
from records.vocabulary import CURRENCY_CODES

PROMISES = (("12", "13"), ("2",), ("11",))  # the first of these that an activity reports


class Money:
    """Transactions of an activity, in the file's order, and remarks on those that were left out."""

    def __init__(self, activity: etree._Element) -> None:
        self.currency = (activity.get("default-currency") or "").strip().upper()
        self.problems: list[Problem] = []
        self.transactions = list(self._transactions(activity))
        if not self.transactions:
            self.problems.append(warning("no_money", "transaction"))

    def _transactions(self, activity: etree._Element) -> Iterator[Transaction]:
        for number, one in enumerate(children(activity, "transaction"), start=1):
            if (found := self._transaction(one, f"transaction {number}")) is not None:
                yield found

    def _transaction(self, one: etree._Element, where: str) -> Transaction | None:
        code = _code(child(one, "transaction-type"))
        kind = OLD_TYPES.get(code, code)
        if kind not in KEPT:
            known = "transaction_aside" if code in OTHER_TYPES else "unknown_transaction"
            self.problems.append(warning(known, f"{where} type", value=code))
            return None
        value = child(one, "value")
        amount = amount_of(text_of(value))
        currency = _attribute(value, "currency").upper() or self.currency
        day = self._day(one, value, where)
        if amount is None:
            self.problems.append(warning("amount_left_out", f"{where} value", value=text_of(value)))
        elif currency not in CURRENCY_CODES:
            self.problems.append(warning("unknown_currency", f"{where} currency", value=currency))
        elif day:
            description = told(child(one, "description")).best[:500]
            return Transaction(
                type=kind,
                happened_on=day,
                amount=f"{amount}",
                currency=currency,
                description=description,
            )
        return None

    def _day(self, one: etree._Element, value: etree._Element | None, where: str) -> str | None:
        """Of the transaction, else of its value."""
        moved = _attribute(child(one, "transaction-date"), "iso-date")
        day, _remark = day_of(moved or _attribute(value, "value-date"), "")
        if not day:
            self.problems.append(warning("transaction_undated", f"{where} date", value=moved))
        return day

    def promised(self) -> list[Transaction]:
        for types in PROMISES:
            if found := [one for one in self.transactions if one.type in types]:
                return found
        return []

    def amount(self) -> dict[str, Scalar]:
        """Columns of the pledge: what is promised in all, where that is one sum in one currency."""
        promised = self.promised()
        currencies = sorted({one.currency for one in promised})
        if len(currencies) > 1:
            self.problems.append(warning("several_promised", value=", ".join(currencies)))
        if len(currencies) != 1:
            return {}
        total, remark = sum_of((Decimal(one.amount) for one in promised), "transaction value")
        self.problems += remark
        return {"amount": total, "currency": currencies[0]} if total is not None else {}


def _code(element: etree._Element | None) -> str:
    return _attribute(element, "code") or text_of(element)


def _attribute(element: etree._Element | None, name: str) -> str:
    return (element.get(name) or "").strip() if element is not None else ""
