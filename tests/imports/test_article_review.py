"""An article on the editors' desk: read once, its drafts decided on one by one, all undoable."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from imports.actions import UndecidableError
from imports.articles import actions
from imports.articles.extraction import MOST, article_of_html, article_of_text
from imports.models import Article, Batch, Row
from imports.problems import FileProblem
from records.models import Actor, Citation, Entry, Source
from tests.imports.articles import make_actors
from tests.imports.helpers import content, undone

pytestmark = pytest.mark.django_db
TEXT = (
    "Steve Witkoff met Ukraine's chief negotiator Rustem Umerov in Geneva on Tuesday.\n"
    "Putin said on Wednesday that no compromise had been found. The weather was fine.\n"
    "Washington eased sanctions on Lukoil until 29 April 2026."
)
GIVEN = {
    "text": TEXT,
    "published_on": "2025-12-05",
    "publisher": "Example",
    "title": "Talks <b>go on</b>",
    "address": "https://example.org/a",
}
HTML = (
    b"<html><head><title>Talks in Geneva</title><meta name='author' content='Ada B'>"
    b"<script>alert('x')</script></head><body><nav>Menu</nav><article><p>"
    + TEXT.replace("\n", "</p><p>").encode()
    + b"</p></article></body></html>"
)


def login(client, *permissions: str) -> User:
    user = User.objects.create_user("ed", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return user


@pytest.fixture
def desk(client):
    make_actors()
    login(client, "add_batch", "view_batch", "change_batch")
    return client


def send(client, **values):
    return client.post(reverse("admin:imports_batch_article"), GIVEN | values)


def decide(client, row, decision, **headers):
    url = reverse("admin:imports_batch_decide", args=[row.batch_id, row.pk])
    return client.post(url, {"decision": decision}, headers=headers)


def row_of(kind: str) -> Row:
    return Row.objects.get(normalised__kind=kind)


def test_an_article_waits_with_its_drafts_and_writes_no_entry(desk):
    answer = send(desk)
    article = Article.objects.get()
    assert answer.url == article.get_absolute_url()
    assert article.batch.state == Batch.State.READY
    assert article.source
    assert (article.source.url, article.source.sha256) == (GIVEN["address"], article.sha256)
    rows = article.batch.rows.values_list("normalised__kind", "accepted", "decision", "outcome")
    assert set(rows) == {(kind, False, "", "new") for kind in ("round", "statement", "relief")}
    assert not Entry.objects.exists()


def test_the_text_is_analysed_once_for_its_marks_and_its_drafts(desk):
    with CaptureQueriesContext(connection) as asked:
        send(desk)
    article = Article.objects.get()
    assert article.marks
    assert article.batch.rows.count() == 3
    for_names = [one for one in asked if "to_tsvector" in str(one["sql"]).lower()]
    assert len(for_names) == 1


def test_the_page_marks_what_was_found_and_escapes_the_rest(desk):
    html = desk.get(send(desk, text=TEXT + " <script>x</script>").url).content.decode()
    assert '<mark class="found found-actor"' in html
    assert ">Steve Witkoff<" in html
    assert "<script>x</script>" not in html
    assert "Talks &lt;b&gt;go on" in html
    assert "0 of 3 decided" in html
    assert "verb of meeting" in html


def test_what_is_accepted_becomes_a_draft_with_actors_and_citation(desk):
    send(desk)
    answer = decide(desk, row_of("round"), "accepted")
    [entry] = Entry.objects.all()
    assert answer.url.endswith(f"#suggestion-{row_of('statement').pk}")
    assert (entry.kind, entry.state, str(entry.starts_on)) == ("round", "draft", "2025-12-02")
    seats = entry.involvements.values_list("actor__name", "role", "party__name")
    assert set(seats) == {
        ("Steve Witkoff", "negotiator", "United States"),
        ("Rustem Umerov", "negotiator", "Ukraine"),
    }
    cited = Citation.objects.filter(entry=entry).values_list("source__url", "locator", "field")
    assert set(cited) == {
        ("https://example.org/a", "§1", ""),
        ("https://example.org/a", "§1", "starts_on"),
    }


def test_decisions_are_kept_and_counted(desk):
    send(desk)
    decide(desk, row_of("round"), "accepted")
    decide(desk, row_of("statement"), "skipped")
    html = desk.get(Article.objects.get().get_absolute_url()).content.decode()
    assert "2 of 3 decided" in html
    assert row_of("statement").decided_by.username == "ed"
    assert [entry.kind for entry in Entry.objects.all()] == ["round"]
    decide(desk, row_of("statement"), "")
    assert row_of("statement").decision == ""


def test_to_edit_is_to_accept_and_open_the_draft(desk):
    send(desk)
    answer = decide(desk, row_of("relief"), "edited")
    [entry] = Entry.objects.all()
    assert answer.url == reverse("admin:sanctions_relief_change", args=[entry.pk])


def test_an_accepted_draft_is_not_decided_again(desk):
    send(desk)
    decide(desk, row_of("round"), "accepted")
    decide(desk, row_of("round"), "skipped")
    assert row_of("round").decision == "accepted"
    assert Entry.objects.count() == 1


def test_a_fragment_is_sent_where_its_target_is_named(desk):
    send(desk)
    row = row_of("statement")
    target = {"HX-Request": "true", "HX-Target": f"suggestion-{row.pk}"}
    html = decide(desk, row, "skipped", **target).content.decode()
    assert "<html" not in html
    assert "1 of 3 decided" in html


def test_undoing_leaves_the_database_as_it_was_and_lets_the_article_in_again(desk):
    before = content()
    send(desk)
    decide(desk, row_of("round"), "accepted")
    first = Article.objects.get().batch
    undone(first)
    assert content() == before
    send(desk)
    assert Article.objects.get().batch != first
    assert Article.objects.get().source == Source.objects.get()


def test_the_same_article_leads_to_the_first(desk):
    first = send(desk)
    again = send(desk, title="Another title", address="", text=TEXT.replace("\n", " \r\n"))
    assert again.url == first.url
    assert Batch.objects.count() == 1
    assert "was read before" in desk.get(again.url).content.decode()


def test_a_source_of_this_address_is_used_again(desk):
    known = Source.objects.create(url=GIVEN["address"], title="Known")
    send(desk, title="")
    assert Article.objects.get().source == known


def test_an_article_without_facts_says_what_would_be_needed(desk):
    html = desk.get(send(desk, text="The weather was fine and the sun was in the sky.").url)
    assert "Nothing in this text makes a draft." in html.content.decode()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": "", "address": ""}, "There is no text."),
        ({"text": "word " * (MOST // 4)}, "at most 100,000 are read"),
        ({"text": "Putin said\0 nothing at all."}, "Character 11 is a NUL"),
        ({"text": "日本語の 文章 です。 まったく 読めない。"}, "none of the five languages"),
        ({"published_on": ""}, "Say when the article was published."),
        ({"published_on": "0999-01-01"}, "is not a day on which"),
        (
            {"published_on": (timezone.localdate() + timedelta(days=3)).isoformat()},
            "is not a day on which",
        ),
        ({"title": "", "address": ""}, "Give the article’s title"),
        ({"address": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(desk, values, message):
    answer = send(desk, **values)
    assert message in answer.content.decode()
    assert not Batch.objects.exists()
    assert not Article.objects.exists()


def test_a_page_is_read_without_its_scripts(desk):
    file = SimpleUploadedFile("a.html", HTML)
    send(desk, text="", title="", file=file)
    article = Article.objects.get()
    assert "alert" not in article.text
    assert article.source
    assert (article.source.title, article.source.author) == ("Talks in Geneva", "Ada B")


def test_a_page_without_an_article_says_so():
    with pytest.raises(FileProblem) as refused:
        article_of_html(b"<html><body><script>draw()</script></body></html>")
    assert refused.value.problem.code == "article_not_found"


def test_a_page_of_endless_parts_is_broken_off_and_the_form_says_so(desk, monkeypatch):
    monkeypatch.setattr("imports.articles.extraction.READING_SECONDS", 3)
    file = SimpleUploadedFile("a.html", b"<html><body><article>" + b"<p>x y z." * 100_000)
    start = time.monotonic()
    answer = send(desk, text="", file=file)
    assert time.monotonic() - start < 15
    [error] = answer.context["form"].errors["file"]
    assert "took more than 3 seconds or too much memory" in error
    assert "paste it" in error
    assert not Batch.objects.exists()


def test_five_megabytes_are_refused_before_they_are_read():
    with pytest.raises(FileProblem) as refused:
        article_of_text("Ukraine " * 700_000)
    assert refused.value.problem.code == "article_too_long"


@pytest.mark.parametrize("held", [(), ("view_batch",)])
def test_without_the_permission_nothing_is_read(client, held):
    login(client, *held)
    assert send(client).status_code == 403
    assert not Batch.objects.exists()


def test_who_may_only_look_sees_no_buttons_and_decides_nothing(desk, client):
    send(desk)
    User.objects.all().delete()
    login(client, "view_batch")
    html = client.get(Article.objects.get().get_absolute_url()).content.decode()
    assert 'name="decision"' not in html
    assert decide(client, row_of("round"), "accepted").status_code == 403
    assert not Entry.objects.exists()


def test_a_draft_of_an_import_that_is_worked_on_is_not_decided(desk):
    send(desk)
    row = row_of("round")
    Batch.objects.update(state="applying")
    with pytest.raises(UndecidableError):
        actions.decide(row=row, decision="accepted")
    Batch.objects.update(state="undone")
    html = desk.get(decide(desk, row, "accepted").url).content.decode()
    assert "This cannot be done now: the import is “undone”." in html
    row.refresh_from_db()
    assert (row.decision, row.accepted) == ("", False)


def test_a_draft_that_is_accepted_and_waits_for_who_is_who_says_so(desk):
    send(desk)
    Actor.objects.create(name="Steve Witkoff", kind="person", country="US", slug="namesake")
    html = desk.get(decide(desk, row_of("round"), "accepted").url).content.decode()
    assert "This draft was accepted, but is no entry yet." in html
    assert not Entry.objects.exists()
