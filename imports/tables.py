"""Files that hold tables: what a file really is, and its lines one after the other.

A CSV file is streamed; a workbook is unpacked by calamine, within limits that are checked first.
"""

from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from imports.lines import Table
from imports.problems import FileProblem
from imports.separated import open_csv
from imports.workbooks import open_workbook

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
        head = file.read(16)
    if head.startswith(b"PK\x03\x04"):
        return open_workbook(path, size)
    for signature, found in SIGNATURES:
        if head.startswith(signature):
            raise FileProblem("not_a_table", found=found)
    return open_csv(path)
