"""What readers see, or once saw, is neither left without a source nor deleted."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.actions import withdraw
from records.kinds import kind_model, kind_models
from records.models import Citation, Entry
from tests.desk import Desk, row
from tests.factories import make_entry, make_source

pytestmark = pytest.mark.django_db

REFUSED = "is published, and what is published has a source. Add another source before"


def change(entry: Entry) -> str:
    return f"/admin/talks/round/{entry.pk}/change/"


@pytest.fixture
def editor() -> Desk:
    return Desk("editor")


def test_a_form_keeps_the_last_source_of_a_published_entry(editor: Desk) -> None:
    entry = make_entry(source=make_source())
    page = editor.save(change(entry), "round_form", 200, **{"citations-0-DELETE": "on"})
    assert REFUSED in page.text
    assert entry.citations.count() == 1


def test_a_source_is_exchanged_for_another_in_one_save(editor: Desk) -> None:
    entry, better = make_entry(source=make_source()), make_source("Better")
    new = row("citations", 1, source=better.pk, attribution="publication", credibility=6)
    editor.save(change(entry), "round_form", **new, **{"citations-0-DELETE": "on"})
    assert [citation.source for citation in entry.citations.all()] == [better]


def test_an_empty_new_row_is_no_source(editor: Desk) -> None:
    entry = make_entry(source=make_source())
    empty = row("citations", 1, source="", attribution="publication", credibility=6)
    page = editor.save(change(entry), "round_form", 200, **empty, **{"citations-0-DELETE": "on"})
    assert REFUSED in page.text


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_readers_do_not_see_may_lose_its_last_source(editor: Desk, state: str) -> None:
    entry = make_entry(state=state, source=make_source())
    editor.save(change(entry), "round_form", **{"citations-0-DELETE": "on"})
    assert entry.citations.count() == 0


def test_the_list_of_citations_keeps_the_last_source(editor: Desk) -> None:
    entry = make_entry("Miami", source=make_source())
    first, second = entry.citations.get(), entry.citations.create(source=make_source())
    urls = [f"/admin/records/citation/{citation.pk}/delete/" for citation in (first, second)]
    editor.send(urls[0], {"post": "yes"})
    assert f"“Miami” {REFUSED}" in editor.send(urls[1], {"post": "yes"}).text
    assert list(Citation.objects.all()) == [second]


def test_the_list_of_citations_offers_no_deletion_of_many(editor: Desk) -> None:
    citation = make_entry(source=make_source()).citations.get()
    chosen = {"action": "delete_selected", "_selected_action": [citation.pk], "post": "yes"}
    editor.client.post("/admin/records/citation/", chosen)
    assert list(Citation.objects.all()) == [citation]


@pytest.mark.parametrize("state", ["published", "withdrawn"])
@pytest.mark.parametrize("kind", kind_models())
def test_no_list_deletes_what_readers_have_seen(editor: Desk, kind: str, state: str) -> None:
    seen, draft = make_entry("Seen", kind=kind, state=state), make_entry(kind=kind, state="draft")
    chosen = {"action": "delete_selected", "_selected_action": [seen.pk, draft.pk], "post": "yes"}
    meta = kind_model(kind)._meta
    for url in (f"/admin/{meta.app_label}/{meta.model_name}/", "/admin/records/entry/"):
        text = editor.send(url, chosen).text
        assert "“Seen”: readers have seen this entry. Withdraw it instead of deleting." in text
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("url", ["/admin/talks/round/", "/admin/records/entry/"])
def test_lists_delete_drafts_when_that_is_confirmed(editor: Desk, url: str) -> None:
    drafts = [make_entry(state=state, source=make_source()) for state in ("draft", "in_review")]
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk for entry in drafts]}
    assert "Are you sure" in editor.send(url, chosen, 200).text
    assert Entry.objects.count() == 2
    editor.send(url, {**chosen, "post": "yes"})
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("address", ["/rounds/miami/", "/entries/{pk}/"])
def test_the_page_of_a_withdrawn_entry_says_what_and_when(client: Client, address: str) -> None:
    entry = make_entry("Miami talks", slug="miami", source=make_source())
    withdraw(entry=entry, because="Another meeting.", by=User.objects.create(username="editor"))
    Entry.objects.filter(pk=entry.pk).update(summary="changed after that")
    events = entry.versions.filter(state="withdrawn")
    events.filter(summary="").update(pgh_created_at=datetime(2026, 1, 2, tzinfo=UTC))
    response = client.get(address.format(pk=entry.pk))
    page = response.content.decode()
    assert (response.status_code, "Another meeting." in page) == (410, True)
    assert "<bdi>Miami talks</bdi>" in page
    assert '<time datetime="2026-01-02">2 Jan 2026</time>' in page


def test_what_was_never_published_is_not_named_when_withdrawn(client: Client) -> None:
    make_entry("Secret title", slug="miami", state="withdrawn")
    response = client.get("/rounds/miami/")
    assert response.status_code == 410
    assert "Secret title" not in response.content.decode()
