import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.models import Redirect
from tests.talks.factories import actor, cite, entry, process

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "round": "/rounds/{}/",
    "statement": "/statements/{}/",
    "document": "/documents/{}/",
    "incident": "/incidents/{}/",
    "relief": "/relief/{}/",
    "pledge": "/pledges/{}/",
}


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def viewer(client: Client) -> None:
    user = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="view_entry"))
    client.force_login(user)


@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_kind_has_its_page_at_its_address(client: Client, kind: str) -> None:
    made = entry(kind, title="A <title>", slug="one")
    assert made.get_absolute_url() == ADDRESSES[kind].format("one")
    assert "<h1><bdi>A &lt;title&gt;</bdi></h1>" in text(client, made.get_absolute_url())


@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_readers_do_not_find_drafts(client: Client, kind: str, state: str) -> None:
    made = entry(kind, state=state, title="Not to be read yet")
    assert "Not to be read yet" not in text(client, made.get_absolute_url(), status=404)


def test_an_editor_previews_a_draft_which_no_cache_keeps(client: Client) -> None:
    made = entry("round", state="draft")
    viewer(client)
    response = client.get(made.get_absolute_url())
    assert "Preview: draft." in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_an_account_without_the_permission_sees_no_draft(client: Client) -> None:
    made = entry("round", state="draft")
    client.force_login(User.objects.create_user("reader"))
    text(client, made.get_absolute_url(), status=404)


def test_a_withdrawn_entry_says_why_and_nothing_else(client: Client) -> None:
    made = entry("round", state="withdrawn", withdrawn_because="It was a hoax.", summary="Met.")
    page = text(client, made.get_absolute_url(), status=410)
    assert "It was a hoax." in page
    assert "Met." not in page


def test_a_former_address_moves_on_for_good(client: Client) -> None:
    made = entry("round", slug="old")
    made.slug = "new"
    made.save()
    with override("en"):  # puts the language of other tests back
        response = client.get("/fr/rounds/old/")
    assert (response.status_code, response["Location"]) == (301, "/fr/rounds/new/")


def test_the_former_address_of_a_draft_betrays_nothing(client: Client) -> None:
    made = entry("round", slug="old", state="draft")
    made.slug = "secret-meeting"
    made.save()
    assert not Redirect.objects.exists()
    text(client, "/rounds/old/", status=404)


def test_a_draft_that_took_a_former_address_does_not_hide_who_had_it(client: Client) -> None:
    made = entry("round", slug="old")
    made.slug = "new"
    made.save()
    draft = entry("round", slug="old", state="draft")
    for slug in ("passing", "old", "elsewhere"):
        assert client.get("/rounds/old/")["Location"] == "/rounds/new/"
        draft.slug = slug
        draft.save()
    assert client.get("/rounds/old/")["Location"] == "/rounds/new/"


def test_a_former_address_is_free_for_what_readers_see(client: Client) -> None:
    made, other = entry("round", slug="old"), entry("round", slug="other", title="The other")
    for one, slug in ((made, "new"), (other, "old")):
        one.slug = slug
        one.save()
    assert "<h1><bdi>The other</bdi></h1>" in text(client, "/rounds/old/")
    assert client.get("/rounds/other/")["Location"] == "/rounds/old/"


def test_links_show_both_ways_in_words_for_the_direction(client: Client) -> None:
    moscow, miami = entry("round", title="Moscow"), entry("round", title="Miami")
    miami.links_out.create(to_entry=moscow, kind="follows", note="no result before")
    assert "<span>Follows</span>" in text(client, miami.get_absolute_url())
    page = text(client, moscow.get_absolute_url())
    assert "<span>Followed by</span>" in page
    assert "Linked because: <bdi>no result before</bdi>" in page


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_links_lead_to_published_entries_only(client: Client, state: str) -> None:
    because = "wrong" if state == "withdrawn" else ""
    secret = entry("round", state=state, title="Secret channel", withdrawn_because=because)
    miami = entry("round")
    miami.links_out.create(to_entry=secret, kind="follows", note="out")
    secret.links_out.create(to_entry=miami, kind="follows", note="in")
    page = text(client, miami.get_absolute_url())
    assert "Secret channel" not in page
    assert 'id="linked"' not in page


