"""Texts of addresses, tidied."""

import pytest

from records.tidying import tidied


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Witkoff\u00a0Kushner", "Witkoff Kushner"),
        ("Witkoff\tKushner\n", "Witkoff Kushner"),
        ("a\x00b\u202ec", "abc"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        (" \u3000 ", ""),
    ],
)
def test_spaces_are_one_and_what_cannot_be_seen_is_gone(text: str, expected: str) -> None:
    assert tidied(text) == expected
