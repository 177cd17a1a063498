"""Words on the timeline and on the page of results: marked, counted, told, and safe."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.kinds import kind_models
from tests.factories import make_actor, make_entry, make_process, make_source

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, **query: str) -> str:
    return client.get(address, query).content.decode()


def heads(page: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">(.+?)</a></h3>', page)


def test_matches_are_marked_in_titles(client: Client) -> None:
    make_entry("Réunion <b> d’Умєровим")
    page = get(client, "/timeline/", q="reunion Умєров")
    assert heads(page) == ["<mark>Réunion</mark> &lt;b&gt; d’<mark>Умєровим</mark>"]
    assert "<mark>" not in get(client, "/timeline/")


def test_a_phrase_is_marked_as_a_whole(client: Client) -> None:
    make_entry("Offices: good offices, in Geneva")
    page = get(client, "/timeline/", q='"good offices" gen')
    assert heads(page) == ["Offices: <mark>good offices</mark>, in <mark>Geneva</mark>"]


def test_what_stands_in_the_summary_alone_is_shown(client: Client) -> None:
    made = make_entry("Title", summary="At first nothing. " * 20 + "Then a <corridor> was agreed.")
    other = make_entry("Other")
    other.i18n = {"summary_uk": "Домовились про коридор."}
    other.save()
    page = get(client, "/timeline/", q="corridor")
    snippet = re.search(r'<p class="snippet"><bdi>(.+?)</bdi>', page)
    assert snippet
    assert snippet[1].startswith("… ")
    assert snippet[1].endswith("Then a &lt;<mark>corridor</mark>&gt; was agreed.")
    assert made.title in page
    page = get(client, "/timeline/", q="коридору")
    assert '<p class="snippet" lang="uk"><bdi>Домовились про <mark>коридор</mark>.</bdi>' in page


def test_results_stand_by_kind(client: Client) -> None:
    envoy, source = make_actor("Kim Talker", country="TR"), make_source("Talkers’ Times")
    process = make_process("Talk of the sea")
    for n in range(5):
        make_entry(f"Talks {n}", by=(envoy,), process=process, source=source)
    make_entry("A talk", kind="relief")
    page = get(client, "/search/", q="talk")
    assert re.findall(r"<h2>([^<]+)</h2>", page) == [
        *("Actors", "Processes", "Rounds", "Relief", "Sources"),
    ]
    assert "<bdi>Kim <mark>Talker</mark></bdi>" in page
    assert "<bdi><mark>Talk</mark> of the sea</bdi>" in page
    assert heads(page)[0] == "<mark>Talks</mark> 4"
    assert len(heads(page)) == 4
    assert 'href="/timeline/?kind=round&amp;q=talk">Rounds: all 5 in the timeline' in page


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Umreov", "Umerov"), ("rustem umrov", "rustem Umerov"), ("Умеорв", "Умєров"),
     ("Ukrane", "Ukraine"), ("ceasfire", "Ceasefire")],
)  # fmt: skip
def test_another_spelling_is_offered_where_little_is_found(
    client: Client, text: str, meant: str
) -> None:
    envoy = make_actor("Rustem Umerov", country="UA")
    envoy.names.create(text="Рустем Умєров", language="uk")
    for n in range(2):
        make_entry(f"Ceasefire {n}", by=(envoy,))
    page = get(client, "/search/", q=text)
    assert re.findall(r"Did you mean <a [^>]+><bdi>([^<]+)</bdi>", page) == [meant]
    assert "Nothing found" in page


def test_no_other_spelling_is_offered_that_finds_nothing(client: Client) -> None:
    make_entry("Miami")
    for text in ("zzzzzz", "Miami", "Miamy zzzzzz"):
        assert "Did you mean" not in get(client, "/search/", q=text)


def test_the_page_says_how_it_searched(client: Client) -> None:
    for address in ("/search/", "/timeline/"):
        page = get(client, address, q='"Good Offices" Умєрова')
        assert "Exactly as written, capitals aside: <bdi><q>Good Offices</q></bdi>" in page
        assert "Also other endings and spellings: <bdi>умєров…</bdi>" in page
        assert "stands alone" in get(client, address, q='"good')
        assert "Exactly" not in get(client, address, q="128A")
    assert "Only the first 20 words" in get(
        client, "/search/", q="a " + " ".join("bcdefghijklmnopqrstuvwxyz")
    )


def test_a_phrase_that_is_not_found_may_be_searched_as_words(client: Client) -> None:
    page = get(client, "/search/", q='"miami in talks" now')
    assert '<a href="?q=miami%20in%20talks%20now">Search without quotation marks</a>' in page


def test_an_empty_search_gives_help_with_names_that_are_there(client: Client) -> None:
    make_entry("Miami", by=(make_actor("<b>Umerov"),))
    for query in ({}, {"q": ""}, {"q": "  "}, {"q": "'|!"}):
        page = get(client, "/search/", **query)
        assert "Words in quotation marks" in page
        assert '<a href="?q=%3Cb%3EUmerov"><bdi>&lt;b&gt;Umerov</bdi></a>' in page
    assert "Write at least one word" in page


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "'|!&:*()", '"""', "\x00\x07", "\u202eabc", "😀", "<script>", "a " * 50,
     "' OR 1=1 --", "%00", "{{ 7*7 }}", '"<b>"'],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/search/", "/timeline/"])
def test_odd_texts_have_a_page(client: Client, address: str, text: str) -> None:
    make_entry("Miami")
    page = get(client, address, q=text)
    assert page.rstrip().endswith("</html>")
    assert "<script>" not in page
    assert "<b>" not in page
    assert ("Only the first 200 characters" in page) == (len(text) > 200)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_results_cost_the_same_however_many(client: Client, number: int) -> None:
    process, source = make_process("Talks"), make_source("Talks")
    for n in range(number):
        actor = make_actor(f"Talker {n}", country="TR")
        for kind in kind_models():
            make_entry("Talks", kind=kind, by=(actor,), process=process, source=source)
    get(client, "/search/", q="talk")
    with CaptureQueriesContext(connection) as queries:
        page = get(client, "/search/", q="talk")
    assert len(heads(page)) == 6 * min(3, number)
    assert len(queries) == 18
