"""Files as they come: what they are, where a line stands, what is wrong with its shape."""

import io
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from imports.bundles import bundled
from imports.files import open_file
from imports.markup import local, raw_of
from imports.problems import FileProblem


def opened(path: Path, data: bytes):
    path.write_bytes(data)
    with closing(open_file(path)) as table:
        return table, list(table.lines)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_told_from_the_header(file, delimiter):
    table, lines = opened(
        file, delimiter.join("abc").encode() + b"\n" + f"1{delimiter}2{delimiter}3".encode()
    )
    assert table.columns == {"": ["a", "b", "c"]}
    assert lines[0].cells == {"a": "1", "b": "2", "c": "3"}


def test_a_line_is_numbered_by_where_it_begins(file):
    _table, lines = opened(file, b'a,b\n"1\n1",2\n3,4\n')
    assert [line.number for line in lines] == [2, 4]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"1,2,3", "wrong_width"),
        (b"1", "wrong_width"),
        (b"1,a\x00b", "nul"),
        (b'1,"a" b', "broken_quotes"),
        (b"1," + b"x" * 1_100_000, "cell_too_long"),
    ],
)
def test_a_broken_line_is_refused_and_the_next_goes_on(file, line, code):
    _table, lines = opened(file, b"a,b\n" + line + b"\n8,9\n")
    assert [one.code for one in lines[0].problems] == [code]
    assert (lines[0].number, lines[-1].cells, lines[-1].problems) == (2, {"a": "8", "b": "9"}, [])
    assert "\0" not in str(lines)


def codes(lines):
    return [(line.number, [one.code for one in line.problems]) for line in lines]


def test_a_quote_that_is_never_closed_loses_its_own_line_alone(file):
    _table, lines = opened(file, b'a,b\n1,"2\n3,4\n5,6\n')
    assert codes(lines) == [(2, ["unclosed_quote"]), (3, []), (4, [])]
    assert lines[0].cells == {"a": "1", "b": "2"}


@pytest.mark.parametrize("column", ["title", "summary"])
@pytest.mark.parametrize("closed_on", [1, 2])
def test_a_quote_closed_on_a_later_line_swallows_no_record(file, column, closed_on):
    rows = [[f"r{n}", f"Round {n}", "2025-03-04"] for n in range(1, 5)]
    rows[0][1] = '"Round 1'
    rows[closed_on][1] += '"'
    data = "\n".join([f"id,{column},date", *(",".join(row) for row in rows)])
    _table, lines = opened(file, data.encode())
    first, *others = codes(lines)
    assert (first, [number for number, _codes in others]) == (
        (2, ["swallowed_lines"]),
        [3, 4, 5],
    )


def test_long_texts_keep_their_line_breaks(file):
    prose = "They met, and ate, and left.\n\nPresent: Ada, Bo, Cy\nend, at last"
    data = f'id,summary,date,place\nr1,"{prose}",2025,Geneva\nr2,short,2025,Bern\n'
    _table, lines = opened(file, data.encode())
    assert codes(lines) == [(2, []), (6, [])]
    assert lines[0].cells["summary"] == prose


def test_quotes_that_never_pair_end_the_reading(file, monkeypatch):
    monkeypatch.setattr("imports.separated.MAX_READ_AGAIN", 1000)
    with pytest.raises(FileProblem, match="From line 2 on"):
        opened(file, b"a,b,c\n" + b'x","\n' * 500)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\x89PNG\r\n\x1a\n0000", "PNG picture"),
        (b"%PDF-1.7", "PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
        (b"PK\x03\x04broken", "cannot be opened"),
    ],
)
def test_a_file_of_another_type_is_refused_by_its_content(file, data, message):
    with pytest.raises(FileProblem, match=message):
        opened(file, data)


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return buffer.getvalue()


def test_a_workbook_is_read_whatever_its_name(file):
    data = workbook(("one", [["a", "b"], [1.0, "x"], [2.5]]), ("empty", []))
    table, lines = opened(file, data)
    assert (table.columns, table.encoding) == ({"one": ["a", "b"]}, "XLSX")
    assert [(line.sheet, line.number, line.cells) for line in lines] == [
        ("one", 2, {"a": "1", "b": "x"}),
        ("one", 3, {"a": "2.5", "b": ""}),
    ]


