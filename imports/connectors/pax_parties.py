"""Who signed, from the free text of PA-X: only parties that the text names beyond doubt.

The cells hold lists of people with titles, headings, remarks on signatures and whole sentences, in
several languages. A state is taken where a line ends in its name after a title ("President of the
Republic of …"), or is its name; another party where a line is nothing but "For the …", or the cell
is a plain list. People are not made into actors: which part of a line is the name cannot be told
for sure. The whole text stays with the citation, so nothing is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from imports.connectors.states import state_of
from imports.countries import country_of, state_named
from imports.rows import ActorRef

LONGEST = 120  # characters of a party's name; longer ones are sentences
REMARK = re.compile(r"\((?:signed|firmado|signé)[^()]*\)|\[[^\[\]]*\]|\bsigned\b:?", re.IGNORECASE)
FOR = re.compile(
    r"(?:for and on behalf of|on behalf of|for|pour|por)\s+(?P<name>[^\d].*?)\s*[:.;,–-]*",
    re.IGNORECASE,
)
GOVERNMENT = re.compile(
    r"(?:the\s+)?(?:federal |national |transitional |royal )*government of (?:the\s+)?(?P<name>.+)",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r".*\b(?:president|prime minister|minister[^,;]*|king|emir|ambassador|secretary of state)"
    r"[^,;]* (?:of|to|for) (?:the )?(?P<name>[^,;()]+)",
    re.IGNORECASE,
)
FORM = re.compile(
    r"^(?:the\s+)?(?:(?:democratic |arab |islamic |federal |people['’]s |socialist |united )*"
    r"republic of(?: the)?|kingdom of(?: the)?|state of|sultanate of)\s+",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:the|le|la|les|el|los|las)\s+|^l['’]", re.IGNORECASE)
BRACKETED = re.compile(r".*\((?P<name>[^()]+)\)")
GENERIC = re.compile(
    r"^(?:the$|the |its |and |by\b|witness|part(y|ies)\b|signator|mediator|facilitator|"
    r"in the presence|political parties|civil society|other |h\.?e\.?\b|national government|"
    r"government$|gouvernement$|gobierno nacional$|delegation of\b|authority$|.*\bside\b)",
    re.IGNORECASE,
)
ROLES = (
    ("mediator", re.compile(r"\bmediat", re.IGNORECASE)),
    ("facilitator", re.compile(r"\bfacilitat|\bconciliat", re.IGNORECASE)),
    ("guarantor", re.compile(r"\bguarant|\bgarant", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Party:
    """An actor that the text names, its role among third parties, and the line that names it."""

    actor: ActorRef
    role: str
    words: str


@lru_cache(maxsize=4096)
def parties_in(text: str) -> tuple[Party, ...]:
    """The parties named in a cell, each once, in their order."""
    found: dict[ActorRef, Party] = {}
    role = "observer"
    for line in _lines(text):
        role = _role(line) or ("observer" if line.endswith(":") else role)
        for actor in _actors(line):
            found.setdefault(actor, Party(actor, _role(line) or role, line[:300]))
    return tuple(found.values())


def _lines(text: str) -> Iterator[str]:
    lines = [line.strip(" \t;,") for line in re.split(r"[\n;]", REMARK.sub("", text))]
    lines = [line for line in lines if line]
    if len(lines) == 1 and "." not in lines[0] and len(lines[0]) < 3 * LONGEST:
        lines = re.split(r",\s+|\s+and\s+(?=[A-Z])", lines[0])
    yield from (" ".join(line.split()) for line in lines)


def _role(line: str) -> str:
    return next((role for role, words in ROLES if words.search(line)), "")


def _actors(line: str) -> Iterator[ActorRef]:
    if len(line) > 3 * LONGEST:
        return
    if state := _state(line):
        yield state
        return
    signed_for = FOR.fullmatch(line)
    if signed_for and not OFFICE.fullmatch(line):
        name = re.split(r" - |:", ARTICLE.sub("", signed_for["name"]))[0].strip()
        if len(name) <= LONGEST and not GENERIC.match(name) and "," not in name:
            yield _state(name) or ActorRef(name=name)


def _state(line: str) -> ActorRef | None:
    """The state that the line is, or for which somebody in it holds an office."""
    for shape in (FOR, GOVERNMENT, OFFICE, BRACKETED):
        match = shape.fullmatch(line)
        name = match["name"] if match else ""
        if code := _code(name):
            return state_of(code)
    code = _code(line)
    return state_of(code) if code else None


def _code(name: str) -> str:
    tidy = name.strip(" .:")
    inner = GOVERNMENT.fullmatch(tidy)
    tidy = inner["name"] if inner else tidy
    return state_named(tidy) or country_of(FORM.sub("", tidy)) if len(tidy) > 3 else ""
