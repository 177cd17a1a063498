"""What the seed says: the facts of the article (A1–A16) and of other publications (B1–B8)."""

import re
from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import models
from django.test import TestCase

from aid.models import Pledge, Transaction
from imports.seeding import seed
from records.models import Actor, Affiliation, Citation, Entry, Link, Process, Source
from sanctions.models import Designation, Relief
from talks.models import Incident, Position, Round, Statement

PUBLICATION, RFERL, AFP = "publication", "www.rferl.org", "www.seeddaily.com"
HURRIYET, OFAC, DLF = "www.hurriyetdailynews.com", "ofac.treasury.gov", "www.deutschlandfunk.de"

# Fact of the article → the entry that carries it, paragraph, words, attribution
ARTICLE = {
    "A1": ("miami-2025-12-04", "§1", "trouver une issue à la guerre en Ukraine", PUBLICATION),
    "A2": (
        "miami-2025-12-04",
        "§2",
        "ont rencontré le principal négociateur ukrainien",
        PUBLICATION,
    ),
    "A2, when": ("miami-2025-12-04", "§2", "jeudi soir", PUBLICATION),
    "A3": ("moscow-2025-12-02", "§2", "L'absence de résultats concrets", PUBLICATION),
    "A4": ("miami-2025-12-04", "§2", "une pression supplémentaire", PUBLICATION),
    "A5": ("miami-talks-crucial", "§2", "perçus comme cruciaux", "sources"),
    "A6": ("general-licence-128b", "§1", "poursuivre leurs activités", PUBLICATION),
    "A7": ("general-licence-128b", "§5", "Le mois d'avril 2026", PUBLICATION),
    "A8": ("experts-on-consensus", "§3", "difficile d'arriver à un consensus", "experts"),
    "A9": ("ukrainian-official-on-dialogue", "§3", "un dialogue constructif", "anonymous"),
    "A10": (
        "oil-installations-2025-12",
        "§4",
        "attaques réciproques sur des installations pétrolières",
        PUBLICATION,
    ),
    "A11": (
        "turkey-on-energy-infrastructure",
        "§4",
        "un appel pour protéger les infrastructures énergétiques",
        "named",
    ),
    "A12": ("germany-100-million-2025-12-04", "§4", "100 millions d'euros", PUBLICATION),
    "A13": (
        "germany-100-million-2025-12-04",
        "§4",
        "vigilante quant à son utilisation",
        PUBLICATION,
    ),
    "A14": (
        "article-on-coherent-strategy",
        "§5",
        "maintenir une stratégie cohérente",
        PUBLICATION,
    ),
    "A15": ("analyst-on-lasting-peace", "§5", "transcender leurs divergences", "experts"),
}
# Other publications → the entries that cite them
ELSEWHERE = {
    RFERL: {  # B1, B2, B3
        "miami-2025-12-04",
        "us-readout-2025-12-05",
        "moscow-2025-12-02",
        "ushakov-on-moscow-meeting",
        "trump-on-moscow-meeting",
    },
    HURRIYET: {"miami-2025-12-04", "us-readout-2025-12-05"},  # B1, B2
    OFAC: {"general-licence-128a", "general-licence-128b"},  # B4
    DLF: {"germany-60-million-2025", "germany-100-million-2025-12-04"},  # B6
    AFP: {  # B7, B8
        "turkey-on-energy-infrastructure",
        "kairos-virat-2025-11-28",
        "midvolga-2-2025-12-02",
    },
}
ACTORS = {  # A16, and who else B1–B7 name
    "person": "alparslan-bayraktar andrii-hnatov donald-trump jared-kushner katherina-reiche "
    "rustem-umerov steve-witkoff vladimir-putin yuri-ushakov",
    "state": "germany russia turkey ukraine united-states",
    "organisation": "economy-ministry-germany general-staff-ukraine kfw ofac "
    "security-council-ukraine ukraine-energy-support-fund",
    "company": "lukoil lukoil-international rosneft",
}
MIXED_SCRIPT = re.compile(r"[A-Za-z][А-ЯЄІЇҐа-яєіїґ]|[А-ЯЄІЇҐа-яєіїґ][A-Za-z]")
PLAIN_SPACE = re.compile(r" [:;?!»](\s|$)|« ")


def texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Every translated text of the seed: where it stands, and its three languages."""
    for model in apps.get_models():
        fields = getattr(model, "i18n", None) and model._meta.get_field("i18n").fields  # type: ignore[union-attr]
        if not fields or model is Entry or model._meta.label.endswith("Event"):
            continue
        for row in model._base_manager.all():
            for field in fields:
                yield (
                    f"{row!r}.{field}",
                    {code: getattr(row, f"{field}_{code}") or "" for code in ("en", "fr", "uk")},
                )


def slugs(entries: "models.QuerySet[Entry]") -> set[str]:
    return set(entries.values_list("slug", flat=True))


def seats(entry: Entry) -> set[tuple[str, str, str]]:
    return {
        (row.actor.slug, row.role, row.party.slug if row.party else "")
        for row in entry.involvements.select_related("actor", "party")
    }


class SeedTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()
        cls.published = Entry.objects.published()

    def test_every_fact_of_the_article_is_cited_with_its_words_and_no_others(self) -> None:
        citations = Citation.objects.filter(source__url="").values_list(
            "entry__slug", "locator", "quotation", "attribution"
        )
        assert sorted(citations) == sorted(ARTICLE.values())
        assert not Citation.objects.exclude(source__url="").exclude(quotation="").exists()

    def test_no_quotation_is_longer_than_a_dozen_words(self) -> None:
        quotations = Citation.objects.values_list("quotation", flat=True)
        assert max(len(quotation.split()) for quotation in quotations) <= 12

    def test_every_other_publication_is_cited_where_it_speaks(self) -> None:
        cited = {
            source.url.split("/")[2]: {citation.entry.slug for citation in source.citations.all()}
            for source in Source.objects.exclude(url="").exclude(citations=None)
        }
        assert cited == ELSEWHERE

    def test_every_entry_is_published_with_a_citation_in_the_process(self) -> None:
        process = Process.objects.get()
        assert slugs(self.published.exclude(citations=None)) == slugs(Entry.objects.all())
        assert slugs(Entry.objects.in_process([process.pk])) == slugs(Entry.objects.all())

    def test_every_entry_has_title_and_summary_in_three_languages(self) -> None:
        for entry in Entry.objects.all():
            for field in ("title", "summary"):
                told = {getattr(entry, f"{field}_{code}") for code in ("en", "fr", "uk")}
                assert (len(told), "" in told, None in told) == (3, False, False), entry.slug

    def test_every_text_is_in_all_languages_or_in_none(self) -> None:
        for where, text in texts():
            assert len({bool(value) for value in text.values()}) == 1, where

    def test_french_and_ukrainian_are_set_as_their_readers_expect(self) -> None:
        for where, text in texts():
            assert not PLAIN_SPACE.search(text["fr"]), where
            assert not MIXED_SCRIPT.search(text["uk"]), where
            assert "'" not in text["fr"] + text["uk"], where
            assert '"' not in "".join(text.values()), where

    def test_every_link_says_why_in_three_languages(self) -> None:
        links = {
            (link.from_entry.slug, link.kind, link.to_entry.slug) for link in Link.objects.all()
        }
        assert links == {
            ("miami-2025-12-04", "follows", "moscow-2025-12-02"),  # A4
            ("turkey-on-energy-infrastructure", "responds_to", "oil-installations-2025-12"),  # A11
            ("turkey-on-energy-infrastructure", "reported_with", "kairos-virat-2025-11-28"),  # B8
            ("turkey-on-energy-infrastructure", "reported_with", "midvolga-2-2025-12-02"),  # B8
            ("general-licence-128b", "replaces", "general-licence-128a"),  # B4
            ("general-licence-128b", "reported_with", "miami-2025-12-04"),  # A6
            ("germany-100-million-2025-12-04", "follows", "germany-60-million-2025"),  # B6
            ("miami-talks-crucial", "reported_with", "miami-2025-12-04"),  # A5
            ("article-on-coherent-strategy", "reported_with", "general-licence-128b"),  # A14
            ("us-readout-2025-12-05", "reported_with", "miami-2025-12-04"),  # B2
            ("ushakov-on-moscow-meeting", "reported_with", "moscow-2025-12-02"),  # B3
            ("trump-on-moscow-meeting", "reported_with", "moscow-2025-12-02"),  # B3
        }
        for link in Link.objects.all():
            assert len({link.note_en, link.note_fr, link.note_uk}) == 3  # type: ignore[attr-defined]

    def test_the_dates_are_as_sure_as_the_sources(self) -> None:
        assert {entry.slug: str(entry.span) for entry in Entry.objects.all()} == {
            "miami-2025-12-04": "2025-12-04/2025-12-06",  # B1
            "moscow-2025-12-02": "2025-12-02",  # B3
            "general-licence-128a": "2025?",
            "general-licence-128b": "2025-12-04",  # B4
            "germany-60-million-2025": "2025",  # B6
            "germany-100-million-2025-12-04": "2025-12-04",  # B6
            "oil-installations-2025-12": "2025-12~",
            "kairos-virat-2025-11-28": "2025-11-28",  # B8
            "midvolga-2-2025-12-02": "2025-12-02",  # B8
            "turkey-on-energy-infrastructure": "2025-12-03",  # B7
            "us-readout-2025-12-05": "2025-12-05",  # B2
            "ushakov-on-moscow-meeting": "2025-12-02~",
            "trump-on-moscow-meeting": "2025-12-02~",
            **dict.fromkeys(
                (
                    "miami-talks-crucial",
                    "experts-on-consensus",
                    "ukrainian-official-on-dialogue",
                    "article-on-coherent-strategy",
                    "analyst-on-lasting-peace",
                ),
                "2025-12~",
            ),
        }
        appeal = Statement.objects.get(slug="turkey-on-energy-infrastructure")
        assert appeal.published_on == date(2025, 12, 4)

    def test_who_sat_for_whom(self) -> None:
        americans = {
            ("steve-witkoff", "negotiator", "united-states"),
            ("jared-kushner", "negotiator", "united-states"),
        }
        miami = Round.objects.get(slug="miami-2025-12-04")
        assert seats(miami) == americans | {
            ("rustem-umerov", "head_of_delegation", "ukraine"),
            ("andrii-hnatov", "negotiator", "ukraine"),
        }
        moscow = Round.objects.get(slug="moscow-2025-12-02")
        assert seats(moscow) == americans | {("vladimir-putin", "negotiator", "russia")}

    def test_what_came_of_the_rounds(self) -> None:
        assert {
            (r.slug, r.track and r.track.slug, r.number, r.status, r.outcome, r.place_country)
            for r in Round.objects.all()
        } == {
            ("miami-2025-12-04", "us-ukraine-florida", None, "held", "unknown", "US"),
            ("moscow-2025-12-02", "us-russia", None, "held", "none", "RU"),
        }

    def test_the_united_states_readout_of_miami(self) -> None:  # B2
        readout = Round.objects.get(slug="miami-2025-12-04").readouts.get()
        assert (readout.party.slug, readout.published_on) == ("united-states", date(2025, 12, 5))
        spoken = Statement.objects.get(slug="us-readout-2025-12-05")
        assert seats(spoken) == {("united-states", "speaker", ""), ("ukraine", "party", "")}

    def test_where_sources_differ_both_values_stand_in_three_languages(self) -> None:
        told = {
            (citation.entry.slug, citation.field, citation.source.publisher)
            for citation in Citation.objects.exclude(field="")
        }
        assert told == {
            ("miami-2025-12-04", "starts_on", ""),
            ("miami-2025-12-04", "starts_on", "RFE/RL"),
            ("miami-2025-12-04", "starts_on", "Hürriyet Daily News"),
            ("miami-2025-12-04", "involvements", ""),
            ("miami-2025-12-04", "involvements", "RFE/RL"),
            ("general-licence-128b", "expires_at", ""),
            ("general-licence-128b", "expires_at", "OFAC"),
            ("turkey-on-energy-infrastructure", "involvements", ""),
            ("turkey-on-energy-infrastructure", "involvements", "Seed Daily"),
        }
        april = Citation.objects.get(quotation="Le mois d'avril 2026")
        values = (april.value_en, april.value_fr, april.value_uk)  # type: ignore[attr-defined]
        assert values == ("April 2026", "avril 2026", "квітень 2026 року")

    def test_the_relief_and_its_chain(self) -> None:  # A6, A7, B4
        relief = Relief.objects.get(number="128B")
        assert str(relief.expires_local) == "2026-04-29 00:01:00-04:00"
        assert (relief.instrument, relief.expires_precision) == ("general_licence", "minute")
        assert seats(relief) == {
            ("ofac", "issuer", "united-states"),
            ("lukoil", "target", ""),
            ("lukoil-international", "beneficiary", ""),
        }
        before = relief.replaces
        assert before and before.expires_local
        assert (before.number, before.expires_precision) == ("128A", "day")
        assert before.expires_local.date() == date(2025, 12, 13)

    def test_the_designations(self) -> None:  # B5
        assert set(
            Designation.objects.values_list(
                "actor__slug", "programme__code", "listed_on", "source__publisher"
            )
        ) == {
            ("lukoil", "EO 14024", date(2025, 10, 22), "International Trade Insights"),
            ("rosneft", "EO 14024", date(2025, 10, 22), "International Trade Insights"),
        }

    def test_the_german_pledges(self) -> None:  # A12, A13, B6
        assert set(Pledge.objects.values_list("amount", "currency", "restates")) == {
            (100_000_000, "EUR", None),
            (60_000_000, "EUR", None),
        }
        pledge = Pledge.objects.get(amount=100_000_000)
        assert (pledge.aid_kind, "corruption" in pledge.conditions) == ("reconstruction", True)
        assert seats(pledge) == {
            ("germany", "donor", ""),
            ("economy-ministry-germany", "other", "germany"),
            ("katherina-reiche", "speaker", "germany"),
            ("kfw", "channel", "germany"),
            ("ukraine-energy-support-fund", "channel", ""),
            ("ukraine", "recipient", ""),
        }
        assert not Transaction.objects.exists()

    def test_the_incidents_have_no_place_and_no_culprit(self) -> None:  # A10, B8
        assert set(
            Incident.objects.values_list("category", "place_precision", "involvements__actor")
        ) == {("energy", "unknown", None), ("shipping", "unknown", None)}

    def test_the_positions_that_the_facts_support(self) -> None:  # A11, B2
        assert set(Position.objects.values_list("issue__slug", "party__slug", "stance")) == {
            ("energy-infrastructure", "turkey", "demands"),
            ("lasting-peace", "united-states", "demands"),
            ("lasting-peace", "ukraine", "demands"),
        }

    def test_the_actors_and_no_others(self) -> None:  # A16
        assert {
            kind: " ".join(
                Actor.objects.filter(kind=kind).order_by("slug").values_list("slug", flat=True)
            )
            for kind in Actor.objects.values_list("kind", flat=True)
        } == ACTORS

    def test_every_post_has_a_source(self) -> None:
        assert not Affiliation.objects.filter(source=None).exists()

    def test_each_spelling_finds_miami(self) -> None:
        for word in ("Oumerov", "Umerov", "Умєров", "umérov"):
            assert slugs(self.published.search(word)) == {"miami-2025-12-04"}, word

    def test_countries_find_their_entries(self) -> None:
        assert slugs(self.published.in_country(["TR"])) == {"turkey-on-energy-infrastructure"}
        assert slugs(self.published.in_country(["DE"])) == {
            "germany-100-million-2025-12-04",
            "germany-60-million-2025",
        }
        assert slugs(self.published.in_country(["RU"]).of_kind(["round"])) == {"moscow-2025-12-02"}

    def test_kushner_was_in_both_rounds(self) -> None:
        kushner = Actor.objects.get(slug="jared-kushner")
        assert slugs(self.published.involving([kushner.pk])) == {
            "miami-2025-12-04",
            "moscow-2025-12-02",
        }
