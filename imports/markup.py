"""XML, streamed element by element, with everything off that a hostile file could use.

Document types are refused before the first element, and with them entities of every kind: no data
set of the field declares one, and each attack by XML needs one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from imports.problems import FileProblem
from imports.texts import clean

BLOCK = 1 << 16
HEAD_LIMIT = 1 << 20  # bytes before the first element; and before the first record that are kept
MOST_PARTS = 1_000_000  # elements of one record; a large activity of IATI has 50,000
RAW_LIMIT = 200  # values of an element that are shown as it came
VALUE_LIMIT = 2000


@dataclass
class Markup:
    """An XML file that was opened: its root, and its elements, to be read once."""

    path: Path
    root: str  # local name
    attributes: dict[str, str]
    encoding: str
    bytes_done: Callable[[], int]
    close: Callable[[], None]
    records: Callable[[set[str]], Iterator[etree._Element]]

    @property
    def described(self) -> str:
        return f"XML <{self.root}>"


def open_xml(path: Path) -> Markup:
    """Raises FileProblem where it is no XML, or declares a document type."""
    root, attributes, encoding = _root(path)
    file = path.open("rb")

    def records(names: set[str]) -> Iterator[etree._Element]:
        """Elements of these local names, whole; each is forgotten when the next is asked for.

        So is what stands between them. What stands before the first one is kept as long as it is
        a head, for the one who looks there.
        """
        elements = etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from _records(elements, names, lambda: file.tell() <= HEAD_LIMIT)
        except etree.XMLSyntaxError as error:
            raise FileProblem("broken_xml", reason=error.msg, line=error.lineno) from error

    size = path.stat().st_size

    def bytes_done() -> int:
        return size if file.closed else file.tell()

    return Markup(path, root, attributes, encoding, bytes_done, file.close, records)


def _records(
    elements: Iterable[tuple[str, etree._Element]], names: set[str], is_head: Callable[[], bool]
) -> Iterator[etree._Element]:
    around, parts, found = 0, 0, False  # records that are open, and elements in them
    for event, element in elements:
        is_record = local(element) in names
        if event == "start":
            around += is_record
            parts = parts + 1 if around > is_record else 0
            if parts > MOST_PARTS:
                raise FileProblem("xml_record_too_large", limit=MOST_PARTS, line=line_of(element))
            continue
        around -= is_record
        if is_record:
            found = True
            yield element
        if is_record or not (around or (is_head() and not found)):
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Empty an element that has ended, and take away those before it; itself lxml still needs."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _root(path: Path) -> tuple[str, dict[str, str], str]:
    """Local name and attributes of the root, and the encoding that the file declares."""
    found: list[tuple[str, dict[str, str]]] = []
    encodings = ["UTF-8"]

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        encodings.append(encoding or "UTF-8")

    def refuse(*_declaration: object) -> None:
        raise FileProblem("doctype")

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    read = 0
    with path.open("rb") as file:
        try:
            while not found and read < HEAD_LIMIT and (block := file.read(BLOCK)):
                read += len(block)
                parser.Parse(block)
        except expat.ExpatError as error:
            if not found:
                reason = expat.ErrorString(error.code)
                raise FileProblem("broken_xml", reason=reason, line=error.lineno) from error
        except (ValueError, LookupError) as error:
            raise FileProblem("broken_xml", reason=error, line=1) from error
    if not found:
        raise FileProblem("broken_xml", reason="no element found", line=1)
    name, attributes = found[0]
    return name.rpartition(":")[2], attributes, encodings[-1].upper()


def line_of(element: etree._Element) -> int:
    """The line on which an element begins, counted from 1; 0 where the parser lost count."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _parts(str(element.tag))[1]


def _parts(name: str) -> tuple[str, str]:
    """Namespace and local name. An undeclared prefix, which lxml lets pass, stays with the name."""
    namespace, bracket, rest = name.rpartition("}")
    return (namespace.removeprefix("{"), rest) if bracket else ("", name)


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Children of this local name, of the element's own namespace or of none."""
    own = _parts(str(element.tag))[0]
    wanted = {("", name), (own, name)}
    return [one for one in element if isinstance(one.tag, str) and _parts(one.tag) in wanted]


def namesakes(element: etree._Element, name: str) -> list[etree._Element]:
    """Children of this local name, of whatever namespace."""
    return [one for one in element if isinstance(one.tag, str) and local(one) == name]


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next(iter(children(element, name)), None)


def text_of(element: etree._Element | None, path: str = "") -> str:
    """The text of an element, or of the first one at `path` below it, tidied; empty if none."""
    for name in path.split("/") if path else []:
        element = child(element, name) if element is not None else None
    if element is None:
        return ""
    return " ".join(clean("".join(map(str, element.itertext()))).split())


def raw_of(element: etree._Element) -> dict[str, str]:
    """Every text and attribute by its path, for the review to show the record as it came."""
    found: dict[str, str] = {}
    _gather(element, "", found)
    return found


def _gather(element: etree._Element, path: str, found: dict[str, str]) -> None:
    values = {f"{path}@{_parts(str(name))[1]}": value for name, value in element.items()}
    if text := (element.text or "").strip():
        values[path or "text"] = text
    for name, value in values.items():
        if len(found) < RAW_LIMIT:
            found[_free(name, found)] = str(value)[:VALUE_LIMIT]
    for one in element:
        if isinstance(one.tag, str) and len(found) < RAW_LIMIT:
            _gather(one, f"{path}/{local(one)}" if path else local(one), found)


def _free(name: str, found: dict[str, str]) -> str:
    number = 2
    free = name
    while free in found:
        free, number = f"{name} {number}", number + 1
    return free
