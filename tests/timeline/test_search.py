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
