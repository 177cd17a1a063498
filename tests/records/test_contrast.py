"""Every pair of text and ground in both schemes keeps WCAG's 4.5:1."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
KINDS = ["round", "relief", "pledge", "statement", "incident", "document"]
TEXTS = ["ink", "muted", "accent", *KINDS]
GROUNDS = ["paper", "raised", "sunken"]


def schemes() -> list[dict[str, str]]:
    blocks = re.findall(r"\{([^{}]*--paper[^{}]*)\}", TOKENS.read_text())
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_dark_scheme_is_the_same_whether_chosen_or_the_systems() -> None:
    light, by_system, chosen = schemes()
    assert by_system == chosen
    assert light.keys() == chosen.keys()


@pytest.mark.parametrize("scheme", [0, 2], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_is_legible(scheme: int, text: str, ground: str) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 2], ids=["light", "dark"])
def test_words_on_a_button_are_legible(scheme: int) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens["paper"], tokens["accent"]) >= 4.5


def test_the_printed_page_is_never_dark() -> None:
    on_paper = re.sub(r"@media screen.*?\n}\n", "", TOKENS.read_text(), flags=re.DOTALL)
    assert re.findall(r"color-scheme: (\w+)", on_paper) == ["light"]


@pytest.mark.parametrize("scheme", [0, 2], ids=["light", "dark"])
def test_fields_have_an_outline_that_is_seen(scheme: int) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens["field"], tokens["raised"]) >= 3
