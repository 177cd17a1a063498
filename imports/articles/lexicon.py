"""The words of a language that signal something, from `words/<language>.yaml`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from imports.articles.tokens import Token, plain

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("fr", "en", "uk", "ru", "de")
GAPS = {"...": 3, "…": 12}  # words; what comes behind the wider one is no part of the match
# Groups whose lines belong to a code: US: [Washington, …]
CODED = ("adjectives", "short", "metonyms", "currencies", "said", "parts_of_day", "scales")


@dataclass(frozen=True)
class Phrase:
    """Words one after another; a number stands for a gap of up to so many words."""

    text: str
    words: tuple["re.Pattern[str] | int", ...]
    value: Any = None

    def ends(self, words: Sequence[str], at: int) -> int:
        """The place behind the phrase where it begins at `at`; -1 where it does not.

        “sagte … zu” ends behind “sagte”: what stands between is no part of it.
        """
        end = _ends(self.words, words, at)
        is_split = end >= 0 and GAPS["…"] in self.words
        return at + self.words.index(GAPS["…"]) if is_split else end


@dataclass(frozen=True)
class Match:
    first: int
    last: int  # the place behind
    value: Any
    phrase: str


@dataclass
class Lexicon:
    """`find` gives the longest phrase of a group at each place, from left to right."""

    language: str
    common: frozenset[str]
    abbreviations: frozenset[str]
    compound_days: bool = False
    groups: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)

    def find(self, group: str, words: Sequence[str]) -> Iterator[Match]:
        by_letter = self.groups.get(group, {})
        at = 0
        while by_letter and at < len(words):
            found = self._longest(by_letter, words, at)
            if found:
                yield found
            at = found.last if found else at + 1

    def has(self, group: str, word: str) -> bool:
        """Whether a single word is in a group."""
        return next(self.find(group, [word]), None) is not None

    def _longest(
        self, by_letter: dict[str, list[Phrase]], words: Sequence[str], at: int
    ) -> Match | None:
        best: Match | None = None
        for phrase in by_letter.get(words[at][:1], ()):
            end = phrase.ends(words, at)
            if end > (best.last if best else at):
                best = Match(at, end, phrase.value, phrase.text)
        return best


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of LANGUAGES."""
    raw: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    made = Lexicon(
        language,
        frozenset(map(plain, str(raw.pop("common")).split())),
        frozenset(one.lower() for one in str(raw.pop("abbreviations")).split()),
        bool(raw.pop("compound_days", False)),
    )
    for group, content in raw.items():
        made.groups[group] = _by_letter(_phrases(group, content, language))
    return made


def _phrases(group: str, content: Any, language: str) -> Iterator[Phrase]:
    if group == "scales":
        for text, power in content.items():
            yield _phrase(text, power, language)
    elif group in CODED:
        for code, texts in content.items():
            for text in texts:
                yield _phrase(text, code, language)
    else:
        for place, text in enumerate(content):
            yield _phrase(text, place, language)


def _phrase(text: str, value: Any, language: str) -> Phrase:
    words = plain(text) if language == "uk" else plain(text).replace("'", " ")
    parts = words.replace("-", " ").split()
    return Phrase(text, tuple(_pattern(part) for part in parts), value)


def _pattern(part: str) -> "re.Pattern[str] | int":
    if part in GAPS:
        return GAPS[part]
    either = (re.escape(one).replace(r"\*", r"[\w']*") for one in part.split("|"))
    return re.compile("|".join(either))


def _by_letter(phrases: Iterator[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        first = phrase.words[0] if phrase.words else None
        if first is None or isinstance(first, int):
            continue
        for letter in dict.fromkeys(one.lstrip("\\")[:1] for one in first.pattern.split("|")):
            found[letter].append(phrase)
    return dict(found)


def _ends(pattern: tuple["re.Pattern[str] | int", ...], words: Sequence[str], at: int) -> int:
    for place, one in enumerate(pattern):
        if isinstance(one, int):
            rest = pattern[place + 1 :]
            tries = (_ends(rest, words, at + gap) for gap in range(one + 1))
            return next((end for end in tries if end >= 0), -1)
        if at >= len(words) or not one.fullmatch(words[at]):
            return -1
        at += 1
    return at


def lowered(tokens: Sequence[Token]) -> list[str]:
    return [token.lower for token in tokens]
