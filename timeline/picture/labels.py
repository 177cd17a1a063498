"""Short names beside marks, where there is room: none touches another or a mark."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from timeline.picture.layout import Lane, Mark

SIZE = 12.0  # of the letters
LONGEST = 26  # letters
SHORTEST = 6  # of a name that had to be cut
GAP = 5.0
LETTERS = {"wide": 1.05, "capital": 0.78, "small": 0.58}  # of the size, in the widest of faces
SOLID = {"": 1.0, "end": 0.4, "both": 0.0}  # the part of a bar on which letters are legible


@dataclass(frozen=True)
class Label:
    x: float
    row: int
    text: str
    anchor: str = "start"
    look: str = "beside"  # beside | inside a bar | upon a pale one
    is_end: bool = False  # names the end of what it stands at


def width(text: str) -> float:
    """What `text` takes at most, in the picture's units."""
    return sum(map(_breadth, text))


@lru_cache(maxsize=4096)
def _breadth(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in "→…":
        return LETTERS["wide"] * SIZE
    return LETTERS["capital" if letter.isupper() else "small"] * SIZE


def short_name(title: str, room: float) -> str:
    """The title, or what stands before its first colon, cut to the room; empty where too little."""
    head = title.split(":", 1)[0].strip()
    text = head if 2 < len(head) <= LONGEST else title.strip()
    if len(text) <= LONGEST and width(text) <= room:
        return text
    taken = accumulate(map(_breadth, text[:LONGEST]))
    cut = text[: sum(needed + _breadth("…") <= room for needed in taken)]
    words = cut.rpartition(" ")[0]
    cut = (words if len(words) >= SHORTEST else cut).rstrip(" ,;–—-")
    return f"{cut}…" if len(cut) >= SHORTEST else ""


def labels_of(lane: Lane, right: float, most: int) -> list[Label]:
    """Ends first, since they say what no shape says; then names, from left to right."""
    found: list[Label] = []
    for item in lane.items:
        if isinstance(item, Mark):
            room = _room(item, lane, right)
            end = _end_label(item, room)
            found += [end] if end else []
            has_room = sum(not label.is_end for label in found) < most
            if has_room and (name := _name_label(item, room, end)):
                found.append(name)
    return found


def _room(mark: Mark, lane: Lane, right: float) -> float:
    """How much is free beside the mark, up to the next one in its row."""
    following = (i.box[0] for i in lane.items if i.row == mark.row and i.box[0] > mark.box[0])
    return min(following, default=right) - _edge(mark) - 2 * GAP


def _edge(mark: Mark) -> float:
    return mark.x1 if mark.is_bar else (mark.x0 + mark.x1) / 2 + GAP + 2


def _end_label(mark: Mark, room: float) -> Label | None:
    extent = mark.shown.extent
    if not (extent and extent.last and mark.is_bar and extent.label):
        return None
    text = f"{extent.label} →" if mark.is_cut else extent.label
    if not mark.is_cut and width(text) <= room:
        return Label(mark.x1 + GAP, mark.row, text, is_end=True)
    if not mark.fade and width(text) + 2 * GAP <= mark.x1 - mark.x0:
        return Label(mark.x1 - GAP, mark.row, text, "end", look=_inside(mark), is_end=True)
    return None


def _name_label(mark: Mark, room: float, end: Label | None) -> Label | None:
    """On a bar that is long enough, else beside it."""
    taken = width(end.text) + 2 * GAP if end else 0
    is_beside = end is not None and end.look == "beside"
    inside = (mark.x1 - mark.x0) * SOLID[mark.fade] - 2 * GAP - (0 if is_beside else taken)
    if mark.is_bar and (text := short_name(mark.shown.title, inside)):
        return Label(mark.x0 + GAP, mark.row, text, look=_inside(mark))
    after = taken if is_beside else 0
    text = short_name(mark.shown.title, room - after)
    return Label(_edge(mark) + GAP + after, mark.row, text) if text else None


def _inside(mark: Mark) -> str:
    return "inside" if mark.opacity == 1 else "upon"
