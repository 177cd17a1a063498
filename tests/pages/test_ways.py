"""Ways through the pages: with HTMX, without scripts, by keyboard alone, and in a frame."""

from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MIAMI = "/rounds/miami-2025-12-04/"
MOST_TABS = 120
FOCUSED = "document.activeElement"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page whose console must stay silent."""
    said: list[str] = []
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert said == []


def kinds(page: Page) -> set[str]:
    """Which kinds of entry the list shows."""
    rows = page.locator("#results .entry-row").evaluate_all("rows => rows.map(r => r.className)")
    return {name for row in rows for name in row.split() if name.startswith("kind-")}


def test_a_filter_answers_in_place_and_the_back_button_undoes_it(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/timeline/")
    before = kinds(page)
    assert len(before) > 1
    page.evaluate("window.kept = true")
    page.locator("input[name=kind][value=relief]").check()
    page.wait_for_url("**/timeline/?kind=relief*")
    expect(page.locator(".chips .chip")).to_have_count(1)
    assert (kinds(page), page.evaluate("window.kept")) == ({"kind-relief"}, True)
    page.go_back()
    page.wait_for_url(f"{site.url}/timeline/")
    expect(page.locator(".chips .chip")).to_have_count(0)
    expect(page.locator("header.site-header")).to_be_visible()
    assert kinds(page) == before
    expect(page.locator("input[name=kind][value=relief]")).not_to_be_checked()


def test_older_entries_are_appended(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/timeline/")
    shown = page.locator("#results .entry-row").count()
    page.get_by_role("link", name="Older entries").click()
    expect(page.locator("#results .entry-row")).to_have_count(2 * shown)


def test_the_same_works_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}/timeline/")
    page.locator("summary", has_text="Filters").click()
    page.locator("input[name=kind][value=relief]").check()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**kind=relief**")
    assert kinds(page) == {"kind-relief"}
    page.locator(".chips .chip").first.click()
    page.wait_for_url(lambda address: "kind=relief" not in address)
    assert len(kinds(page)) > 1
    page.get_by_role("link", name="Older entries").click()
    page.wait_for_url("**before=**")
    context.close()


def tab_to(page: Page, is_there: str) -> None:
    """Press Tab until the script `is_there` says so of the focused element, which shows it."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            style = f"getComputedStyle({FOCUSED})"
            assert page.evaluate(f"{style}.outlineStyle + {style}.outlineWidth") != "none0px"
            return
    pytest.fail(f"{MOST_TABS} presses of Tab did not lead to {is_there}")


def test_the_keyboard_alone_leads_from_home_to_the_evidence_of_a_round(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, f"{FOCUSED}.pathname === '{MIAMI}'")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MIAMI}")
    tab_to(page, f"!!{FOCUSED}.closest('#evidence')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/*/")


@pytest.fixture
def elsewhere(site: Site) -> Iterator[str]:
    """Another site, whose page at any path shows ours of that path in a frame.

    A real server: the browser keeps an answer that a test makes up from framing this machine.
    """

    class Framing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            address = escape(site.url + self.path)
            page = f"<!doctype html><title>Elsewhere</title><iframe src='{address}'></iframe>"
            self.wfile.write(page.encode())

        def log_message(self, *_what: object) -> None:
            """Be silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Framing) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """A page whose console may speak."""
    opened = browser.new_page()
    yield opened
    opened.close()


def test_another_site_shows_a_filtered_timeline_in_a_frame(other: Page, elsewhere: str) -> None:
    other.goto(f"{elsewhere}/timeline/?embed=1&kind=relief")
    frame = other.frame_locator("iframe")
    expect(frame.locator(".entry-row.kind-relief").first).to_be_visible()
    expect(frame.locator("form")).to_have_count(0)


@pytest.mark.parametrize("path", ["/timeline/", "/", MIAMI])
def test_no_other_page_may_be_framed(other: Page, elsewhere: str, path: str) -> None:
    said: list[str] = []
    other.on("console", lambda message: said.append(message.text))
    other.goto(elsewhere + path)
    [words] = said
    assert "frame-ancestors" in words
