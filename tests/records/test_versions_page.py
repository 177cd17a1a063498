import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.contents import Content, changes
from records.data_version import data_version
from records.models import Entry, PublicVersion
from records.public import current_version
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
    current_version(made)
    made.place_name = "Hallandale Beach"
    made.save()
    return made


def test_every_version_says_what_changed(client: Client) -> None:
    page = text(client, of(changed_once()))
    assert '<del dir="auto">Miami</del>' in page
    assert '<ins dir="auto">Hallandale Beach</ins>' in page
    assert page.index("Version 2") < page.index("Version 1</a>")
    assert "The first version on record." in page


def test_what_a_citation_says_of_a_field_is_told_by_the_fields_name(client: Client) -> None:
    made = changed_once()
    cite(made, field="place_name", value="Oslo")
    assert '<ins dir="auto">Place</ins>' in text(client, of(made))


def test_a_date_of_an_old_version_that_is_refused_today_stands_as_it_was() -> None:
    old, new = (
        Content(PublicVersion(canonical=f'{{"kind": "round", "date": "{day}"}}'), {})
        for day in ("2025-12-04/9999-12-31", "2025-12-04")
    )
    [change] = changes(old, new)
    assert (change.old, change.new) == ("2025-12-04/9999-12-31", "4 December 2025")


def test_neither_editors_nor_their_reasons_are_shown(client: Client) -> None:
    made = entry("round")
    editor = User.objects.create_user("olena")
    current_version(made)
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


def test_a_version_names_kinds_and_languages_by_no_code(client: Client) -> None:
    made = entry("statement", words="gut", words_language="de")
    cite(made, publisher="AFP")
    page = text(client, f"/fr{of(made, 'versions/1/')}")
    assert '<dd dir="auto">déclaration</dd>' in page
    assert '<dd dir="auto">allemand</dd>' in page
    assert "AFP\N{NO-BREAK SPACE}: A report" in page


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


def test_the_title_of_a_withdrawn_entry_is_on_no_page_of_others(client: Client) -> None:
    made, other = changed_once(), entry("round", title="A libel")
    link = made.links_out.create(to_entry=other, kind="follows", note="so")
    current_version(made)
    assert "A libel" in text(client, of(made))
    Entry.objects.filter(pk=other.pk).update(state="withdrawn", withdrawn_because="Wrong.")
    for what in ("versions/", "versions/2/", "versions/3/"):
        assert "A libel" not in text(client, of(made, what))
    assert f"link: #{other.pk}" in text(client, of(made)).lower()
    link.delete()
    assert "A libel" not in text(client, of(made))


def test_versions_come_twenty_to_a_page(client: Client) -> None:
    made = entry("round", place_name="Place 1")
    for number in range(2, 24):
        current_version(made)
        made.place_name = f"Place {number}"
        made.save()
    newest, oldest = text(client, of(made)), text(client, of(made) + "?page=2")
    assert newest.count('<li id="version-') == 20
    assert "Place 3</del>" in newest  # of version 4, compared with one of the next page
    assert 'href="?page=2" rel="next"' in newest
    assert oldest.count('<li id="version-') == 3
    assert text(client, of(made) + "?page=x").count('<li id="version-') == 20


def test_four_hundred_edits_cost_no_more_than_one(client: Client) -> None:
    def queries(number: int) -> list[int]:
        made = entry("round")
        for n in range(number):
            made.summary = f"{n}"
            made.save()
            current_version(made)
        counts = []
        for address in (made.get_absolute_url(), of(made), of(made, "versions/1/")):
            with CaptureQueriesContext(connection) as captured:
                page = text(client, address)
            assert len(page) < 100_000
            counts.append(len(captured))
        return counts

    assert queries(400) == queries(2)


