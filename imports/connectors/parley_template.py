"""The spreadsheet to download: a sheet per kind with an example, and the codes that may stand."""

import csv
import io

from xlsxwriter import Workbook

from imports.connectors.parley_cells import SOURCE_PARTS, TRANSACTION_TYPES
from imports.connectors.parley_columns import (
    ENTRY_COLUMNS,
    KIND_COLUMNS,
    NEEDED,
    SHEETS,
    codes_of,
    columns_of,
)
from records.models import Actor, Citation, Involvement, Link

COMMON = {
    "summary": "What happened, in two or three sentences.",
    "verification": "reported",
    "processes": "Talks on the Example Strait",
    "sources": "https://example.org/report | publisher: Example Gazette | title: Strait talks | "
    "at: §2 | quote: They will meet again.",
}
EXAMPLES = {
    "round": {
        "id": "strait-2",
        "title": "Second round on the Example Strait",
        "title_fr": "Deuxième cycle sur le détroit d’Exemple",
        "date": "2025-03-04/2025-03-05",
        "place": "Geneva",
        "country": "CH",
        "place_precision": "locality",
        "track": "Envoys",
        "number": "2",
        "mode": "direct",
        "format": "bilateral",
        "status": "held",
        "outcome": "next_round",
        "involved": "negotiator: Ada Example [person FR] for France [state FR] — special envoy\n"
        "mediator: Switzerland [state CH]",
    },
    "statement": {
        "title": "Example ministry calls for quiet at sea",
        "date": "2025-03-06",
        "act": "appeal",
        "words": "Que chacun garde son calme.",
        "words_language": "fr",
        "involved": "speaker: France [state FR]",
        "links": "responds_to parley:strait-2 — it names the round",
    },
    "document": {
        "id": "strait-draft",
        "title": "Draft on passage through the strait",
        "date": "2025-03",
        "form": "draft",
        "provisions": "1 | Passage | Ships pass by day.\n2 | Search | No search at sea.",
        "involved": "signatory: France [state FR]",
    },
    "incident": {
        "title": "Ferry hit in the strait",
        "date": "2025-03-07~",
        "category": "shipping",
        "place": "Example Strait",
    },
    "relief": {
        "title": "General licence 12A for harbour dues",
        "date": "2025-03-10",
        "instrument": "general_licence",
        "number": "12A",
        "programme": "OFAC / EXAMPLE",
        "expires": "2025-06-30 00:01",
        "expires_zone": "America/New_York",
        "involved": "issuer: United States [state US]",
    },
    "pledge": {
        "title": "Three million euro for the harbour",
        "date": "2025-03-11",
        "amount": "3000000.00",
        "currency": "EUR",
        "aid_kind": "reconstruction",
        "transactions": "disbursement 2025-05-02 1000000 EUR — first tranche",
        "involved": "donor: Germany [state DE]\nrecipient: Ukraine [state UA]",
    },
}


def example_of(kind: str) -> dict[str, str]:
    return COMMON | EXAMPLES[kind]


def template_csv() -> bytes:
    """All kinds in one file, told apart by the column `kind`; UTF-8 with the mark Excel needs."""
    columns = list(dict.fromkeys(name for kind in EXAMPLES for name in columns_of(kind)))
    text = io.StringIO()
    writer = csv.DictWriter(text, ["kind", *columns])
    writer.writeheader()
    writer.writerows({"kind": kind} | example_of(kind) for kind in EXAMPLES)
    return text.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        needed = book.add_format({"bold": True, "bottom": 1, "font_color": "#7a1f2b"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet, kind in SHEETS.items():
            page = book.add_worksheet(sheet)
            page.freeze_panes(1, 0)
            page.set_column(0, len(columns_of(kind)), 22)
            for place, column in enumerate(columns_of(kind)):
                page.write_string(0, place, column, needed if column in NEEDED else head)
                page.write_string(1, place, example_of(kind).get(column, ""), wrapped)
        codes = book.add_worksheet("codes")
        codes.set_column(0, 1, 24)
        for line, (column, allowed) in enumerate(code_lists()):
            codes.write_string(line, 0, column, head)
            for place, code in enumerate(allowed, start=1):
                codes.write_string(line, place, code)
    return buffer.getvalue()


def code_lists() -> list[tuple[str, list[str]]]:
    """Every column or word that is bound to a list, with its codes."""
    lists = [
        (column, codes_of("round", column)) for column in ENTRY_COLUMNS if codes_of("round", column)
    ]
    lists += [
        (f"{kind}: {column}", codes_of(kind, column))
        for kind, columns in KIND_COLUMNS.items()
        for column in columns
        if codes_of(kind, column)
    ]
    return [
        *lists,
        ("involved: role", list(Involvement.Role.values)),
        ("involved: kind of actor", list(Actor.Kind.values)),
        ("sources: parts", SOURCE_PARTS),
        ("sources: attribution", list(Citation.Attribution.values)),
        ("links: kind", list(Link.Kind.values)),
        ("transactions: type", list(TRANSACTION_TYPES)),
    ]
