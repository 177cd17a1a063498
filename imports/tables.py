"""Files that hold tables: what a file really is, and its lines one after the other.

A CSV file is streamed; a workbook is unpacked by calamine, within limits that are checked first.
"""

from pathlib import Path, PurePath

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from imports.lines import Table
from imports.problems import FileProblem
from imports.separated import open_csv
from imports.workbooks import open_workbook

HEAD = 16
SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.xls or .doc)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)


TEXT, WORKBOOK = "text, such as CSV", "an XLSX workbook"
SAID = {
    ".csv": TEXT,
    ".tsv": TEXT,
    ".txt": TEXT,
    ".xlsx": WORKBOOK,
    ".xls": "an old Office document (.xls or .doc)",
}


def type_of(head: bytes) -> str:
    """What a file is by its first bytes; whatever is nothing else is taken for text."""
    if head.startswith(b"PK\x03\x04"):
        return WORKBOOK
    return next((found for start, found in SIGNATURES if head.startswith(start)), TEXT)


def check_name(name: str, head: bytes) -> None:
    """Raises FileProblem where the name says another type than the content."""
    said, found = SAID.get(PurePath(name.strip().lower()).suffix), type_of(head)
    if said and said != found:
        raise FileProblem("another_type", name=name, said=said, found=found)


def open_table(path: Path) -> Table:
    """Tell what the file is by its content and open it. Raises FileProblem."""
    size = path.stat().st_size
    if not size:
        raise FileProblem("empty_file")
    if size > settings.IMPORT_MAX_BYTES:
        raise FileProblem(
            "too_large",
            size=filesizeformat(size),
            limit=filesizeformat(settings.IMPORT_MAX_BYTES),
        )
    with path.open("rb") as file:
        head = file.read(HEAD)
    found = type_of(head)
    if found == WORKBOOK:
        return open_workbook(path, size)
    if found != TEXT:
        raise FileProblem("not_a_table", found=found)
    return open_csv(path)