def sheet_parts(cells: str, before: str = "") -> bytes:
    """A workbook whose one sheet holds exactly this XML."""
    buffer = io.BytesIO(workbook(("rounds", [["a"]])))
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                data = f'{before}<worksheet xmlns="{name}">{cells}</worksheet>'.encode()
            new.writestr(info.filename, data)
    return made.getvalue()


def packed_wrongly(data: bytes, name: str) -> bytes:
    """An archive in which what is packed under a name is no stream that can be unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(info.filename) + len(info.extra)
    return data[:start] + b"\x07" * info.compress_size + data[start + info.compress_size :]


def test_an_archive_that_is_packed_wrongly_is_refused(file):
    book = packed_wrongly(sheet_parts(cell("A1")), "xl/worksheets/sheet1.xml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("prim.csv", "1,A,B\n" * 50)
    for data in (book, packed_wrongly(buffer.getvalue(), "prim.csv")):
        with pytest.raises(FileProblem, match="cannot be opened"):
            opened(file, data)


def cell(reference: str, text: str = "x") -> str:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'


@pytest.mark.parametrize(
    ("cells", "before", "message"),
    [
        (cell("A1") + cell("XFD1048576"), "", "spans 16384 columns"),
        (cell("A1") + cell("ALL1048576"), "", "span 1048576000 cells"),
        (cell("A1") + cell("A1048576") + cell("J1048576"), "", "span 10485760 cells"),
        (cell("A1"), '<!DOCTYPE x [<!ENTITY a "b">]>', "document type"),
        (cell("A1") + "<row>", "", "cannot be opened"),
        (cell("A1"), '<?xml version="1.0" encoding="UTF-0"?>', "unknown encoding: UTF-0"),
    ],
)
def test_a_workbook_that_would_not_fit_into_memory_is_refused(file, cells, before, message):
    data = sheet_parts(f"<sheetData>{cells}</sheetData>", before)
    with pytest.raises(FileProblem, match=message):
        opened(file, data)


def test_cells_of_format_alone_do_not_count(file):
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    dimension = '<dimension ref="A1:XFD1048576"/>'
    data = sheet_parts(f"{dimension}<sheetData>{cell('A1')}{cell('A2', 'y')}{far}</sheetData>")
    table, lines = opened(file, data)
    assert table.columns == {"rounds": ["x"]}
    assert [(line.number, line.cells) for line in lines] == [(2, {"x": "y"})]


def test_a_workbook_that_unpacks_to_too_much_is_refused(file, settings):
    settings.IMPORT_MAX_UNPACKED_BYTES = 1_000_000
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    with pytest.raises(FileProblem, match="unpacks"):
        opened(file, buffer.getvalue())


def test_a_file_over_the_limit_is_refused(file, settings):
    settings.IMPORT_MAX_BYTES = 5
    with pytest.raises(FileProblem, match="at most"):
        opened(file, b"a,b\n1,2\n")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_problem(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    try:
        with closing(open_file(path)) as found:
            list(found.lines if hasattr(found, "lines") else [])
    except FileProblem as error:
        assert str(error)


XML = b'<?xml version="1.0"?>\n<list><one n="1">a<b>c</b></one><one/></list>'


def test_xml_is_read_element_by_element(file):
    file.write_bytes(XML)
    with closing(open_file(file)) as markup:
        assert (markup.root, [raw_of(one) for one in markup.records({"one"})]) == (
            "list",
            [{"@n": "1", "text": "a", "b": "c"}, {}],
        )


PEAK = """
import resource, sys
from pathlib import Path
from imports.markup import open_xml
found = sum(1 for _one in open_xml(Path(sys.argv[1])).records({"one"}))
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak_of(file, data: bytes) -> list[int]:
    """Records of the file, and the most memory in MB that a process takes to read them."""
    file.write_bytes(b"<list>" + data + b"</list>")
    command = [sys.executable, "-c", PEAK, str(file)]
    return [int(word) for word in subprocess.check_output(command).split()]


