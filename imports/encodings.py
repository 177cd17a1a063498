"""Which encoding a text file is in: certain where it can be, else told from its letters.

UTF-8 and UTF-16 prove themselves; the Windows code pages are told apart by charset-normalizer among
a fixed list of candidates, so that the same file is always read the same way.
"""

import codecs
from typing import IO

from charset_normalizer import from_bytes

from imports.problems import FileProblem

BLOCK = 1 << 16
SAMPLE = 1 << 17
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
}
# What is told apart from the two code pages that are read, to be refused by name.
OTHERS = ["koi8_r", "cp866", "mac_cyrillic", "shift_jis", "euc_jp", "euc_kr", "gb18030", "big5"]


def detect(file: IO[bytes]) -> str:
    """The codec of `file`, every byte of which is valid in it. Raises FileProblem otherwise."""
    file.seek(0)
    head = file.read(BLOCK)
    marked = next((codec for mark, codec in MARKS if head.startswith(mark)), "")
    codec = marked or _utf16_without_mark(head)
    if codec:
        return _proved(file, codec)
    if _first_bad_byte(file, "utf-8") is None:
        return "utf-8"
    return _proved(file, _code_page(file))


def _proved(file: IO[bytes], codec: str) -> str:
    if codec not in NAMES:
        raise FileProblem("encoding", found=codec.upper().replace("_", "-"))
    bad = _first_bad_byte(file, codec)
    if bad is not None:
        raise FileProblem("broken_text", byte=bad, encoding=NAMES[codec])
    return codec


def _first_bad_byte(file: IO[bytes], codec: str) -> int | None:
    """Which byte, counted from 1, is the first that `codec` refuses; None where all are valid."""
    decoder = codecs.getincrementaldecoder("utf-8" if codec == "utf-8-sig" else codec)()
    file.seek(0)
    done = 0
    try:
        while block := file.read(BLOCK):
            waiting = len(decoder.getstate()[0])
            decoder.decode(block)
            done += len(block)
        waiting = len(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return done - waiting + error.start + 1
    return None


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 betrays itself by a zero in every second byte of its commas and line ends."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    quarter = len(head) // 8
    if odd > quarter and odd > 4 * even:
        return "utf-16-le"
    if even > quarter and even > 4 * odd:
        return "utf-16-be"
    return ""


def _code_page(file: IO[bytes]) -> str:
    file.seek(0)
    sample = b""
    while len(sample) < SAMPLE and (line := file.readline(BLOCK)):
        if not line.isascii():
            sample += line
    best = from_bytes(sample, cp_isolation=["cp1251", "cp1252", *OTHERS]).best()
    if best is None:
        raise FileProblem("encoding_unknown")
    return best.encoding
