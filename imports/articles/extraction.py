"""The text of an article, from what was pasted or from an HTML page, and what the page says of it.

`article_of_html` is where a page that was fetched comes in, too: it takes the bytes as they came.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import trafilatura

from imports.apart import TookTooMuch, apart
from imports.articles.languages import language_of
from imports.encodings import detect
from imports.problems import FileProblem
from imports.texts import clean

MOST = 100_000  # characters; a long newspaper article has 20,000
MOST_BYTES = 5_000_000  # of an HTML page
READING_SECONDS = 10  # of one; a long page takes one
LEAST_WORDS = 3
HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
HEAD = 4096
# Days that the page gives as its own; any day in its text would be a guess
STATED_DATES = {"original_date": True, "extensive_search": False}

FOUND = ("text", "title", "author", "sitename", "url", "date")


@dataclass(frozen=True)
class ArticleText:
    """`language` is what the text seems to be in, or what the page says; empty where neither."""

    text: str
    language: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    address: str = ""
    published_on: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def article_of_text(text: str) -> ArticleText:
    """Raises FileProblem where there is no text, too much of it, or none at all but bytes."""
    if "\0" in text:
        raise FileProblem("article_with_nul", place=text.index("\0") + 1)
    text = _tidied(text)
    if len(text) > MOST:
        raise FileProblem("article_too_long", length=f"{len(text):,}", limit=f"{MOST:,}")
    if len(text.split()) < LEAST_WORDS:
        raise FileProblem("article_empty")
    return ArticleText(text, language_of(text))


def article_of_html(data: bytes, *, address: str = "") -> ArticleText:
    """The text without menus, scripts and advertisements. Raises FileProblem where there is none.

    Nothing is fetched and nothing in the page is run. It is read apart, as a page that was made for
    it takes minutes.
    """
    if len(data) > MOST_BYTES:
        raise FileProblem("article_too_long", length=f"{len(data):,}", limit=f"{MOST_BYTES:,}")
    try:
        found = apart(found_in, data, address, seconds=READING_SECONDS)
    except TookTooMuch:
        raise FileProblem("article_too_intricate", seconds=READING_SECONDS) from None
    if not found["text"].strip():
        raise FileProblem("article_not_found")
    read = article_of_text(found["text"])
    return ArticleText(
        read.text,
        read.language,
        title=_line(found["title"]),
        author=_line(found["author"]),
        publisher=_publisher(_line(found["sitename"]), address),
        address=address or _line(found["url"]),
        published_on=_day(found["date"]),
    )


def found_in(data: bytes, address: str) -> dict[str, str]:
    """What trafilatura makes of a page: each of FOUND, empty where the page lacks it."""
    found = trafilatura.bare_extraction(
        data.replace(b"\0", b""),
        url=address or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=STATED_DATES,
    )
    return {name: str(getattr(found, name, None) or "") for name in FOUND}


def article_of_file(data: bytes) -> ArticleText:
    """An HTML page or a plain text, told by its content. Raises FileProblem."""
    if not data.strip():
        raise FileProblem("article_empty")
    if HTML.search(data[:HEAD]):
        return article_of_html(data)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem("article_with_nul", place=data.index(b"\0") + 1)
    return article_of_text(data.decode(detect(io.BytesIO(data))))


def _tidied(text: str) -> str:
    """One kind of line end, no blanks at the ends of lines, nothing that cannot be stored."""
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip().removeprefix("\ufeff")


def _line(value: str) -> str:
    return clean(" ".join(value.split()))[:300]


def _publisher(name: str, address: str) -> str:
    """What the page calls its site; its host's name stands in where it calls it nothing."""
    host = urlsplit(address).netloc
    return "" if name and f".{host}".endswith(f".{name}") else name


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
