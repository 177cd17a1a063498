import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.comparison import Segment, compare

TEXTS = st.lists(st.sampled_from(["the", "station", "sells", "until", ",", "29", "\n\n"])).map(
    " ".join
)


def changed(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments if segment.is_changed]


def test_words_that_went_and_came_stand_out() -> None:
    found = compare("Valid until 13 December 2025.", "Valid until 29 April 2026.")
    assert changed(found.before) == ["13 December 2025"]
    assert changed(found.after) == ["29 April 2026"]
    assert found.before[0] == Segment("Valid until ", is_changed=False)


def test_what_was_only_added_leaves_the_old_text_whole() -> None:
    found = compare("Retail sales", "Retail sales and repairs")
    assert found.before == [Segment("Retail sales", is_changed=False)]
    assert changed(found.after) == ["and repairs"]


def test_spaces_and_lines_are_no_difference() -> None:
    assert compare("Retail  sales\n\nof fuel", " Retail sales of fuel ").is_same


def test_texts_that_share_an_article_are_two_texts() -> None:
    found = compare("open the station", "close the refinery")
    assert (changed(found.before), changed(found.after)) == (
        ["open the station"], ["close the refinery"],
    )  # fmt: skip


def test_an_empty_text_is_gone_or_come_altogether() -> None:
    assert compare("", "Retail sales").before == []
    assert changed(compare("Retail sales", "").before) == ["Retail sales"]
    assert compare("", "").is_same


def test_words_of_any_script_are_words() -> None:
    found = compare("до 13 грудня; حتى", "до 29 квітня; حتى")
    assert (changed(found.before), changed(found.after)) == (["13 грудня"], ["29 квітня"])


@given(TEXTS, TEXTS)
def test_each_side_keeps_all_of_its_own_text(before: str, after: str) -> None:
    found = compare(before, after)
    for text, segments in ((before, found.before), (after, found.after)):
        assert "".join(segment.text for segment in segments).split() == text.split()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the station sells " * 3000, "sells the until " * 3000),
        ("a b " * 1000, "b a c " * 600),
        (" ".join(f"w{n % 97}" for n in range(9000)), " ".join(f"w{n % 89}" for n in range(9000))),
        (" ".join(map(str, range(9000))), " ".join(map(str, range(9000, 0, -1)))),
    ],
)
def test_no_text_takes_long(before: str, after: str) -> None:
    started = time.process_time()
    compare(before, after)
    assert time.process_time() - started < 5


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    found = compare("a " * 12_000, "b " * 12_000)
    assert [len(found.before), len(found.after)] == [1, 1]
    assert compare("a " * 12_000, "a  " * 12_000).is_same


@given(TEXTS, TEXTS)
def test_what_stayed_is_the_same_on_both_sides(before: str, after: str) -> None:
    found = compare(before, after)
    stayed = [
        " ".join(s.text for s in segments if not s.is_changed).split()
        for segments in (found.before, found.after)
    ]
    assert stayed[0] == stayed[1]
