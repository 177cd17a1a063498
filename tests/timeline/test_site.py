"""What machines ask of the site, and who may put its pages in a frame."""

import json
import re
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from talks.models import Track
from tests.factories import make_actor, make_entry, make_process

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses_in(client: Client, path: str) -> list[str]:
    tree = fromstring(client.get(path).content)  # noqa: S314 — our own answer
    return [str(found.text) for found in tree.findall(".//s:loc", SITEMAP)]


def test_the_sitemap_has_published_entries_in_every_language(client: Client) -> None:
    make_entry(slug="open-talks")
    make_entry(slug="draft-talks", state="draft")
    make_entry(slug="gone-talks", state="withdrawn")
    sections = addresses_in(client, "/sitemap.xml")
    assert "http://testserver/sitemap-entries.xml" in sections
    found = [address for section in sections for address in addresses_in(client, section)]
    rounds = sorted(address for address in found if "talks/" in address)
    assert rounds == [
        f"http://testserver{prefix}/rounds/open-talks/" for prefix in ("/fr", "", "/uk")
    ]


def test_a_sitemap_names_the_other_languages_and_the_last_change(client: Client) -> None:
    made = make_entry(slug="open-talks")
    tree = fromstring(client.get("/sitemap-entries.xml").content)  # noqa: S314 — our own answer
    links = [
        {link.attrib["hreflang"]: link.attrib["href"] for link in url if "hreflang" in link.attrib}
        for url in tree
    ]
    address = "http://testserver{}/rounds/open-talks/".format
    each = {"en": address(""), "fr": address("/fr"), "uk": address("/uk")}
    assert links == [each | {"x-default": address("")}] * 3
    made.refresh_from_db()
    assert {u.findtext("s:lastmod", "", SITEMAP) for u in tree} == {f"{made.changed_at:%Y-%m-%d}"}


def test_many_entries_stand_in_files_that_follow_each_other(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.sitemaps.PAGE", 2)
    for n in range(5):
        make_entry(slug=f"t{n}")
    files = [path for path in addresses_in(client, "/sitemap.xml") if "-entries" in path]
    found = [[path[-3:-1] for path in addresses_in(client, file)[::3]] for file in files]
    assert found == [["t0", "t1"], ["t2", "t3"], ["t4"]]


@pytest.mark.parametrize("name", ["other.xml", "entries.xml?after=99999999", "entries.xml?after=x"])
def test_a_sitemap_that_does_not_exist_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/sitemap-{name}").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_sitemaps_ask_as_much_for_many_as_for_one(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        make_entry(slug=f"t{n}", by=(make_actor(slug=f"a{n}"),))
    with django_assert_num_queries(5):
        client.get("/sitemap.xml")
    for section in ("entries", "actors"):
        with django_assert_num_queries(1):
            client.get(f"/sitemap-{section}.xml")


def test_robots_are_told_of_the_sitemap_and_kept_from_the_desk(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_the_icon_and_the_manifest_are_where_browsers_look(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("favicon.ico")
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert [icon["sizes"] for icon in manifest["icons"]] == ["any", "192x192", "512x512"]


def test_an_embedded_timeline_may_be_framed_and_no_other_page(client: Client) -> None:
    make_entry("Talks", by=(make_actor(country="UA"),))
    embedded = client.get("/timeline/?country=UA&embed=1")
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    for path in ("/", "/timeline/", "/timeline/?embed=0", "/timeline/?embed=1x"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], path
        assert response["X-Frame-Options"] == "DENY", path


def test_an_embedded_timeline_has_the_query_and_neither_form_nor_script(client: Client) -> None:
    make_entry("Shown here", by=(make_actor(country="UA"),))
    make_entry("Left out", by=(make_actor(country="FR"),))
    page = client.get("/timeline/?country=UA&embed=1").content.decode()
    assert "Shown here" in page
    assert "Left out" not in page
    assert 'href="/timeline/?country=UA"' in page
    assert not re.search("<form|<script|/admin/", page)


def test_a_page_names_itself_and_its_other_languages(client: Client) -> None:
    page = client.get("/fr/timeline/?country=UA&before=2025-01-01_1").content.decode()
    assert '<link rel="canonical" href="http://testserver/fr/timeline/?country=UA">' in page
    assert 'hreflang="uk" href="http://testserver/uk/timeline/?country=UA"' in page
    assert 'hreflang="x-default" href="http://testserver/timeline/?country=UA"' in page


def json_ld(client: Client, path: str) -> dict[str, object]:
    page = client.get(path).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert len(found) == 1
    thing: dict[str, object] = json.loads(found[0])
    return thing


def test_a_round_is_an_event_with_status_attendees_and_series(client: Client) -> None:
    process = make_process(slug="talks")
    track = Track.objects.create(process=process, name="Florida", slug="florida")
    envoy = make_actor("Envoy", slug="envoy")
    make_entry("Talks", by=(envoy,), track=track, status="EventPostponed", slug="t", on="2026-04")
    event = json_ld(client, "/rounds/t/")
    assert event["@type"] == "Event"
    assert event["eventStatus"] == "https://schema.org/EventPostponed"
    assert event["startDate"] == "2026-04"
    assert event["attendee"] == [
        {"@type": "Person", "name": "Envoy", "url": "http://testserver/actors/envoy/"}
    ]
    assert event["superEvent"]["name"] == "Florida"  # type: ignore[index]


def test_a_pledge_is_a_grant_in_its_own_currency(client: Client) -> None:
    donor = make_actor("Germany", kind="state")
    make_entry(kind="pledge", slug="p", by=(donor,), role="donor", amount="100.00", currency="EUR")
    grant = json_ld(client, "/pledges/p/")
    assert grant["amount"] == {"@type": "MonetaryAmount", "value": "100.00", "currency": "EUR"}
    assert [funder["@type"] for funder in grant["funder"]] == ["Country"]  # type: ignore[attr-defined]


def test_a_hostile_title_cannot_end_the_data_element(client: Client) -> None:
    title = "</script><script>alert(1)</script>"
    make_entry(title, slug="t")
    assert json_ld(client, "/rounds/t/")["name"] == title


def test_an_unknown_host_is_refused_and_not_an_error_of_ours(client: Client) -> None:
    response = client.get("/timeline/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert b"could not be understood" in response.content


def current(client: Client, path: str) -> list[tuple[str, str]]:
    """The items of the main navigation that say where the reader is, and how."""
    page = client.get(path).content.decode()
    menu = page.split('<nav class="site-nav"')[1].split("</nav>")[0]
    return re.findall(r'<a href="([^"]*)" aria-current="([^"]*)"', menu)


def test_the_menu_says_where_the_reader_is(client: Client) -> None:
    talks = make_process()
    make_entry().process_entries.create(process=talks)
    assert current(client, "/map/") == [("/map/", "page")]
    assert current(client, "/sources/") == [("/sources/", "page")]
    assert current(client, f"/processes/{talks.slug}/") == [("/processes/", "true")]
    assert current(client, f"/processes/{talks.slug}/positions/") == [("/positions/", "true")]


def test_paper_says_what_was_asked_for(client: Client) -> None:
    page = client.get("/timeline/?kind=round&before=").content.decode()
    address = "http://testserver/timeline/?kind=round&amp;before="
    assert f'<span id="printed-address">{address}</span>' in page


def test_a_profile_names_itself_to_messengers(client: Client) -> None:
    somebody = make_actor("Anna", slug="anna", kind="person")
    make_entry(by=(somebody,))
    page = client.get("/actors/anna/").content.decode()
    assert '<meta property="og:title" content="Anna">' in page