def test_evidence_is_quoted_in_its_language_with_its_grade_explained(client: Client) -> None:
    made = entry("round")
    citation = cite(made, quotation="jeudi soir", locator="§2", credibility=2)
    citation.source.language, citation.source.reliability = "fr", "B"
    citation.source.archived_url = "https://archive.example/1"
    citation.source.save()
    page = text(client, made.get_absolute_url())
    assert '<p class="quotation" lang="fr" dir="auto"><q>jeudi soir</q></p>' in page
    assert "B: source usually reliable; 2: information probably true" in page
    assert 'href="https://archive.example/1"' in page


def test_where_sources_differ_the_adopted_value_stands_beside_theirs(client: Client) -> None:
    made = entry("round", on="2025-12-04/2025-12-06")
    cite(made, "An article", field="starts_on", value="Thursday evening")
    cite(made, "RFE/RL", field="starts_on", value="2025-12-04")
    page = text(client, made.get_absolute_url())
    assert '<td data-label="Adopted here">4–6 December 2025</td>' in page
    assert '<td data-label="An article">Thursday evening</td>' in page
    assert '<td data-label="RFE/RL">4 December 2025</td>' in page


def test_sources_that_agree_with_what_was_adopted_do_not_differ(client: Client) -> None:
    made = entry("round", on="2025-12-04")
    cite(made, "An article", field="starts_on", value="2025-12-04")
    cite(made, "RFE/RL", field="dates", value="2025-12-04")
    assert "Where sources differ" not in text(client, made.get_absolute_url())


def test_corrections_and_versions_are_shown(client: Client) -> None:
    made = entry("round")
    made.corrections.create(what="The date was wrong.", corrected_on="2025-12-10")
    page = text(client, made.get_absolute_url())
    assert "The date was wrong." in page
    assert "1 version</a>" in page
    assert f"http://testserver/entries/{made.pk}/" in page


def test_queries_do_not_grow_with_what_a_page_holds(client: Client) -> None:
    def queries(number: int) -> int:
        made = entry("round", track=None)
        for n in range(number):
            person = actor(f"P{made.pk}-{n}")
            person.names.create(text=f"П{n}", language="uk", kind="primary")
            made.involvements.create(actor=person, role="negotiator", party=actor("S", "state"))
            made.process_entries.create(process=process())
            cite(made, f"Publisher {n}", field="starts_on", value=f"word {n}")
            made.links_out.create(to_entry=entry("statement"), kind="follows", note="so")
            entry("relief").links_out.create(to_entry=made, kind="follows", note="so")
            made.corrections.create(what="wrong", corrected_on="2025-12-10")
        with CaptureQueriesContext(connection) as captured:
            text(client, made.get_absolute_url())
        return len(captured)

    few = queries(1)
    assert [queries(3), queries(30)] == [few, few]
    assert few <= 14


def test_a_title_of_500_characters_is_shown_whole(client: Client) -> None:
    title = "x" * 500
    made = entry("statement", title=title)
    assert f'<h1 class="long"><bdi>{title}</bdi></h1>' in text(client, made.get_absolute_url())


def test_content_comes_in_the_readers_language(client: Client) -> None:
    made = entry("relief", authorises="Stations", authorises_fr="Les stations", title_fr="Licence")
    with override("en"):  # puts the language of other tests back
        page = text(client, f"/fr/relief/{made.slug}/")
    assert "<p>Les stations</p>" in page
    assert "<h1><bdi>Licence</bdi></h1>" in page


def test_only_reading_is_allowed(client: Client) -> None:
    made = entry("round")
    assert client.post(made.get_absolute_url()).status_code == 405
