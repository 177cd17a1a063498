"""Whole files to begin with: what the tests build, and the field's own files, cut short."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from lxml import etree

from tests.imports import feeds, lists, test_aid, test_ecb, test_feed_files, test_mend, test_ofac
from tests.imports import test_pax as pax
from tests.imports.helpers import FILES, a_round, csv_bytes

DATA = Path(__file__).parents[3] / "shared/data"
SHORT = 12  # lines, records and children of a kind that are left of a real file
SHORT_BYTES = 40_000
PLAN = {
    "format": "parley-mapping",
    "version": 1,
    "kind": "incident",
    "header": ["When", "What"],
    "columns": {
        "When": {"field": "date", "options": {"order": "dmy"}},
        "What": {"field": "title", "options": {"language": "en"}},
    },
}
TEXT = (
    "Steve Witkoff met Rustem Umerov in Geneva on Tuesday. Germany pledged €100m in aid to Ukraine."
    " Washington eased sanctions on Lukoil until 29 April 2026 under General Licence 124D. “No"
    " compromise was found”, a Ukrainian official said on condition of anonymity. Володимир Путін"
    " заявив у середу, що компромісу ще немає. L'Allemagne a promis 1,5 million d'euros jeudi soir."
)
ARTICLE = {
    "article": "0" * 64,
    "text": TEXT,
    "language": "en",
    "published_on": "2025-12-05",
    "source": {"title": "Talks", "publisher": "Ford News", "url": "https://news.example/1"},
}
PAGE = f"""<!doctype html><html lang="en"><head><title>Talks</title>
<meta property="og:site_name" content="Ford News"><meta name="author" content="Ada Ford">
<meta property="article:published_time" content="2025-12-05T10:00:00Z">
<script type="application/ld+json">{{"datePublished": "2025-12-05"}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Talks</h1><p>{TEXT}</p><p>{TEXT}</p>
</article></body></html>"""


@dataclass(frozen=True)
class Start:
    """`door` is the reader that it is for: see `tools.fuzz.trying.DOORS`."""

    door: str
    data: bytes


def starts(*, real: bool = False) -> dict[str, Start]:
    """Name → a whole file, the same every time; with the `real` ones where they are at hand."""
    found = {name: Start("file", data) for name, data in _made().items()}
    found |= {name: Start("feed", data) for name, data in _feeds().items()}
    found["page"] = Start("page", PAGE.encode())
    found["text"] = Start("page", TEXT.encode())
    found["plan"] = Start("plan", json.dumps(PLAN).encode())
    if real:
        found |= {name: Start("file", data) for name, data in _real().items()}
    return found


def _made() -> dict[str, bytes]:
    entries = [a_round(number) for number in (1, 2, 3)] + [
        {"kind": "statement", "title": "S", "date": "2025-03", "speech_act": "announcement"},
        {"kind": "pledge", "title": "P", "date": "2025", "amount": "5", "currency": "EUR",
         "transactions": "disbursement 2026-01-31 250000.00 EUR — note"},
        {"kind": "relief", "title": "R", "date": "2025-03-01", "instrument": "waiver",
         "expires": "2026-04-29 00:01", "expires_zone": "America/New_York"},
    ]  # fmt: skip
    return {
        "parley": csv_bytes(entries),
        "parley.xlsx": _workbook({"rounds": [one for one in entries if one["kind"] == "round"]}),
        "mapped": (FILES / "aide.csv").read_bytes(),
        "mend": csv_bytes([test_mend.CELLS, test_mend.CELLS | {"Day": ""}]),
        "pax": csv_bytes([pax.CELLS, pax.CELLS | {"AgtId": "9002.0"}]),
        "un": lists.UN.encode(),
        "eu": csv_bytes([dict.fromkeys(lists.EU_COLUMNS, "") | one for one in lists.EU]),
        "uk": lists.UK.encode(),
        "opensanctions": lists.lines_of(lists.FTM),
        "ofac": test_ofac.PRIMARY.encode(),
        "ofac.zip": _archive({name: text.encode() for name, text in test_ofac.FILES.items()}),
        "iati": test_aid.ACTIVITIES.encode(),
        "kiel": test_aid.MONTHS,
        "ecb": test_ecb.HISTORY,
        "ecb.zip": _archive({"eurofxref.csv": test_ecb.HISTORY}),
        "article": json.dumps(ARTICLE, ensure_ascii=False).encode() + b"\n",
        **{f"uploaded-{name}": data for name, data in _feeds().items()},
    }


def _feeds() -> dict[str, bytes]:
    return {"rss": feeds.rss(), "atom": feeds.ATOM.encode(), "rdf": test_feed_files.RDF}


def _real() -> dict[str, bytes]:
    """The field's own files by their path, where they are at hand."""
    paths = [path for path in DATA.rglob("*") if path.suffix in {".csv", ".xml", ".json"}]
    return {str(path.relative_to(DATA)): _cut(path.read_bytes()) for path in sorted(paths)}


def _cut(data: bytes) -> bytes:
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return _cut_xml(data)
    return b"".join(data.splitlines(keepends=True)[:SHORT])[:SHORT_BYTES]


def _cut_xml(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for parent in list(root.iter()):
        for late in list(parent)[SHORT:]:
            parent.remove(late)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")[:SHORT_BYTES]


def _archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def _workbook(sheets: dict[str, list[dict[str, str]]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 1, 1)})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            page.write_row(0, 0, list(rows[0]))
            for number, row in enumerate(rows, start=1):
                page.write_row(number, 0, list(row.values()))
    return made.getvalue()
