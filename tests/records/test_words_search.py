"""What a reader's words find: endings, scripts and spellings; and phrases as they are written."""

from random import Random
from unicodedata import normalize

import pytest

from records.models import Entry
from records.words import WORD, wanted
from tests.factories import make_actor, make_entry

pytestmark = pytest.mark.django_db


def found(*texts: str) -> list[str]:
    return sorted(Entry.objects.search_among(texts).values_list("title", flat=True))


@pytest.mark.parametrize("word", ["Умєров", "Умєрова", "умєровим", "УМЄРОВУ", "Умєрові"])
def test_cyrillic_endings_find_the_same(word: str) -> None:
    titles = ["Зустріч з Умєровим", "Слово Умєрова", "Умєров у Маямі"]
    for title in titles:
        make_entry(title)
    make_entry("Умерла угода")
    assert found(word) == sorted(titles)
    assert found("Умєров зустріч") == ["Зустріч з Умєровим"]


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("Росне\u0301фть", "Роснефть"),
        ("Роснефть", "Росне\u0301фть"),
        ("Росі\u0301йської", "Російська"),
        ("Киї́в", "Київ"),
        ('"Росне\u0301фть"', "Роснефть"),
    ],
)
def test_a_stress_mark_parts_no_word(word: str, title: str) -> None:
    make_entry(title)
    make_entry("Рос фть")
    assert found(word) == [title]


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("Київ", "Переговори у Києві"),
        ("Києва", "Київ"),
        ("Харкова", "Харків"),
        ("Зеленского", "Зеленський"),
        ("Зеленського", "Зеленский"),
        ("Путин", "Путіну"),
        ("Умерова", "Умєровим"),
        ("Умєров", "Умерову"),
        ("Umerov", "Умєрова"),
        ("Росією", "Росія"),
        ("Росії", "З Росією"),
        ("раду", "Рада"),
        ("переговорів", "переговори"),
        ("Zelenskyy", "Zelensky"),
        ("Zelenskyi", "Зеленський"),
        ("Zelensky", "Зеленский"),
        ("Зеленським", "Zelenskyy"),
        ("Lavrov", "Лаврова"),
        ("Kharkiv", "Харків"),
        ("Лавров", "Lavrov"),
        ("Réunion", "reunion"),
        ("reunion", "La réunion"),
    ],
)
def test_other_spellings_find(word: str, title: str) -> None:
    make_entry(title)
    make_entry("Gespräch")
    assert found(word) == [title]


def test_a_short_stem_takes_its_endings_alone() -> None:
    make_entry("Рада")
    make_entry("Радники")
    assert found("раду") == ["Рада"]


def test_a_phrase_is_taken_exactly() -> None:
    for title in ("Réunion de Miami", "Reunion de Miami", "Miami de réunion", "Réunion des Miamis"):
        make_entry(title)
    assert found('"réunion de miami"') == ["Réunion de Miami"]
    assert found("«Reunion de»") == ["Reunion de Miami"]
    assert found("“réunion de”", "„miami de“") == ["Miami de réunion", "Réunion de Miami"]


def test_a_phrase_and_words_are_all_needed() -> None:
    make_entry("Good offices in Geneva")
    make_entry("Good offices", summary="Of Norway, in Oslo")
    make_entry("Offices, good ones, in Geneva")
    assert found('"good offices" gen') == ["Good offices in Geneva"]
    assert found('oslo "good offices"') == ["Good offices"]
    assert found('"good offices gen"') == []


def test_a_phrase_is_found_in_summary_place_translation_and_names() -> None:
    envoy = make_actor("Rustem Umerov")
    envoy.names.create(text="Рустем Умєров", language="uk")
    made = make_entry("One", summary="They spoke of a cease-fire line.", by=(envoy,))
    made.place_name, made.i18n = "Key Biscayne", {"title_uk": "Зустріч у Маямі"}
    made.save()
    for text in ("cease-fire line", "key biscayne", "зустріч у", "рустем умєров", "rustem Umerov"):
        assert found(f'"{text}"') == ["One"]
    for text in ("fire spoke", "рустем умєрова", "rustem key", "one they", "cease-fire lin"):
        assert found(f'"{text}"') == []


def plain(text: str) -> list[str]:
    return WORD.findall(normalize("NFC", text).lower())


def test_phrases_find_what_reading_every_text_would() -> None:
    random = Random(7)  # noqa: S311 — the same texts every time
    words = ["met", "Met", "again", "réunion", "reunion", "Київ", "кіїв", "12e5", "1.5", "о’кей"]
    parts = [" ", " ", ", ", "-", "\n\n", ". ", " — ", "  "]

    def text(most: int) -> str:
        number = random.randint(1, most)
        return "".join(random.choice(words) + random.choice(parts) for _n in range(number)).strip()

    actors = [make_actor(text(3), slug=f"a{n}") for n in range(8)]
    said: dict[str, list[list[str]]] = {}
    for n in range(60):
        actor, title, summary = random.choice(actors), f"{text(4)} t{n}", text(6)
        made = make_entry(title, summary=summary, by=(actor,), slug=f"t{n}")
        made.place_name, made.i18n = text(2), {"title_fr": text(3), "summary_uk": text(4)}
        made.save()
        texts = (title, summary, made.place_name, *made.i18n.values(), actor.name)
        said[title] = [plain(one) for one in texts]
    for phrase in (text(3) for _n in range(150)):
        asked = " ".join(plain(phrase))
        wants = [
            title
            for title, texts in said.items()
            if any(f" {asked} " in f" {' '.join(one)} " for one in texts)
        ]
        assert found(f'"{phrase}"') == sorted(wants), phrase


@pytest.mark.parametrize(
    "summary",
    ["no " * 300 + "cease fire", " ".join(map(str, range(17_000))) + " cease fire"],
)
def test_a_phrase_is_found_where_the_index_knows_no_places(summary: str) -> None:
    make_entry("Long", summary=summary)
    make_entry("Apart", summary=summary.replace("cease fire", "fire cease"))
    make_entry("Short", summary="fire cease")
    assert found('"cease fire"') == ["Long"]


def test_an_unpaired_mark_makes_words_and_is_told() -> None:
    make_entry("Offices, good ones")
    assert found('"good offices') == ["Offices, good ones"]
    assert wanted('"good offices').unpaired
    assert not wanted('"good offices"').unpaired


@pytest.mark.parametrize(
    "text",
    [
        "' | !", "a & b | !c:*", "'; DROP TABLE records_entry; --", "\\", "%_", "(((", ":*", "=",
        "|=", "word " * 50, "😀", "a😀b", "\u202eمرحبا", "ـ", "½", "x" * 10_000, "12e5 1.5",
        '"' * 9, '"=|:*" a', "«“„", "\'\'\'", "ǅ ß ﬁ İ", "كتاب", "日本語 会談",
    ],
)  # fmt: skip
def test_any_text_is_safe(text: str) -> None:
    make_entry("Miami")
    assert found(text) == []
    assert list(Entry.objects.search(text).values("pk")) in ([], [{"pk": Entry.objects.get().pk}])


def test_only_the_first_words_are_read_and_that_is_told() -> None:
    many = wanted(" ".join(f"w{n}" for n in range(50)))
    assert len(many.words) == 20
    assert many.too_many
    assert not wanted("one two").too_many
