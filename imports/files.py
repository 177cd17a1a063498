"""Files that are imported: what a file really is, told from its content, and opened as such.

A table (CSV, XLSX), XML, JSON objects line by line, or a ZIP archive of several that belong
together. All but a workbook are streamed; a workbook is unpacked by calamine, within limits that
are checked first.
"""

from pathlib import Path, PurePath
from zipfile import is_zipfile

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from imports.bundles import Bundle, is_workbook, unpacked
from imports.lines import Table
from imports.markup import Markup, open_xml
from imports.objects import Objects, open_objects
from imports.problems import FileProblem
from imports.separated import open_csv
from imports.workbooks import open_workbook

HEAD = 64
MARK = b"\xef\xbb\xbf"
OLD = "an old Office document (.xls or .doc)"
SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", OLD),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)
TEXT, ARCHIVE = "text, such as CSV", "an XLSX workbook or a ZIP archive"
XML, OBJECTS = "XML", "JSON"
# Ending of a name → what it says, and the types that may be
SAID = {
    ".csv": (TEXT, {TEXT}),
    ".tsv": (TEXT, {TEXT}),
    ".txt": (TEXT, {TEXT, XML, OBJECTS}),
    ".xlsx": ("an XLSX workbook", {ARCHIVE}),
    ".zip": ("a ZIP archive", {ARCHIVE}),
    ".xml": (XML, {XML}),
    ".json": (OBJECTS, {OBJECTS}),
    ".jsonl": (OBJECTS, {OBJECTS}),
    ".ndjson": (OBJECTS, {OBJECTS}),
    ".xls": (OLD, {OLD}),
}

Opened = Table | Markup | Objects | Bundle


def type_of(head: bytes) -> str:
    """What a file is by its first bytes; whatever is nothing else is taken for text."""
    if head.startswith(b"PK\x03\x04"):
        return ARCHIVE
    found = next((found for start, found in SIGNATURES if head.startswith(start)), "")
    if found:
        return found
    first = head.replace(b"\0", b"").lstrip(MARK + b"\xff\xfe \t\r\n")[:1]
    return {b"<": XML, b"{": OBJECTS}.get(first, TEXT)


def check_name(name: str, head: bytes) -> None:
    """Raises FileProblem where the name says another type than the content."""
    found = type_of(head)
    said, types = SAID.get(PurePath(name.strip().lower()).suffix, ("", {found}))
    if found not in types:
        raise FileProblem("another_type", name=name, said=said, found=found)


def open_file(path: Path) -> Opened:
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
    if _type(path) == ARCHIVE and is_zipfile(path) and not is_workbook(path):
        return _open_archive(path)
    return _open_one(path)


def _type(path: Path) -> str:
    with path.open("rb") as file:
        return type_of(file.read(HEAD))


def _open_one(path: Path) -> Table | Markup | Objects:
    found = _type(path)
    if found == ARCHIVE:
        return open_workbook(path, path.stat().st_size)
    if found == XML:
        return open_xml(path)
    if found == OBJECTS:
        return open_objects(path)
    if found != TEXT:
        raise FileProblem("not_a_table", found=found)
    return open_csv(path)


def _open_archive(path: Path) -> Opened:
    """Of a ZIP archive its files; where there is one, that one, as if it had come by itself."""
    folder, paths = unpacked(path)
    files: dict[str, Table | Markup | Objects] = {}
    try:
        for name, one in paths.items():
            files[name] = _open_one(one)
    except BaseException:
        Bundle(files, folder).close()
        raise
    bundle = Bundle(files, folder)
    if len(files) == 1:
        [sole] = files.values()
        sole.close = bundle.close_by(sole.close)
        return sole
    return bundle