def test_queries_do_not_grow_with_what_a_version_holds(client: Client) -> None:
    def queries(number: int) -> list[int]:
        made = entry("round")
        for n in range(number):
            made.involvements.create(actor=actor(f"P{made.pk}-{n}"), role="negotiator")
            cite(made, f"Publisher {n}")
            made.links_out.create(to_entry=entry("statement"), kind="follows", note="so")
            current_version(made)
            made.summary = f"{n}"
            made.save()
            current_version(made)
        counts = []
        for what in ("versions/", "versions/1/", "versions/1.json", "cite.bib"):
            with CaptureQueriesContext(connection) as captured:
                text(client, of(made, what))
            counts.append(len(captured))
        return counts

    few = queries(1)
    assert [queries(3), queries(30)] == [few, few]
    assert max(few) <= 7


@contextmanager
def writing_nothing() -> Iterator[None]:
    """As on a replica."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        yield
        cursor.execute("SET default_transaction_read_only = off")


def in_other_connections(*tasks: Callable[[], object]) -> None:
    def run(task: Callable[[], object]) -> None:
        task()
        connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
class TestOfSeveralConnections:
    def test_a_replica_shows_what_is_not_numbered_yet(self, client: Client) -> None:
        made = changed_once()
        with writing_nothing():
            page, versions = text(client, made.get_absolute_url()), text(client, of(made))
            old, data = (
                text(client, of(made, "versions/1/")),
                client.get(f"/entries/{made.pk}.json"),
            )
            cited = text(client, of(made, "cite.bib"))
        assert "Version not numbered yet" in page
        assert "Parley, version not numbered yet, " in page
        assert "?version=0" not in page
        assert "not numbered yet" in versions
        assert "This is an old version: number 1." in old
        assert data.json()["version"]["number"] is None
        assert f"http://testserver/entries/{made.pk}/}}" in cited
        assert PublicVersion.objects.count() == 1

    def test_a_replica_numbers_what_is_stored(self, client: Client) -> None:
        made = changed_once()
        current_version(made)
        with writing_nothing():
            assert "Version 2," in text(client, made.get_absolute_url())

    def test_a_transaction_that_ends_later_makes_a_later_version(self, client: Client) -> None:
        """However early it began: what was read meanwhile keeps its number and its hash."""
        made = changed_once(summary="Before.")
        began, may_end = threading.Event(), threading.Event()

        def slow() -> None:
            with transaction.atomic():
                made.corrections.create(what="Umerov was there.", corrected_on="2025-12-10")
                began.set()
                may_end.wait(timeout=30)

        writer = threading.Thread(target=in_other_connections, args=(slow,))
        writer.start()
        began.wait(timeout=30)
        Entry.objects.filter(pk=made.pk).update(title="Later begun, sooner ended")
        read = client.get(of(made, "versions/2.json")).content
        assert b"Umerov" not in read
        may_end.set()
        writer.join()
        assert b"Umerov" in client.get(of(made, "versions/3.json")).content
        assert client.get(of(made, "versions/2.json")).content == read

    def test_readers_at_once_store_one_version(self) -> None:
        made = entry("round")
        together = threading.Barrier(6)
        numbers: list[int] = []

        def read() -> None:
            together.wait(timeout=30)
            version = current_version(made)
            numbers.append(version.number if version else 0)

        for place in ("Miami", "Doha", "Geneva"):
            Entry.objects.filter(pk=made.pk).update(place_name=place)
            in_other_connections(*[read] * 6)
        assert numbers == [1] * 6 + [2] * 6 + [3] * 6
        assert PublicVersion.objects.count() == 3

    def test_a_reader_who_was_slower_than_a_write_stores_nothing_old(self) -> None:
        """Between its reading and its storing another reader stores what is newer."""
        made = entry("round", place_name="Miami")
        first = True

        def write_and_read() -> None:
            Entry.objects.filter(pk=made.pk).update(place_name="Doha")
            current_version(made)

        def overtaken(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            nonlocal first
            if first and sql.lstrip().startswith("INSERT INTO records_publicversion"):
                first = False
                in_other_connections(write_and_read)
            return execute(sql, *rest)

        with connection.execute_wrapper(overtaken):
            version = current_version(made)
        assert version is not None
        assert (version.number, version.content["place_name"]) == (1, "Doha")

    def test_storing_leaves_kept_pages_fresh(self) -> None:
        made = changed_once()
        before = data_version()
        assert current_version(made).number == 2  # type: ignore[union-attr]
        assert data_version() == before != ""
