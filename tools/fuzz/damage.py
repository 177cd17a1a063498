"""Ways to damage a file. The same chance does the same damage."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from warnings import catch_warnings, simplefilter

LARGEST = 200_000  # bytes of a damaged file or part of an archive
MOST_DAMAGES = 6
PARTS = 0.8  # of the archives are damaged within, the others as bytes
TOKENS = [
    *(b"\0", b"\x1a", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\r\n", b'"', b'""'),
    *(b",", b";", b"\t", b"'", b"\\", b"{", b"}", b"[", b"]", b"null", b"NaN", b"-Infinity"),
    *(b"1e999", b"-1", b"true", b'"\\ud800"', b'"\\u0000"', b"{}", b"[[]]", b'{"a":{"b":[1]}}'),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x ?>"),
    *(b"&#0;", b"&#xD800;", b"&amp;", b"&b;", b"&nbsp;", b"<a:b xmlns:a=''>", b"</", b"/>", b"<p>"),
    *(b"xmlns=''", b"xml:base='http://[::1'", b"http://[", b"//[x]/", b"https://a.b/\xe2\x80\xa8"),
    *("١٢٣".encode(), "½".encode(), "İ".encode(), "\u202e".encode(), "\U0001f1fa".encode()),
    *(
        "e\u0301".encode(),
        "\ufeff".encode(),
        "\x85\u2028".encode(),
        "ﬀ".encode(),
        "\U00020000".encode(),
    ),
    *(
        b"=1+1",
        b"@a",
        b"%s",
        b"%(a)s",
        b"{0}",
        b"-0- ",
        b"-- -",
        b"/",
        b"(",
        b")",
        b"[CH]",
        b" for ",
    ),
]
DATES = [
    *(b"0000-00-00", b"2025-02-30", b"31/02/2025", b"9999-12-31", b"10000-01-01", b"-0001-01-01"),
    *(
        b"2025-13-01",
        b"2025-01-01T25:61:61+99:99",
        b"1.1.1",
        b"dd/mm/1965",
        b"circa 1960",
        b"../..",
    ),
    *(b"2025-12-04/2025-12-01", b"2025-03-30T02:30:00", b"y170000002", b"2025-XX-XX", b"2025-24"),
]
NUMBERS = [
    *(b"0", b"-0", b"9" * 40, b"9" * 5000, b"1e400", b"1E-400", b"9223372036854775808", b"NaN"),
    *(b"Infinity", b"-9999999999999999.99", b"0.000000000000000000001", b"1_000", b"0x1F", b"1,5"),
]
CODECS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "utf-8-sig", "koi8-r"]
DATE = re.compile(rb"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
CELL = re.compile(rb"(?<=[,;\t>\"])[^,;\t<>\"\r\n]{1,200}(?=[,;\t<\"])")
DELIMITERS = [b",", b";", b"\t", b"|", b":", b"\n", b"\r"]
NESTS = [
    (b"<a>", b"</a>"),
    (b"<a>", b""),
    (b'{"a":', b"}"),
    (b"[", b"]"),
    (b"[", b""),
    (b"(", b")"),
    (b'"', b'"'),
]

Damage = Callable[[Random, bytes], bytes]


def damaged(chance: Random, whole: bytes, others: Sequence[bytes]) -> bytes:
    """`whole` with one to six damages; parts of `others` may be put into it."""
    if whole.startswith(b"PK") and chance.random() < PARTS:
        with suppress(zipfile.BadZipFile, NotImplementedError):
            return _within(chance, whole, others)
    for _time in range(chance.randint(1, MOST_DAMAGES)):
        if chance.random() < 0.05:
            whole = _spliced(chance, whole, chance.choice(others))
        else:
            whole = chance.choice(DAMAGES)(chance, whole)[:LARGEST]
    return whole


def _within(chance: Random, whole: bytes, others: Sequence[bytes]) -> bytes:
    """An archive with one of its parts damaged, lost, renamed or there twice."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = chance.randrange(len(parts))
    name, data = parts[at]
    parts[at] = name, damaged(chance, data, [one for one in others if not one.startswith(b"PK")])
    if chance.random() < 0.1:
        parts.append((chance.choice([name, "../x", "a/" * 90 + "b", "xl/workbook.xml"]), data))
    if chance.random() < 0.05:
        del parts[chance.randrange(len(parts))]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, catch_warnings():
        simplefilter("ignore")  # of names that are there twice
        for part, content in parts:
            archive.writestr(zipfile.ZipInfo(part), content)
    return made.getvalue()


