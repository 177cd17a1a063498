"""Articles in five languages: what a sentence offers, and that no text breaks the reading."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from imports.articles.assembling import analysed_once, drafts_of
from imports.articles.languages import language_of
from imports.articles.lexicon import LANGUAGES, lexicon
from imports.articles.sentences import sentences_of
from tests.imports.articles import PUBLISHED, drafts, make_actors, seats
from tests.imports.helpers import read

MEETS = [
    ("en", "Steve Witkoff met Ukraine's chief negotiator Rustem Umerov in Geneva on Tuesday."),
    ("fr", "Steve Witkoff a rencontré Roustem Oumerov à Genève mardi."),
    ("uk", "Стів Віткофф зустрівся з Рустемом Умєровим у Женеві у вівторок."),
    ("ru", "Стив Уиткофф встретился с Рустемом Умеровым в Женеве во вторник."),
    ("de", "Steve Witkoff traf den Unterhändler Rustem Umerow am Dienstag in Genf."),
]
PLEDGES = [
    ("en", "Germany pledged €100m in aid to Ukraine."),
    ("fr", "L'Allemagne a promis une aide de 100 millions d'euros à l'Ukraine."),
    ("uk", "Німеччина пообіцяла Україні 100 млн євро допомоги."),
    ("ru", "Германия пообещала Украине 100 млн евро помощи."),
    ("de", "Deutschland sagte der Ukraine weitere 100 Mio. Euro Hilfe zu."),
]
EASES = [
    ("en", "Washington eased sanctions on Lukoil until 29 April 2026."),
    ("fr", "Washington a assoupli les sanctions visant Lukoil jusqu'au 29 avril 2026."),
    ("uk", "США послабили санкції проти Лукойлу до 29 квітня 2026 року."),
    ("ru", "США смягчили санкции против Лукойла до 29 апреля 2026 года."),
    ("de", "Washington lockerte die Sanktionen gegen Lukoil bis zum 29. April 2026."),
]
SAYS = [
    ("en", "Putin said on Wednesday that no compromise had been found yet.", "Putin"),
    ("fr", "« Aucun compromis n'est trouvé », a déclaré Vladimir Poutine mercredi.", "Putin"),
    ("uk", "Володимир Путін заявив у середу, що компромісу ще немає.", "Putin"),
    ("ru", "Владимир Путин заявил в среду, что компромисса пока нет.", "Putin"),
    ("de", "Wladimir Putin sagte am Mittwoch, es gebe noch keinen Kompromiss.", "Putin"),
]
HIDDEN = [
    ("en", "A Ukrainian official, on condition of anonymity, said talks were hard."),
    ("fr", "Un responsable ukrainien, sous couvert d'anonymat, a dit que tout était dur."),
    ("uk", "Український посадовець на умовах анонімності сказав, що все важко йде."),
    ("ru", "Украинский чиновник на условиях анонимности сказал, что всё идёт тяжело."),
    ("de", "Ein ukrainischer Beamter sagte unter der Bedingung der Anonymität, es sei schwer."),
]
HITS = [
    ("en", "Russian drones struck an oil refinery in Odesa on 3 December."),
    ("fr", "Des drones russes ont frappé une raffinerie à Odessa le 3 décembre."),
    ("uk", "Російські дрони атакували нафтобазу в Одесі 3 грудня."),
    ("ru", "Российские дроны атаковали нефтебазу в Одессе 3 декабря."),
    ("de", "Russische Drohnen griffen am 3. Dezember ein Öldepot in Odessa an."),
]
NOTHING = [
    ("en", "The weather in Ukraine was fine, and Steve Witkoff likes Geneva."),
    ("fr", "Il fait beau en Ukraine, et Steve Witkoff aime les vacances à Genève."),
    ("uk", "В Україні гарна погода, і Стів Віткофф любить Женеву."),
    ("ru", "На Украине хорошая погода, и Владимир Путин любит Женеву."),
    ("de", "In der Ukraine ist das Wetter schön, und Steve Witkoff mag Genf."),
    ("en", "Did Steve Witkoff meet Rustem Umerov in Geneva on Tuesday?"),
    ("en", "The house costs 100 million euros, and Germany has a market for it."),
]


@pytest.fixture
def actors(db):
    make_actors()


@pytest.mark.usefixtures("actors")
class TestKinds:
    @pytest.mark.parametrize(("language", "text"), MEETS)
    def test_a_meeting_is_a_round_with_its_negotiators(self, language, text):
        [draft] = drafts(text, language)
        assert draft.kind == "round"
        assert seats(draft) == {
            ("Steve Witkoff", "negotiator", "United States"),
            ("Rustem Umerov", "negotiator", "Ukraine"),
        }
        assert (str(draft.when.span), draft.when.is_relative) == ("2025-12-02", True)
        assert draft.where
        assert (draft.where.name, draft.where.country) == ("Geneva", "CH")

    @pytest.mark.parametrize(("language", "text"), PLEDGES)
    def test_a_promise_of_aid_is_a_pledge(self, language, text):
        [draft] = drafts(text, language)
        assert draft.kind == "pledge"
        assert seats(draft) == {("Germany", "donor", ""), ("Ukraine", "recipient", "")}
        assert (draft.details["amount"], draft.details["currency"]) == ("100000000.00", "EUR")

    @pytest.mark.parametrize(("language", "text"), EASES)
    def test_eased_sanctions_are_relief_with_its_end(self, language, text):
        [draft] = drafts(text, language)
        assert draft.kind == "relief"
        assert seats(draft) == {("United States", "issuer", ""), ("Lukoil", "target", "")}
        assert draft.details["expires_at"] == "2026-04-30T03:59:59+00:00"
        assert draft.details["expires_precision"] == "day"

    @pytest.mark.parametrize(("language", "text", "speaker"), SAYS)
    def test_words_of_a_known_person_are_a_statement(self, language, text, speaker):
        [draft] = drafts(text, language)
        assert draft.kind == "statement"
        assert seats(draft) == {(f"Vladimir {speaker}", "speaker", "Russia")}
        assert draft.quoted[0].attribution == "named"
        assert str(draft.when.span) == "2025-12-03"

    @pytest.mark.parametrize(("language", "text"), HIDDEN)
    def test_an_official_without_a_name_is_cited_as_anonymous(self, language, text):
        [draft] = drafts(text, language)
        assert draft.kind == "statement"
        assert draft.quoted[0].attribution == "anonymous"
        assert seats(draft) == {("Ukraine", "other", "")}

    @pytest.mark.parametrize(("language", "text"), HITS)
    def test_an_attack_is_an_incident_by_what_it_hit(self, language, text):
        [draft] = drafts(text, language)
        assert (draft.kind, draft.details) == ("incident", {"category": "energy"})
        assert seats(draft) == {("Russia", "other", "")}
        assert draft.where
        assert (draft.where.name, str(draft.when.span)) == ("Odesa", "2025-12-03")

    @pytest.mark.parametrize(("language", "text"), NOTHING)
    def test_a_sentence_without_a_signal_offers_nothing(self, language, text):
        assert drafts(text, language) == []

    def test_a_licence_gives_its_number_and_day(self):
        text = "The US issued General License 134A on December 3, 2025, for Lukoil."
        [draft] = drafts(text, "en")
        assert (draft.details["instrument"], draft.details["number"]) == ("general_licence", "134A")
        assert str(draft.when.span) == "2025-12-03"

    def test_of_what_somebody_says_nothing_else_is_made(self):
        text = "Putin said that Germany had pledged 5 million euros in aid and attacked oil depots."
        assert [draft.kind for draft in drafts(text, "en")] == ["statement"]

    def test_whom_an_apposition_names_did_not_meet(self):
        text = "Steve Witkoff, envoy of Vladimir Putin, met Rustem Umerov."
        [draft] = drafts(text, "en")
        assert {name for name, _role, _party in seats(draft)} == {"Steve Witkoff", "Rustem Umerov"}

    def test_another_person_of_the_same_surname_is_not_taken_for_the_known_one(self):
        assert drafts("Lyudmila Putin said that the weather was fine.", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "amount", "currency"),
    [
        ("en", "$1.5bn", "1500000000", "USD"),
        ("en", "EUR 20 million", "20000000", "EUR"),
        ("fr", "200 millions de dollars", "200000000", "USD"),
        ("fr", "1 250,50 euros", "1250.50", "EUR"),
        ("de", "1.250,50 Euro", "1250.50", "EUR"),
        ("de", "100 Mio. Euro", "100000000", "EUR"),
        ("uk", "2 млрд грн", "2000000000", "UAH"),
        ("ru", "5,5 млн рублей", "5500000", "RUB"),
    ],
)
@pytest.mark.django_db
def test_amounts_are_read_with_scale_and_currency(language, text, amount, currency):
    read, _drafts = drafts_of(f"Hm {text} hm.", language=language, published_on=PUBLISHED)
    [found] = read.sentences[0].of("amount")
    assert (f"{found.value.amount:f}".rstrip("."), found.value.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "hier", "2025-12-04"),
        ("fr", "avant-hier", "2025-12-03"),
        ("fr", "il y a trois jours", "2025-12-02"),
        ("fr", "vendredi", "2025-12-05"),
        ("fr", "le 1er décembre 2025", "2025-12-01"),
        ("fr", "en avril 2026", "2026-04"),
        ("en", "three days ago", "2025-12-02"),
        ("en", "on 28 November", "2025-11-28"),
        ("en", "on 5 January", "2026-01-05"),
        ("en", "on 2025-12-02", "2025-12-02"),
        ("de", "am 4.12.2025", "2025-12-04"),
        ("de", "vorgestern", "2025-12-03"),
        ("uk", "у четвер", "2025-12-04"),
        ("uk", "4 грудня 2025 року", "2025-12-04"),
        ("ru", "в апреле 2026", "2026-04"),
        ("ru", "позавчера", "2025-12-03"),
        ("fr", "le 31 février 2025", None),
    ],
)
@pytest.mark.django_db
def test_days_are_counted_from_the_day_of_publication(language, text, day):
    read, _drafts = drafts_of(f"Hm {text} hm.", language=language, published_on=PUBLISHED)
    found = read.sentences[0].of("date")
    assert [str(one.value.span) for one in found] == ([day] if day else [])


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("fr", "M. Dupont est là. Il dit « Non. Jamais. » et part. Fin.", 3),
        ("en", "Mr. Smith met Gen. Jones. They spoke at 3 p.m. in Geneva. Good!", 3),
        ("de", "Am 3. Dezember kam Dr. Müller. Er sprach.", 2),
        ("uk", "У м. Київ дали 5 млн. грн на ремонт. Потім пішли.", 2),
        ("fr", "Une ligne sans point\nUne autre ligne", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language, text, sentences):
    assert len(sentences_of(text, lexicon(language))) == sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told_from_frequent_words(language):
    text = " ".join(text for code, text in MEETS + PLEDGES + HIDDEN + HITS if code == language)
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "1 2 3", "Lorem ipsum dolor sit amet consectetur", "日本語の文章です。", "!!!"]
)
def test_another_language_is_not_taken_for_one_of_the_five(text):
    assert language_of(text) == ""


WORDS = st.sampled_from(
    [
        "Putin",
        "Washington",
        "Lukoil",
        "met",
        "said",
        "sanctions",
        "eased",
        "100",
        "million",
        "euros",
        "€",
        "$",
        "5",
        "avril",
        "2026",
        "jeudi",
        "soir",
        "«",
        "»",
        "„",
        "“",
        "(",
        ")",
        ",",
        ".",
        "!",
        "?",
        "...",
        "General",
        "License",
        "128B",
        "GL",
        "7",
        "Ukraine",
        "зустрівся",
        "Умєров",
        "31",
        "February",
        "à",
        "la",
        "suite",
        "d’",
        "attaques",
        "pétrolières",
        "anonymity",
        "experts",
        "until",
        "II's",
        "п’ятниця",
        "1.234,56",
        "00",
        "\n",
        "́",
        "\xa0",
        "A.",
        "M.",
        "99999999999999999999999999",
        "bn",
        "de",
        "d'",
        "0",
        "millions",
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=400)


class AnyText(TestCase):
    """No text makes the reading raise; what it offers stands in the text."""

    @classmethod
    def setUpTestData(cls):
        make_actors()

    @given(TEXTS, st.sampled_from(LANGUAGES), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
    @settings(max_examples=150)
    def test_reading_raises_nothing_and_quotes_word_for_word(self, text, language, day):
        read, offered = drafts_of(text, language=language, published_on=day)
        for draft in offered:
            assert draft.title
            assert draft.reasons
            for one in draft.quoted:
                assert 0 <= one.start < one.end <= len(text)
        for said in read.sentences:
            assert all(said.start <= one.start < one.end <= said.end for one in said.found)

    @given(TEXTS)
    @settings(max_examples=100)
    def test_the_same_text_gives_the_same_drafts(self, text):
        first = drafts_of(text, language="en", published_on=PUBLISHED)[1]
        assert drafts_of(text, language="en", published_on=PUBLISHED)[1] == first


@pytest.mark.django_db
def test_an_analysis_is_kept_for_the_time_it_is_asked_for_and_no_longer():
    asked = {"language": "en", "published_on": PUBLISHED}
    text = "The talks with Orhan Pamuk were held in Geneva."
    with analysed_once():
        first = drafts_of(text, **asked)
        assert drafts_of(text, **asked) is first
        assert drafts_of(text, language="fr", published_on=PUBLISHED) is not first
    assert drafts_of(text, **asked) is not first


@pytest.mark.django_db
def test_a_day_that_is_not_kept_is_refused_with_the_line() -> None:
    value = {
        "article": "0" * 64,
        "text": "Steve Witkoff met Rustem Umerov in Miami.",
        "language": "en",
        "published_on": "9999-12-05",
        "source": {"title": "Talks"},
    }
    [row] = read(json.dumps(value).encode(), "article.jsonl").rows.all()
    assert "not of the years 1000 to 8999" in row.problems[0]["params"]["reason"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "most"), [("url", 2000), ("publisher", 300), ("language", 15)])
def test_what_no_source_can_hold_is_refused_with_the_line(name: str, most: int) -> None:
    long = f"https://news.example/{'a' * most}"
    value = {
        "article": "0" * 64,
        "text": "Steve Witkoff met Rustem Umerov in Miami.",
        "language": "en",
        "published_on": "2025-12-05",
        "source": {"title": "Talks", name: long},
    }
    batch = read(json.dumps(value).encode(), "article.jsonl")
    [row] = batch.rows.all()
    assert (row.outcome, row.problems[0]["code"]) == ("invalid", "broken_line")
    assert f"source.{name} has more than {most} characters" in row.problems[0]["params"]["reason"]
