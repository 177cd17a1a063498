"""The colours of the light scheme, for a picture that is seen without the style sheets."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

COLOUR = re.compile(r"--([a-z]+): (#[0-9a-f]{6});")


@cache
def light_colours() -> dict[str, str]:
    """Token → colour, as `static/css/tokens.css` first says it; empty where that is not found."""
    found = finders.find("css/tokens.css")
    if not found:
        return {}
    first_block = Path(str(found)).read_text(encoding="utf-8").split("}", 1)[0]
    return dict(COLOUR.findall(first_block))
