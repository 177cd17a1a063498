"""Two versions of a text, word by word: what went and what came."""

import re
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"(\w+(?:['’-]\w+)*|[^\w\s])(\s*)")
SHORT = 3  # letters of a word that says nothing where it alone stays among changes
# Pairs of words (10,000 by 10,000) that take a tenth of a second whatever the words are; beyond
# them two texts are shown whole.
MOST = 100_000_000


@dataclass(frozen=True)
class Segment:
    """A run of words, and whether only its own version has it."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Comparison:
    """Both texts whole, cut where they begin or cease to differ."""

    before: list[Segment]
    after: list[Segment]

    @property
    def is_same(self) -> bool:
        return not any(segment.is_changed for segment in [*self.before, *self.after])


def compare(before: str, after: str) -> Comparison:
    """What parts two texts; spaces and lines count for nothing.

    A single short word or a comma that stays between two changes is counted to them: texts that
    share only their articles are two texts.
    """
    old, new = _tokens(before), _tokens(after)
    left: list[Segment] = []
    right: list[Segment] = []
    runs = _runs([word for word, _space in old], [word for word, _space in new])
    for place, (is_same, a, b, c, d) in enumerate(runs):
        among_changes = 0 < place < len(runs) - 1
        changed = not is_same or (among_changes and _says_nothing(old[a:b]))
        left.append(Segment(_text(old[a:b]), changed))
        right.append(Segment(_text(new[c:d]), changed))
    return Comparison(_joined(left), _joined(right))


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Whether words stayed, and where they begin and end in either text.

    The longest common subsequence, found 64 words at a time: its cost is the product of the
    lengths, never more.
    """
    if len(old) * len(new) > MOST:
        return [(old == new, 0, len(old), 0, len(new))]
    numbers: dict[str, int] = {}
    steps = Indel.opcodes(
        *([numbers.setdefault(word, len(numbers)) for word in words] for words in (old, new))
    )
    return [
        (step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in steps
    ]


def _tokens(text: str) -> list[tuple[str, str]]:
    return TOKEN.findall(text.strip())


def _says_nothing(tokens: list[tuple[str, str]]) -> bool:
    return len("".join(word for word, _space in tokens)) <= SHORT


def _text(tokens: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in tokens)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Neighbours alike as one, without empty ones; spaces at a change's end stand outside it."""
    found: list[Segment] = []
    runs = groupby((s for s in segments if s.text), lambda segment: segment.is_changed)
    for is_changed, run in runs:
        text = "".join(segment.text for segment in run)
        word = text.rstrip() if is_changed else text
        found.append(Segment(word, is_changed))
        if word != text:
            found.append(Segment(text[len(word) :], is_changed=False))
    return found