@pytest.mark.parametrize("other", [b"<a/>", b"<a>b<c/></a>d"])
def test_what_is_no_record_takes_no_memory(file, other):
    _records, least = peak_of(file, b"<one/>")
    many = other * (10_000_000 // len(other))
    for data, records in ((many, 0), (b"<one/>" + many + b"<one/>", 2)):
        found, most = peak_of(file, data)
        assert found == records
        assert most < least + 60


def test_before_a_record_the_root_keeps_one_element(file):
    file.write_bytes(b"<list>" + b"<a/><one><b/></one><a/>" * 100_000 + b"</list>")
    with closing(open_file(file)) as markup:
        kept = {(one.getparent().index(one), len(one)) for one in markup.records({"one"})}
    assert kept == {(1, 1)}


def test_a_head_is_kept_for_the_first_record(file):
    file.write_bytes(b"<list><about>News<b/></about><a/><one/></list>")
    with closing(open_file(file)) as markup:
        [heads] = [[local(one) for one in found.getparent()] for found in markup.records({"one"})]
    assert heads == ["about", "a", "one"]


def test_a_record_of_endless_elements_is_refused(file, monkeypatch):
    monkeypatch.setattr("imports.markup.MOST_PARTS", 10)
    file.write_bytes(b"<list>" + b"<one><b/><b/></one>" * 9 + b"</list>")
    with closing(open_file(file)) as markup:
        assert len(list(markup.records({"one"}))) == 9
    file.write_bytes(b"<list>\n<one>" + b"<b/>" * 11 + b"</one></list>")
    with closing(open_file(file)) as markup, pytest.raises(FileProblem, match="around line 2"):
        list(markup.records({"one"}))


HOSTILE = {
    "laughs": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>',
    "outside": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
    "parameter": b'<!DOCTYPE l [<!ENTITY % p SYSTEM "http://127.0.0.1/">%p;]><l/>',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_document_type_is_refused_before_anything_is_read(file, data):
    file.write_bytes(data)
    with pytest.raises(FileProblem, match="document type"):
        open_file(file)


def test_xml_that_breaks_off_says_where(file):
    file.write_bytes(b"<list>\n<one/>\n<one>")
    with closing(open_file(file)) as markup, pytest.raises(FileProblem, match="line 3"):
        list(markup.records({"one"}))


def test_json_lines_go_on_after_a_broken_one(file):
    file.write_bytes(b'\xef\xbb\xbf{"a": 1}\n{"a": \n\n[1]\n{"a": 2}')
    with closing(open_file(file)) as objects:
        lines = list(objects.lines)
    assert [(one.number, one.value, [p.code for p in one.problems]) for one in lines] == [
        (1, {"a": 1}, []),
        (2, {}, ["broken_line"]),
        (4, {}, ["broken_line"]),
        (5, {"a": 2}, []),
    ]


def test_a_line_nested_too_deeply_is_a_problem_of_its_own(file):
    file.write_bytes(b'{"a": 1}\n{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n")
    with closing(open_file(file)) as objects:
        assert [len(one.problems) for one in objects.lines] == [0, 1]


def archive_of(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_an_archive_is_opened_as_its_files(file):
    file.write_bytes(archive_of(a=b"x,y\n1,2\n", b=XML))
    with closing(open_file(file)) as bundle:
        folder = Path(bundle.folder.name)
        assert {name: type(one).__name__ for name, one in bundle.files.items()} == {
            "a": "Table",
            "b": "Markup",
        }
    assert not folder.exists()


def test_an_archive_of_one_file_is_that_file(file):
    table, lines = opened(file, archive_of(a=b"x,y\n1,2\n"))
    assert (table.columns, lines[0].cells) == ({"": ["x", "y"]}, {"x": "1", "y": "2"})


def test_an_archive_that_unpacks_to_too_much_is_refused(file, settings):
    settings.IMPORT_MAX_UNPACKED_BYTES = 1_000_000
    file.write_bytes(archive_of(a=b"1" * 600_000, b=b"1" * 600_000))
    with pytest.raises(FileProblem, match="unpacks"):
        open_file(file)


def test_files_chosen_together_are_opened_together(file):
    with bundled([ContentFile(b"x,y\n1,2\n", "a.csv"), ContentFile(XML, "b.xml")]) as whole:
        file.write_bytes(whole.read())
        assert whole.size == file.stat().st_size
    with closing(open_file(file)) as bundle:
        assert list(bundle.files) == ["a.csv", "b.xml"]
