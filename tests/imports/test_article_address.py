"""An article by its address, from servers on this machine: read, or refused beside the field."""

import html
import time

import pytest
from django.urls import reverse

from imports.articles import fetched
from imports.articles.extraction import MOST_BYTES
from imports.models import Article, Batch
from records.models import Source
from tests.desk import Desk
from tests.imports.articles import make_actors
from tests.imports.sites import Site, serving

pytestmark = pytest.mark.django_db
SENTENCES = (
    "Steve Witkoff met Ukraine's chief negotiator Rustem Umerov in Geneva on Tuesday.",
    "Putin said on Wednesday that no compromise had been found. The weather was fine.",
    "Washington eased sanctions on Lukoil until 29 April 2026.",
)
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
STATED = (
    '<meta property="og:title" content="Talks in Geneva">'
    '<meta property="og:site_name" content="The Example">'
    '<meta name="author" content="Ada Byron">'
    '<meta property="article:published_time" content="2025-12-05T10:00:00Z">'
)
PAGE = "text/html; charset=utf-8"
IN_RUSSIAN = "Владимир Путин встретился со Стивом Уиткоффом в Москве во вторник, компромисса нет."


def page_of(paragraphs: str = PARAGRAPHS, head: str = STATED) -> bytes:
    body = f"<nav>Menu</nav><article>{paragraphs}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOWED = ["localhost"]
    with serving() as opened:
        yield opened


@pytest.fixture
def desk():
    make_actors()
    return Desk("editor")


def send(desk: Desk, address: str, **values: object):
    given = {"text": "", "address": address} | values
    return desk.client.post(reverse("admin:imports_batch_article"), given)


def errors_of(answer, field: str = "address") -> str:
    assert answer.status_code == 200
    return " ".join(answer.context_data["form"].errors.get(field, []))


def read(desk: Desk, address: str, **values: object) -> Article:
    answer = send(desk, address, **values)
    assert answer.status_code == 302, answer.context_data["form"].errors
    return Article.objects.get()


def test_a_page_is_fetched_and_read(desk, site):
    article = read(desk, site.answer("/talks", body=page_of(), content_type=PAGE))
    assert article.text == "\n".join(SENTENCES)
    assert {row.normalised["kind"] for row in article.batch.rows.all()} == {
        *("round", "statement", "relief")
    }
    assert site.paths() == ["/talks"]


def test_the_source_is_what_the_page_says_of_itself(desk, site):
    address = site.answer("/talks", body=page_of(), content_type=PAGE)
    source = read(desk, address).source
    assert source
    assert (source.url, source.publisher, source.title, source.author, source.language) == (
        *(address, "The Example", "Talks in Geneva", "Ada Byron", "en"),
    )
    assert str(source.published_on) == "2025-12-05"


def test_what_the_form_says_comes_first(desk, site):
    address = site.answer("/talks", body=page_of(), content_type=PAGE)
    said = {"title": "Own", "publisher": "Agency", "author": "B", "published_on": "2025-12-04"}
    source = read(desk, address, **said).source
    assert source
    assert (source.title, source.publisher, source.author) == ("Own", "Agency", "B")
    assert str(source.published_on) == "2025-12-04"


def test_the_source_has_the_address_at_which_the_page_was_found(desk, site):
    found = site.answer("/talks", body=page_of(), content_type=PAGE)
    source = read(desk, site.redirect("/short", found)).source
    assert source
    assert source.url == found


def test_a_source_of_the_address_that_was_given_is_used_again(desk, site):
    short = site.redirect("/short", site.answer("/talks", body=page_of(), content_type=PAGE))
    known = Source.objects.create(url=short, title="Known")
    assert read(desk, short).source == known
    assert Source.objects.count() == 1


def test_where_a_text_is_pasted_nothing_is_fetched(desk, site):
    given = {"text": "\n".join(SENTENCES), "title": "Talks", "published_on": "2025-12-05"}
    source = read(desk, site.address("/talks"), **given).source
    assert source
    assert source.url == site.address("/talks")
    assert site.asked == []


def test_a_day_in_the_text_is_not_taken_for_that_of_publication(desk, site):
    head = "<title>Talks in Geneva</title>"
    address = site.answer("/talks", body=page_of(head=head), content_type=PAGE)
    answer = send(desk, address)
    assert errors_of(answer, "published_on") == "Say when the article was published."
    source = read(desk, address, published_on="2025-12-05").source
    assert source
    assert (source.title, source.publisher) == ("Talks in Geneva", "")


