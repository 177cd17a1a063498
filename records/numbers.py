"""Numbers that arrive as text in addresses and hidden fields, where anybody may write anything."""

import re

# Fits a bigint. int() takes the digits of other scripts too, and fails at more than 4300 of them.
SMALL = re.compile(r"[0-9]{1,18}")


def small_int(text: str) -> int | None:
    """The number, or None where `text` is not 1 to 18 ASCII digits."""
    return int(text) if SMALL.fullmatch(text) else None