def _span(chance: Random, whole: bytes, most: int = 200) -> tuple[int, int]:
    start = chance.randint(0, len(whole))
    return start, min(len(whole), start + chance.randint(0, most))


def _spliced(chance: Random, whole: bytes, other: bytes) -> bytes:
    return whole[: chance.randint(0, len(whole))] + other[chance.randint(0, len(other)) :]


def flip(chance: Random, whole: bytes) -> bytes:
    found = bytearray(whole)
    for _bit in range(chance.randint(1, 4) if found else 0):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def truncate(chance: Random, whole: bytes) -> bytes:
    return whole[: chance.randint(0, len(whole))]


def remove(chance: Random, whole: bytes) -> bytes:
    start, end = _span(chance, whole, most=2000)
    return whole[:start] + whole[end:]


def repeat(chance: Random, whole: bytes) -> bytes:
    start, end = _span(chance, whole)
    return whole[:end] + whole[start:end] * chance.choice([1, 2, 50, 1000]) + whole[end:]


def move(chance: Random, whole: bytes) -> bytes:
    start, end = _span(chance, whole, most=1000)
    rest = whole[:start] + whole[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + whole[start:end] + rest[at:]


def insert(chance: Random, whole: bytes) -> bytes:
    at = chance.randint(0, len(whole))
    return whole[:at] + chance.choice(TOKENS) + whole[at:]


def lengthen(chance: Random, whole: bytes) -> bytes:
    at = chance.randint(0, len(whole))
    filler = chance.choice([b"x", b" ", b"\n", b"a b ", "ж".encode(), b",", b'"'])
    return whole[:at] + filler * chance.choice([300, 5000, 60_000]) + whole[at:]


def nest(chance: Random, whole: bytes) -> bytes:
    """Brackets of some kind around a part, up to thousands deep."""
    start, end = _span(chance, whole)
    before, after = chance.choice(NESTS)
    depth = chance.choice([3, 60, 300, 5000, 20_000])
    return whole[:start] + before * depth + whole[start:end] + after * depth + whole[end:]


def redate(chance: Random, whole: bytes) -> bytes:
    return _replaced(chance, whole, DATE, DATES)


def renumber(chance: Random, whole: bytes) -> bytes:
    return _replaced(chance, whole, NUMBER, NUMBERS)


def recell(chance: Random, whole: bytes) -> bytes:
    """Another value for a cell, text or attribute: an odd one, or that of another cell."""
    own = [match.group() for match in CELL.finditer(whole)]
    return _replaced(chance, whole, CELL, [*TOKENS, *DATES, *NUMBERS, b"", *own])


def _replaced(
    chance: Random, whole: bytes, pattern: re.Pattern[bytes], values: Sequence[bytes]
) -> bytes:
    found = list(pattern.finditer(whole))
    if not found:
        return insert(chance, whole)
    match = chance.choice(found)
    return whole[: match.start()] + chance.choice(values) + whole[match.end() :]


def reseparate(chance: Random, whole: bytes) -> bytes:
    """One separator for another, everywhere or from somewhere on."""
    old, new = chance.choice(DELIMITERS), chance.choice(DELIMITERS)
    at = chance.choice([0, chance.randint(0, len(whole))])
    return whole[:at] + whole[at:].replace(old, new)


def reencode(chance: Random, whole: bytes) -> bytes:
    """The text in another encoding, sometimes while it still says that it is in the old one."""
    return whole.decode("utf-8", "replace").encode(chance.choice(CODECS), "replace")


def swap_lines(chance: Random, whole: bytes) -> bytes:
    lines = whole.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


# What keeps the file readable stands here more than once, since it reaches deepest.
DAMAGES: list[Damage] = [
    *(flip, truncate, remove, repeat, move, insert, insert, lengthen, nest),
    *(redate, redate, renumber, renumber, recell, recell, recell, recell),
    *(reseparate, reencode, swap_lines),
]
