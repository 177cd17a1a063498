"""The timeline's picture under a mouse, a keyboard and no script at all."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_entry, make_process

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talks() -> None:
    """Two rounds a month apart and an incident between them."""
    make_entry("First", on="2025-11-04", slug="first", process=make_process())
    make_entry("Between", kind="incident", on="2025-11-20", slug="between")
    make_entry("Second", on="2025-12-04", slug="second", process=make_process())


def mark(page: Page, name: str) -> str:
    return f'.picture-wide .lane a[aria-label*="{name}"]'


def place(page: Page, day: date) -> tuple[float, float]:
    """Where a day begins in the wide drawing, on the screen."""
    svg = page.locator(".picture-wide")
    first = date.fromisoformat(svg.get_attribute("data-first") or "")
    last = date.fromisoformat(svg.get_attribute("data-last") or "")
    box = page.locator(".picture-wide .plot").bounding_box()
    assert box
    part = (day - first).days / ((last - first).days + 1)
    return box["x"] + part * box["width"], box["y"] + 3


def open_wide(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(address)


@pytest.mark.usefixtures("talks")
def test_a_drag_chooses_the_days_and_the_list_follows(page: Page, live_server: LiveServer) -> None:
    open_wide(page, f"{live_server.url}/timeline/")
    x0, y = place(page, date(2025, 11, 15))
    x1, _y = place(page, date(2025, 11, 30))
    page.mouse.move(x0 + 2, y)
    page.mouse.down()
    page.mouse.move((x0 + x1) / 2, y)
    page.mouse.move(x1 + 2, y)
    expect(page.locator(".picture-wide .chosen")).to_have_count(1)
    page.mouse.up()
    page.wait_for_url("**/timeline/?from=2025-11-15&to=2025-11-30")
    expect(page.locator(".entry-row h3")).to_have_text(["Between"])
    expect(page.locator('[name="from"]')).to_have_value("2025-11-15")
    expect(page.locator(".picture-wide")).to_have_attribute("data-first", "2025-11-15")


@pytest.mark.usefixtures("talks")
def test_a_drag_that_ends_on_a_mark_opens_nothing(page: Page, live_server: LiveServer) -> None:
    open_wide(page, f"{live_server.url}/timeline/")
    box = page.locator(mark(page, "Second")).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] - 100, box["y"] + 12, steps=4)
    page.mouse.move(box["x"] + box["width"] / 2 + 3, box["y"] + 12, steps=4)
    page.mouse.move(box["x"] - 100, box["y"] + 12, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".picture-wide .chosen")).to_have_count(0)
    expect(page).to_have_url(f"{live_server.url}/timeline/")


@pytest.mark.usefixtures("talks")
def test_arrow_keys_walk_the_marks_and_enter_opens(page: Page, live_server: LiveServer) -> None:
    open_wide(page, f"{live_server.url}/timeline/")
    first, second = page.locator(mark(page, "First")), page.locator(mark(page, "Second"))
    between = page.locator(mark(page, "Between"))
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(between).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    page.keyboard.press("End")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rounds/second/")


@pytest.mark.usefixtures("talks")
def test_the_tab_key_stops_once_in_the_picture(page: Page, live_server: LiveServer) -> None:
    open_wide(page, f"{live_server.url}/timeline/")
    stops = page.locator('.picture-wide .lane a[tabindex="0"]')
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".picture-wide .axis a").first).to_be_focused()


@pytest.mark.usefixtures("talks")
def test_moving_on_keeps_the_focus_on_the_move(page: Page, live_server: LiveServer) -> None:
    open_wide(page, f"{live_server.url}/timeline/?from=2025-11-01&to=2025-11-10")
    page.locator('[data-move="later"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/?from=2025-11-06&to=2025-11-15")
    expect(page.locator(".picture-wide")).to_have_attribute("data-first", "2025-11-06")
    expect(page.locator('[data-move="later"]')).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/?from=2025-11-11&to=2025-11-20")
    expect(page.locator(".entry-row h3")).to_have_text(["Between"])
    expect(page.locator(".picture-wide")).to_have_attribute("data-first", "2025-11-11")
    page.go_back()
    page.wait_for_url("**/timeline/?from=2025-11-06&to=2025-11-15")
    expect(page.locator(".picture-wide")).to_have_attribute("data-first", "2025-11-06")


@pytest.mark.usefixtures("talks")
def test_without_scripts_every_mark_and_move_is_a_link(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_wide(page, f"{live_server.url}/timeline/")
    page.locator(".picture-wide .axis a", has_text=re.compile("^1 Dec")).click()
    page.wait_for_url("**/timeline/?from=2025-12-01&to=2025-12-07#picture")
    expect(page.locator(".entry-row h3")).to_have_text(["Second"])
    page.get_by_role("link", name="Whole time").click()
    page.wait_for_url("**/timeline/#picture")
    page.locator(mark(page, "First")).click()
    page.wait_for_url("**/rounds/first/")
    context.close()


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize(
    ("width", "name"), [(320, "narrow"), (360, "narrow"), (768, "medium"), (1440, "wide")]
)
def test_each_width_has_its_drawing(
    page: Page, live_server: LiveServer, width: int, name: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/timeline/")
    shown = page.locator(".picture svg:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_class(f"picture-{name}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    letters = page.evaluate(
        """() => [...document.querySelectorAll('.picture svg text')]
            .map(text => text.getBoundingClientRect().height).filter(Boolean)"""
    )
    assert min(letters) >= 9.5


def test_names_are_no_wider_than_reckoned(page: Page, live_server: LiveServer) -> None:
    titles = [
        "MAXIMUM WWW",
        "Ukrainian envoys",
        "محادثات جدة",
        "Зустріч Умєрова",
        "和平谈判在日内瓦",
    ]
    for n, title in enumerate(titles):
        make_entry(title, on=f"2025-{n + 1:02}-04", kind=["round", "pledge", "incident"][n % 3])
    open_wide(page, f"{live_server.url}/timeline/?from=2024-12&to=2026-12")
    overlaps = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll(
                '.picture-wide .labels text, .picture-wide .lane .target')]
                .map(one => [one.textContent, one.getBoundingClientRect()]);
            const meet = ([, a], [, b]) => a.left < b.right - 9 && b.left < a.right - 9
                && a.top < b.bottom - 8 && b.top < a.bottom - 8;
            return boxes.flatMap((one, n) => boxes.slice(n + 1)
                .filter(other => meet(one, other)).map(other => [one[0], other[0]]));
        }"""
    )
    assert overlaps == []
