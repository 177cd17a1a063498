import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.models import Entry
from tests.records.history import a_day_passes
from tests.talks.factories import actor, cite, entry

pytestmark = pytest.mark.django_db
BESIDE = [
    "versions/",
    "versions/1/",
    "versions/1.json",
    "cite.bib",
    "cite.ris",
    "cite.csl.json",
]


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def of(made: Entry, what: str = "versions/") -> str:
    return f"/entries/{made.pk}/{what}"


def changed_once(**columns: Any) -> Any:
    made = entry("round", **{"title": "Talks", "place_name": "Miami", **columns})
    a_day_passes(made)
    made.place_name = "Hallandale Beach"
    made.save()
    return made


def test_every_version_says_what_changed(client: Client) -> None:
    page = text(client, of(changed_once()))
    assert '<del dir="auto">Miami</del>' in page
    assert '<ins dir="auto">Hallandale Beach</ins>' in page
    assert page.index("Version 2") < page.index("Version 1</a>")
    assert "First published." in page


def test_neither_editors_nor_their_reasons_are_shown(client: Client) -> None:
    made = entry("round")
    editor = User.objects.create_user("olena")
    a_day_passes(made)
    client.force_login(editor)
    made.summary = "New."
    made.save()
    client.logout()
    assert "olena" not in text(client, of(made))


def test_an_old_version_is_marked_and_leads_to_the_current_one(client: Client) -> None:
    made = changed_once()
    page = text(client, of(made, "versions/1/"))
    assert "This is an old version: number 1 of 2." in page
    assert f'<a href="{made.get_absolute_url()}">To the current version</a>' in page
    assert '<dd dir="auto">Miami</dd>' in page
    assert "Hallandale Beach" not in page


def test_the_current_version_says_that_it_is(client: Client) -> None:
    page = text(client, of(changed_once(), "versions/2/"))
    assert "This is version 2, the current one." in page


def test_the_page_names_the_rows_of_its_version(client: Client) -> None:
    made = entry("round")
    cite(made, "RFE/RL", quotation="jeudi soir", field="starts_on", value="Thursday")
    made.involvements.create(actor=actor("Umerov"), role="head_of_delegation")
    page = text(client, of(made, "versions/1/"))
    assert "<h3><bdi>Umerov</bdi></h3>" in page
    assert '<dd dir="auto">head of delegation</dd>' in page
    assert '<dt>Field</dt>\n          <dd dir="auto">Dates</dd>' in page


def test_a_version_is_told_in_the_readers_language(client: Client) -> None:
    made = entry("relief", title="Licence", authorises="Stations", authorises_fr="Les stations")
    with override("en"):  # puts the language of other tests back
        page = text(client, f"/fr{of(made, 'versions/1/')}")
    assert '<dd dir="auto">Les stations</dd>' in page
    assert '<h1><bdi lang="en">Licence</bdi></h1>' in page


def test_the_json_of_a_version_is_what_its_hash_is_taken_of(client: Client) -> None:
    made = entry("round", title="Переговори", title_fr="Pourparlers")
    response = client.get(of(made, "versions/1.json"))
    assert response["Content-Type"] == "application/json"
    assert hashlib.sha256(response.content).hexdigest() in text(client, of(made))
    with override("en"):
        assert client.get(f"/fr{of(made, 'versions/1.json')}").content == response.content


@pytest.mark.parametrize("what", ["versions/0/", "versions/999/", "versions/0.json"])
@pytest.mark.parametrize("tail", ["", "?version=1"])
def test_a_number_that_is_none_is_not_found(client: Client, what: str, tail: str) -> None:
    text(client, of(entry("round"), what) + tail, status=404)


@pytest.mark.parametrize("what", ["versions/x/", "versions/-1/", "versions/1.5/", "versions/٣/"])
def test_what_is_no_number_is_not_found(client: Client, what: str) -> None:
    text(client, of(entry("round"), what), status=404)


@pytest.mark.parametrize("version", ["0", "2", "x", "", "99999999999999999999"])
def test_a_citation_of_no_version_is_not_found(client: Client, version: str) -> None:
    text(client, of(entry("round"), f"cite.bib?version={version}"), status=404)


@pytest.mark.parametrize("what", BESIDE)
def test_a_draft_has_nothing_beside_its_preview(client: Client, what: str) -> None:
    made = entry("round", state="draft")
    editor = User.objects.create_user("editor")
    editor.user_permissions.add(Permission.objects.get(codename="view_entry"))
    client.force_login(editor)
    text(client, of(made, what), status=404)


@pytest.mark.parametrize("what", BESIDE)
def test_a_withdrawn_entry_says_why_at_every_address(client: Client, what: str) -> None:
    made = changed_once()
    Entry.objects.filter(pk=made.pk).update(state="withdrawn", withdrawn_because="A hoax.")
    page = text(client, of(made, what), status=410)
    assert "A hoax." in page
    assert "Hallandale Beach" not in page


def test_an_entry_that_does_not_exist_has_no_versions(client: Client) -> None:
    text(client, "/entries/99999999999999999999/versions/", status=404)


def test_queries_do_not_grow_with_what_a_version_holds(client: Client) -> None:
    def queries(number: int) -> list[int]:
        made = entry("round")
        for n in range(number):
            made.involvements.create(actor=actor(f"P{made.pk}-{n}"), role="negotiator")
            cite(made, f"Publisher {n}")
            made.links_out.create(to_entry=entry("statement"), kind="follows", note="so")
            a_day_passes(made)
            made.summary = f"{n}"
            made.save()
        counts = []
        for what in ("versions/", "versions/1/", "versions/1.json", "cite.bib"):
            with CaptureQueriesContext(connection) as captured:
                text(client, of(made, what))
            counts.append(len(captured))
        return counts

    few = queries(1)
    assert [queries(3), queries(30)] == [few, few]
    assert max(few) <= 5
