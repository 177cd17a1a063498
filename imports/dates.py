"""Reading dates of files: plain days, which are nearly all, without the EDTF grammar.

The grammar takes milliseconds for a date, which a file of 100,000 rows would feel.
"""

import re
from datetime import date
from functools import lru_cache

from records import dates

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=10_000)
def parse(text: str) -> dates.Span:
    """As `records.dates.parse`; raises InvalidDateError."""
    text = text.strip()
    if DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return dates.parse(text)  # which says what is wrong with it
        return dates.Span(day, day)
    return dates.parse(text)
