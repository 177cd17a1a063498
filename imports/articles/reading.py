"""Reading a text: tokens, sentences, and in each sentence all that the finders find."""

from datetime import date

from imports.articles.amounts import find_amounts
from imports.articles.countries import States, find_countries
from imports.articles.days import find_days
from imports.articles.found import ATTRIBUTION, SIGNAL, Found, Said, Text, uncovered
from imports.articles.lexicon import lexicon, lowered
from imports.articles.licences import find_licences
from imports.articles.names import find_actors
from imports.articles.sentences import sentences_of
from imports.articles.tokens import tokens_of

# Words that signal a kind are shown; those of the other groups only help to tell.
SIGNALS = (
    *("meet", "talks", "held", "no_result", "agreed", "ease", "suspend", "waive", "exempt"),
    *(
        "sanctions",
        "measures",
        "licence",
        "issue",
        "deadline",
        "until",
        "pledge",
        "aid",
        "condition",
    ),
    *("reconstruction", "military", "humanitarian", "attack", "attack_verb", "energy"),
    *("shipping", "civilians", "weapons", "shows", "said"),
)
HELPERS = ("people", "after", "demonstratives", "possessives", "with", "and", "according")
ATTRIBUTIONS = ("anonymous", "sources", "experts", "officials")


def read(content: str, *, language: str, published_on: date, states: States | None = None) -> Text:
    """The text with its sentences and what was found in each."""
    words = lexicon(language)
    text = Text(content, language, tokens_of(content, language), words)
    _fill_sentences(text)
    days, amounts, licences = find_days(text, published_on), find_amounts(text), find_licences(text)
    sure = [*days, *amounts, *licences]
    actors = list(uncovered(find_actors(text), sure))
    countries = uncovered(find_countries(text, states or States()), [*sure, *actors])
    for one in [*sure, *actors, *countries]:
        _put(text, one)
    for sentence in text.sentences:
        sentence.found += _words(text, sentence)
        sentence.found.sort(key=lambda one: (one.first, one.last, one.what, one.group))
    return text


def _fill_sentences(text: Text) -> None:
    place = 0
    for number, one in enumerate(sentences_of(text.content, text.words), start=1):
        while place < len(text.tokens) and text.tokens[place].start < one.start:
            place += 1
        first = place
        while place < len(text.tokens) and text.tokens[place].start < one.end:
            place += 1
        text.sentences.append(Said(number, one.paragraph, one.start, one.end, first, place))


def _put(text: Text, one: Found) -> None:
    for sentence in text.sentences:
        if sentence.start <= one.start and one.end <= sentence.end:
            sentence.found.append(one)
            return


def _words(text: Text, sentence: Said) -> list[Found]:
    words = lowered(text.between(sentence.first, sentence.last))
    found = []
    for group in (*SIGNALS, *HELPERS, *ATTRIBUTIONS):
        what = ATTRIBUTION if group in ATTRIBUTIONS else SIGNAL
        for match in text.words.find(group, words):
            first, last = sentence.first + match.first, sentence.first + match.last
            found.append(text.mark(first, last, what, group, value=match.value, group=group))
    return found
