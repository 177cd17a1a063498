"""The seed's article, fact by fact: what comes out as a draft, and that nothing else does.

The facts are those of FACTS.md; each is looked for in the drafts of one sentence, by its kind, its
actors and what makes it that fact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from imports.articles.assembling import drafts_of
from imports.articles.drafts import Draft
from imports.articles.found import Text
from imports.seeding import seed
from tests.imports.articles import PUBLISHED, SEED_ARTICLE, seats

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.data,
    pytest.mark.skipif(not SEED_ARTICLE.exists(), reason="the seed's article is not here"),
]
US, UA = "United States", "Ukraine"
WITKOFF = ("Steve Witkoff", "negotiator", US)
KUSHNER = ("Jared Kushner", "negotiator", US)
UMEROV = ("Rustem Umerov", "negotiator", UA)
PUTIN = ("Vladimir Putin", "negotiator", "Russia")
LEAST = 10


@dataclass(frozen=True)
class Fact:
    """A fact: the sentences that may tell it, its kind, its actors, what else it needs."""

    name: str
    sentences: tuple[int, ...]
    kind: str
    actors: frozenset[tuple[str, str, str]]
    also: Callable[[Text, Draft], bool] = lambda _text, _draft: True


def quotes(text: Text, draft: Draft, words: str) -> bool:
    return any(words in text.content[one.start : one.end] for one in draft.quoted)


def attributed(attribution: str, words: str) -> Callable[[Text, Draft], bool]:
    def holds(_text: Text, draft: Draft) -> bool:
        first = draft.quoted[0]
        return (first.attribution, first.attributed_to) == (attribution, words)

    return holds


def detail(**wanted: str) -> Callable[[Text, Draft], bool]:
    return lambda _text, draft: wanted.items() <= draft.details.items()


FACTS = [
    Fact(
        "A2",
        (3,),
        "round",
        frozenset({WITKOFF, KUSHNER, UMEROV}),
        lambda _text, draft: (
            (str(draft.when.span), draft.when.is_relative, draft.when.part_of_day)
            == ("2025-12-04", True, "evening")
            and draft.where is not None
            and draft.where.name == "Miami"
        ),
    ),
    Fact("A2, who", (1,), "round", frozenset({(UA, "party", ""), (US, "party", "")})),
    Fact(
        "A3",
        (4,),
        "round",
        frozenset({WITKOFF, KUSHNER, PUTIN}),
        lambda _text, draft: draft.details.get("outcome") == "none" and draft.where is not None,
    ),
    Fact("A5", (5,), "statement", frozenset(), attributed("sources", "des sources")),
    Fact("A6", (2,), "relief", frozenset({(US, "issuer", ""), ("Lukoil", "target", "")})),
    Fact(
        "A7",
        (2,),
        "relief",
        frozenset({(US, "issuer", ""), ("Lukoil", "target", "")}),
        lambda text, draft: (
            draft.details.get("expires_precision") == "month"
            and draft.details["expires_at"].startswith("2026-05-01T03:59:59")
            and quotes(text, draft, "avril 2026")
        ),
    ),
    Fact("A8", (6,), "statement", frozenset(), attributed("experts", "Les experts")),
    Fact(
        "A9",
        (7,),
        "statement",
        frozenset({(UA, "other", "")}),
        attributed("anonymous", "Un responsable ukrainien"),
    ),
    Fact("A10", (8,), "incident", frozenset(), detail(category="energy")),
    Fact("A11", (8,), "statement", frozenset({("Turkey", "speaker", "")}), detail(act="appeal")),
    Fact(
        "A12",
        (9,),
        "pledge",
        frozenset({("Germany", "donor", ""), (UA, "recipient", "")}),
        detail(amount="100000000.00", currency="EUR", aid_kind="reconstruction"),
    ),
    Fact(
        "A13",
        (9,),
        "pledge",
        frozenset({("Germany", "donor", ""), (UA, "recipient", "")}),
        lambda text, draft: (
            "vigilante quant à son utilisation" in draft.details.get("conditions", "")
            and quotes(text, draft, "vigilante quant à son utilisation")
        ),
    ),
    Fact(
        "A14",
        (11,),
        "statement",
        frozenset(),
        lambda text, draft: (
            draft.quoted[0].attribution == "publication"
            and quotes(text, draft, "maintenir une stratégie cohérente")
        ),
    ),
    Fact(
        "A15", (12,), "statement", frozenset(), attributed("experts", "un analyste international")
    ),
]


def told_by(fact: Fact, text: Text, drafts: list[Draft]) -> Iterator[Draft]:
    for draft in drafts:
        is_there = draft.said.number in fact.sentences and draft.kind == fact.kind
        if is_there and seats(draft) == fact.actors and fact.also(text, draft):
            yield draft


@pytest.fixture
def read():
    seed()
    content = SEED_ARTICLE.read_text("utf-8")
    return drafts_of(content, language="fr", published_on=PUBLISHED)


def test_the_facts_of_the_article_come_out_as_drafts_and_none_is_invented(read, record_property):
    text, drafts = read
    found = {fact.name: list(told_by(fact, text, drafts)) for fact in FACTS}
    for name, told in found.items():
        print(f"{name:8} {'found' if told else 'NOT FOUND'}")  # noqa: T201 - a list to read
        record_property(name, bool(told))
    facts = {name.split(",")[0] for name, told in found.items() if told}
    assert facts == {"A2", "A3", *(f"A{number}" for number in range(5, 16))}
    assert len(facts) >= LEAST
    behind = {id(draft) for told in found.values() for draft in told}
    assert [draft.title for draft in drafts if id(draft) not in behind] == []


def test_every_draft_names_its_rules_and_quotes_the_article_word_for_word(read):
    text, drafts = read
    for draft in drafts:
        assert draft.reasons
        for one in draft.quoted:
            words = text.content[one.start : one.end]
            assert words in text.content[draft.said.start : draft.said.end] or one.field
            assert 0 < len(words.split()) <= 12


def test_without_known_actors_the_states_are_told_and_nobody_is_made_up():
    content = SEED_ARTICLE.read_text("utf-8")
    _text, drafts = drafts_of(content, language="fr", published_on=PUBLISHED)
    names = {name for draft in drafts for name, _role, _party in seats(draft)}
    assert names == {"Ukraine", "United States", "Germany", "Türkiye"}
