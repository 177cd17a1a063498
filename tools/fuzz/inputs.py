"""The inputs of a seed, each from the seed and its number alone; and how to make one smaller."""

import time
from pathlib import Path
from random import Random

from tools.fuzz.damage import damaged
from tools.fuzz.starts import Start, starts
from tools.fuzz.trying import attempt

IN_FULL = 25  # every so many inputs go through the database
SMALLER_TRIES, SMALLER_SECONDS = 400, 30.0


class Inputs:
    """The inputs of a seed, by their number."""

    def __init__(self, seed: str, *, real: bool = False) -> None:
        self.seed = seed
        self.starts = starts(real=real)
        self.wholes = [one.data for one in self.starts.values()]

    def number(self, number: int) -> tuple[str, Start]:
        """The name of what was damaged, and the damaged."""
        chance = Random(f"{self.seed}:{number}")  # noqa: S311 - damages, not secrets
        name = chance.choice(list(self.starts))
        start = self.starts[name]
        in_full = start.door == "file" and number % IN_FULL == 0
        data = damaged(chance, start.data, self.wholes)
        return name, Start("batch" if in_full else start.door, data)


def smallest(start: Start, fault: str, folder: Path) -> bytes:
    """A shorter input with the same fault: without whatever block it can go without."""
    data, end = start.data, time.monotonic() + SMALLER_SECONDS
    size, tries = len(data) // 2, 0
    while size and tries < SMALLER_TRIES and time.monotonic() < end:
        at = 0
        while at < len(data) and tries < SMALLER_TRIES and time.monotonic() < end:
            tries += 1
            shorter = data[:at] + data[at + size :]
            if attempt(start.door, shorter, folder).fault == fault:
                data = shorter
            else:
                at += size
        size //= 2
    return data
