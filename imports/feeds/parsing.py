"""RSS and Atom: from bytes to items whose texts are plain.

The file is streamed by `imports.markup`, with its guards, and each item is understood by feedparser
on its own: so memory stays small whatever the feed holds, and one bad item spoils no other.
"""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
from django.template.defaultfilters import filesizeformat
from lxml import etree
from lxml import html as markup_of_pages

from imports.files import HEAD, XML, type_of
from imports.markup import Markup, child, local, namesakes, open_xml, text_of
from imports.problems import FileProblem, Problem, problem
from imports.texts import MAX_ADDRESS, clean, short_key, web_address

ROOTS = {"rss", "feed", "RDF"}
ITEMS = {"item", "entry"}
MOST_ITEMS = 500  # of one fetch
LONGEST_ITEM = 1 << 20  # bytes
LONGEST_MARKUP = 50_000  # characters of a text that is shown shortened; the rest is not looked at
LONGEST_VALUE = 2 * MAX_ADDRESS  # characters of any other; a longer address is none, cut or not
MARKED_UP = {"title", "description", "summary", "content", "encoded"}
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_NAME, LONGEST_LANGUAGE = 500, 2000, 300, 15
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
A_PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+)?html\b", re.I | re.S)
BLOCKS = {*("p", "div", "br", "li", "ul", "ol", "td", "tr", "blockquote"), *("h1", "h2", "h3")}


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself."""

    title: str = ""
    language: str = ""
    address: str = ""  # where it says that it is to be fetched


@dataclass(frozen=True)
class Item:
    """Plain texts, as long as the database keeps them."""

    guid: str
    title: str
    address: str = ""
    summary: str = ""
    author: str = ""
    language: str = ""
    published_at: datetime | None = None


@dataclass
class Reading:
    """What a whole feed came to."""

    channel: Channel = field(default_factory=Channel)
    items: list[Item] = field(default_factory=list)
    unreadable: int = 0
    has_more: bool = False


def read_feed(body: bytes, address: str) -> Reading:
    """All items of a feed that was fetched, up to MOST_ITEMS. Raises FileProblem."""
    head = body[:1000].removeprefix(b"\xef\xbb\xbf")
    if A_PAGE.match(head):
        raise FileProblem("feed_html")
    if not body.strip() or (found := type_of(body[:HEAD])) != XML:
        raise FileProblem("feed_not_xml", found=found if body.strip() else "empty")
    with NamedTemporaryFile(suffix=".xml") as file:
        file.write(body)
        file.flush()
        with closing(open_xml(Path(file.name))) as markup:
            return _read(markup, address)


def _read(markup: Markup, address: str) -> Reading:
    if markup.root not in ROOTS:
        raise FileProblem("feed_html" if markup.root == "html" else "feed_other", root=markup.root)
    reading = Reading()
    for element in islice(elements(markup), MOST_ITEMS + 1):
        if not reading.items and not reading.unreadable:
            reading.channel = channel_of(element)
        if len(reading.items) + reading.unreadable == MOST_ITEMS:
            reading.has_more = True
        elif isinstance(item := item_of(element, address), Item):
            reading.items.append(item)
        else:
            reading.unreadable += 1
    return reading


def elements(markup: Markup) -> Iterator[etree._Element]:
    return markup.records(ITEMS)


def channel_of(first: etree._Element) -> Channel:
    """What stands before the first item."""
    parent = first.getparent()
    if parent is None:
        return Channel()
    inner = child(parent, "channel")
    about = parent if inner is None else inner  # RSS 1.0 has its items beside the channel
    language = about.get(XML_LANGUAGE) or _own_text(about, "language")
    return Channel(
        title=text_of_html(_own_text(about, "title"))[:LONGEST_NAME],
        language=_language(str(language)),
        address=_self_address(about),
    )


def _own_text(element: etree._Element, name: str) -> str:
    """Of several children of this name, such as of other namespaces, the first that says
    something."""
    return next(filter(None, map(text_of, namesakes(element, name))), "")


def _self_address(about: etree._Element) -> str:
    links = [link for link in namesakes(about, "link") if link.get("rel") == "self"]
    return web_address(str(links[0].get("href") or "")) if links else ""


def item_of(element: etree._Element, base: str) -> Item | Problem:
    """An item; or why it is none."""
    data = etree.tostring(element, encoding="utf-8", with_tail=False)
    if len(data) > LONGEST_ITEM:
        return problem("feed_item_too_long", limit=filesizeformat(LONGEST_ITEM))
    guid = _guid(element)
    try:
        entry = _parsed(element, _base(element, base))
    except Exception as error:  # feedparser has none of its own for odd markup
        return problem("feed_item_broken", reason=error)
    title = _text_of(entry.get("title_detail"))
    summary = _text_of(entry.get("summary_detail") or next(iter(entry.get("content", [])), None))
    address = _address(str(entry.get("link", "")))
    if not (title or address):
        return problem("feed_item_says_nothing")
    return Item(
        guid=short_key(guid or address or blake2b(f"{title}\n{summary}".encode()).hexdigest()[:32]),
        title=_shortened(title or address, LONGEST_TITLE),
        address=address,
        summary=_shortened(summary, LONGEST_SUMMARY),
        author=_shortened(_tidy(str(entry.get("author", ""))), LONGEST_NAME),
        language=_language(str(element.get(XML_LANGUAGE) or "")),
        published_at=_moment(entry),
    )


def _parsed(element: etree._Element, base: str) -> dict[str, Any]:
    """One item in a feed of its own, as feedparser understands it.

    Its texts are cut before: the patterns of feedparser try a long one from each of its signs. Nor
    does it tidy their markup, which is as slow: all markup is taken out here.
    """
    _cut(element)
    data = etree.tostring(element, encoding="utf-8", with_tail=False)
    wrapped = b'<rss version="2.0"><channel>%b</channel></rss>'
    if local(element) == "entry":
        wrapped = b'<feed xmlns="http://www.w3.org/2005/Atom">%b</feed>'
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base}
    found = feedparser.parse(
        io.BytesIO(wrapped % data),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return dict(found.entries[0]) if found.entries else {}


def _cut(element: etree._Element) -> None:
    for one in element.iter(etree.Element):
        limit = LONGEST_MARKUP if local(one) in MARKED_UP else LONGEST_VALUE
        one.text = one.text and one.text[:limit]
        one.tail = one.tail and one.tail[:limit]


def _base(element: etree._Element, base: str) -> str:
    """What relative addresses are relative to, as xml:base of the elements around it says."""
    for around in reversed(list(element.iterancestors())):
        try:
            base = urljoin(base, str(around.get(XML_BASE) or ""))
        except ValueError:
            continue
    return base if web_address(base) else ""


def _guid(element: etree._Element) -> str:
    """As it stands there: made into an address, it would change with the address of the feed."""
    about = element.get(RDF_ABOUT)
    return text_of(element, "guid") or text_of(element, "id") or clean(str(about or "")).strip()


def _address(text: str) -> str:
    address = web_address(clean(text))
    return address if len(address.encode()) <= MAX_ADDRESS else ""


def _moment(entry: dict[str, Any]) -> datetime | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    if not isinstance(told, struct_time):
        return None
    try:
        return datetime(*told[:6], tzinfo=UTC)
    except ValueError:
        return None


def _language(text: str) -> str:
    text = text.strip().replace("_", "-")
    return text.lower() if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})?", text) else ""


def _text_of(detail: dict[str, Any] | None) -> str:
    """The plain text of a title or summary, which feedparser says the type of."""
    if not detail:
        return ""
    value = str(detail.get("value", ""))
    return _tidy(value) if detail.get("type") == "text/plain" else text_of_html(value)


def text_of_html(text: str) -> str:
    """What a reader would see of it, in one line."""
    text = clean(text)
    if not re.search(r"[<&]", text):
        return _tidy(text)
    try:
        tree = markup_of_pages.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return _tidy(re.sub(r"<[^<>]*>", " ", text))
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.tail = f" {element.tail or ''}"
    etree.strip_elements(tree, "script", "style", with_tail=False)
    return _tidy(str(tree.text_content()))


def _tidy(text: str) -> str:
    return " ".join(clean(re.sub(r"[\x01-\x1f\x7f]", " ", text)).split())


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