def test_a_plain_text_is_read(desk, site):
    body = "\n".join(SENTENCES).encode()
    address = site.answer("/talks.txt", body=body, content_type="text/plain")
    article = read(desk, address, title="Talks", published_on="2025-12-05")
    assert article.source
    assert (article.source.url, article.text) == (address, body.decode())


@pytest.mark.parametrize("head", ["", '<meta charset="utf-8">'])
def test_the_encoding_is_what_the_answer_says(desk, site, head):
    body = page_of(f"<p>{IN_RUSSIAN}</p>" * 2, head).decode().encode("cp1251")
    address = site.answer("/news", body=body, content_type="text/html; charset=windows-1251")
    article = read(desk, address, title="Встреча", published_on="2025-12-05")
    assert article.text.splitlines()[0] == IN_RUSSIAN
    assert article.language == "ru"


def test_a_page_that_does_not_say_what_it_is_is_told_by_its_content(desk, site):
    assert read(desk, site.answer("/talks", body=page_of()))


def _is_slow(handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", PAGE)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>more</p>")
        time.sleep(0.1)


def _slow(site: Site) -> str:
    site.pages["/slow"] = _is_slow
    return site.address("/slow")


REFUSED = {
    "not found": (lambda site: site.address("/none"), "answered 404 (Not Found)"),
    "forbidden": (lambda site: site.answer("/no", 403), "answered 403 (Forbidden)"),
    "gone wrong": (lambda site: site.answer("/error", 599), "answered 599 (?)"),
    "no page": (
        lambda site: site.answer("/report", body=b"%PDF-1.7", content_type="application/pdf"),
        "answers with application/pdf",
    ),
    "says nothing": (
        lambda site: site.answer("/file", body=b"\x89PNG\r\n"),
        "does not say what it answers with",
    ),
    "picture called a text": (
        lambda site: site.answer("/a.txt", body=b"ab\0c", content_type="text/plain"),
        "is a NUL",
    ),
    "too large": (
        lambda site: site.answer("/big", body=b"<p>" * MOST_BYTES, content_type=PAGE),
        "page is larger than 4.8 MB",
    ),
    "for subscribers": (
        lambda site: site.answer(
            "/closed", body=page_of("<form><input name=email></form>"), content_type=PAGE
        ),
        "may be for subscribers alone",
    ),
    "nothing at all": (
        lambda site: site.answer("/empty", content_type=PAGE),
        "may be for subscribers alone",
    ),
    "no content": (lambda site: site.answer("/204", 204), "may be for subscribers alone"),
    "too long": (
        lambda site: site.answer(
            "/long", body=page_of(f"<p>{'word ' * 30_000}</p>"), content_type=PAGE
        ),
        "at most 100,000 are read",
    ),
    "private": (lambda site: f"http://127.0.0.1:{site.port}/", "no public address"),
    "leads to a private one": (
        lambda site: site.redirect("/away", f"http://169.254.169.254:{site.port}/"),
        "no public address",
    ),
    "a loop": (lambda site: site.redirect("/loop", "/loop"), "leads back to itself"),
    "another scheme": (lambda _site: "ftp://news.example/a", "begin with http:// or https://"),
    "a password": (lambda _site: "https://a:b@news.example/", "user name or a password"),
    "no address": (lambda _site: "nonsense", "valid URL"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_said_beside_the_address(desk, site, case):
    address, message = REFUSED[case][0](site), REFUSED[case][1]
    said = errors_of(send(desk, address)).replace("\xa0", " ")
    assert message in said
    assert "%(" not in said
    assert not Article.objects.exists()
    assert not Batch.objects.exists()
    assert not Source.objects.exists()


def test_a_slow_site_is_not_waited_for(desk, site, monkeypatch):
    monkeypatch.setattr(fetched, "SECONDS", 1)
    started = time.monotonic()
    assert "not complete after 1 seconds" in errors_of(send(desk, _slow(site)))
    assert time.monotonic() - started < 5
    assert not Batch.objects.exists()


def test_the_form_says_how_long_it_takes_and_keeps_what_was_typed(desk, site):
    answer = send(desk, site.address("/none"), title="Talks", publisher="Agency")
    shown = html.unescape(answer.content.decode())
    assert f"takes {fetched.MOST_SECONDS} seconds at most" in shown
    assert 'value="Talks"' in shown
    assert f'value="{site.address("/none")}"' in shown


def test_who_may_add_no_import_lets_nothing_be_fetched(site):
    assert send(Desk("contributor"), site.answer("/talks", body=page_of())).status_code == 403
    assert site.asked == []
