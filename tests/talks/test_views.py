import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.loading import load_rows
from records.models import Entry, Source
from talks.models import Round, Track
from tests.talks.factories import actor, cite, entry, process

pytestmark = pytest.mark.django_db


@pytest.fixture
def track() -> Track:
    return Track.objects.create(process=process(), name="Florida", slug="florida")


def page(client: Client, made: Entry) -> str:
    response = client.get(made.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_neighbours_are_counted_by_day_then_number(track: Track) -> None:
    first = entry("round", on="2025-12-01", track=track, number=1)
    third = entry("round", on="2025-12-02", track=track, number=3)
    second = entry("round", on="2025-12-02", track=track, number=2)
    rounds = Round.objects.published()
    assert (rounds.before(first), rounds.after(first)) == (None, second)
    assert (rounds.before(third), rounds.after(third)) == (second, None)


def test_previous_and_next_step_over_drafts(client: Client, track: Track) -> None:
    entry("round", on="2025-12-01", track=track, place_name="Geneva")
    entry("round", on="2025-12-02", track=track, place_name="Secretville", state="draft")
    made = entry("round", on="2025-12-03", track=track)
    entry("round", on="2025-12-04", track=track, place_name="Hidden", state="in_review")
    text = page(client, made)
    assert "<bdi>Geneva</bdi>" in text
    assert "Secretville" not in text
    assert 'rel="next"' not in text


def test_readouts_stand_side_by_side_with_their_source(client: Client) -> None:
    made, source = entry("round"), Source.objects.create(title="Readout", publisher="Kremlin")
    for name in ("Russia", "United States"):
        party = actor(name, "state")
        made.readouts.create(party=party, source=source, text=f"{name} said this")
    text = page(client, made)
    assert "Russia said this" in text
    assert "United States said this" in text


def test_a_statement_names_its_speaker_and_for_whom(client: Client) -> None:
    made = entry("statement", act="appeal", on="2025-12-03", published_on="2025-12-04")
    made.involvements.create(
        actor=actor("Bayraktar"), role="speaker", party=actor("Turkey", "state")
    )
    text = page(client, made)
    assert '<bdi>Bayraktar</bdi></a> <span class="muted">for Turkey</span>' in text
    assert '<time datetime="2025-12-04">4 December 2025</time>' in text


def test_an_unnamed_speaker_stands_in_the_words_of_the_source(client: Client) -> None:
    made = entry("statement", speaker_words="experts")
    assert "<p>Experts <span" in page(client, made)


def test_without_a_speaker_the_attribution_of_the_source_stands_in(client: Client) -> None:
    made = entry("statement")
    cite(made, quotation="a quote", attribution="anonymous")
    assert "<p>An official who stays anonymous</p>" in page(client, made)


def test_sources_that_differ_on_the_speaker_stand_beside_the_speaker(client: Client) -> None:
    made = entry("statement")
    for name, role in (("Bayraktar", "speaker"), ("Russia", "addressee")):
        made.involvements.create(actor=actor(name), role=role)
    cite(made, field="involvements", value="Turkey, without a named speaker")
    assert '<td data-label="Adopted here">Bayraktar</td>' in page(client, made)


def test_words_stand_in_the_original_with_their_translation(client: Client) -> None:
    made = entry(
        "statement", words="السلام", words_language="ar", translation="Peace", translation_fr="Paix"
    )
    with override("en"):  # puts the language of other tests back
        response = client.get(f"/fr/statements/{made.slug}/")
    text = response.content.decode()
    assert '<blockquote lang="ar" dir="auto">السلام</blockquote>' in text
    assert '<blockquote dir="auto">Paix</blockquote>' in text
    assert "arabe" in text


def test_a_document_shows_its_provisions_and_published_versions(client: Client) -> None:
    first = entry("document", version="v1")
    hidden = entry("document", version="v2 secret", replaces=first, state="draft")
    third = entry("document", version="v3", replaces=hidden)
    third.provisions.create(number="1", heading="Ceasefire", text="All fire ceases.")
    text = page(client, third)
    assert f'<a href="{first.get_absolute_url()}">v1</a>' in text
    assert "v2 secret" not in text
    assert "<p>All fire ceases.</p>" in text


def test_a_row_says_who_sat_with_whom() -> None:
    made = entry("round", status="held", outcome="none", place_name="Moscow")
    us, ru = actor("United States", "state"), actor("Russia", "state")
    for n in range(5):
        made.involvements.create(actor=actor(f"Envoy {n}"), role="negotiator", party=us)
    made.involvements.create(actor=actor("Putin"), role="head_of_delegation", party=ru)
    [loaded] = load_rows([made.pk])
    text = " ".join(render_to_string(loaded.template, {"entry": loaded}).split())
    assert "<bdi>Envoy 2</bdi> and 2 more" in text
    assert "for <bdi>United States</bdi></span> — <bdi>Putin</bdi>" in text
    assert "held · no result" in text


@pytest.mark.parametrize("kind", ["round", "statement", "document", "incident", "relief", "pledge"])
def test_a_row_asks_the_database_nothing(kind: str) -> None:
    before = entry(kind, title="Former draft", state="draft")
    field = {"pledge": "restates", "relief": "replaces", "document": "replaces"}.get(kind)
    made = entry(kind, **({field: before} if field else {}))
    made.involvements.create(actor=actor("Somebody"), role="speaker", party=actor("S", "state"))
    if field:
        entry(kind, **{field: made})
    [loaded] = load_rows([made.pk])
    with CaptureQueriesContext(connection) as captured:
        text = render_to_string(loaded.template, {"entry": loaded})
    assert [query["sql"] for query in captured] == []
    assert "Former draft" not in text
