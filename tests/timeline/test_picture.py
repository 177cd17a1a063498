"""The timeline's picture: where marks stand, what is counted, what it says and where it leads."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st

from records.contributions import Extent
from records.dates import parse
from records.kinds import kind_models
from tests.factories import make_entries, make_entry
from timeline.filters import EntryFilter, offered_processes
from timeline.picture import Picture, picture_of
from timeline.picture.drawing import PAPERS, Drawing, DrawnLane
from timeline.picture.labels import LONGEST, labels_of, short_name, width
from timeline.picture.layout import MOST_ROWS, TARGET, Columns, Crowd, Lane, Mark, lay_out
from timeline.picture.marks import BINS, Division, Shown
from timeline.picture.scale import Scale, ticks
from timeline.picture.window import Window

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 9)
WIDE = PAPERS[0]
NEW_YORK = "America/New_York"


def seen(query: str = "") -> Picture | None:
    return picture_of(EntryFilter.parse(QueryDict(query), offered_processes()), TODAY)


def drawing(query: str = "") -> Drawing:
    picture = seen(query)
    assert picture
    return picture.drawings[0]


def lane(query: str = "", kind: str = "round") -> DrawnLane:
    return next(lane for lane in drawing(query).lanes if lane.kind == kind)


def wide(first: str, last: str) -> Scale:
    window = Window(date.fromisoformat(first), date.fromisoformat(last))
    return Scale(window, WIDE.left, WIDE.right)


def shown(on: str, pk: int = 1, title: str = "Talks", extent: Extent | None = None) -> Shown:
    return Shown(pk, "round", f"round-{pk}", title, parse(on), "", extent)


def test_a_few_that_are_far_away_do_not_press_the_others_into_a_line() -> None:
    make_entry(on="1026")
    for n in range(1, 6):
        make_entry(on=f"2025-12-0{n}")
    picture = seen("kind=round")
    assert picture
    assert picture.window.first > date(2025, 11, 1)
    assert [(move.label, move.url) for move in picture.moves] == [
        (
            "1 entry earlier: whole time",
            "/timeline/?kind=round&from=1026-01-01&to=2025-12-05#picture",
        )
    ]
    whole = seen("kind=round&from=1026&to=2025")
    assert whole
    assert whole.window.first == date(1026, 1, 1)


def test_what_is_not_far_away_is_drawn_with_the_others() -> None:
    make_entry(on="2020-12-01")
    for n in range(1, 6):
        make_entry(on=f"2025-12-0{n}")
    picture = seen()
    assert picture
    assert picture.window.first < date(2020, 12, 1)
    assert picture.moves == []


def test_every_day_is_as_wide_as_any_other() -> None:
    scale = wide("2025-12-01", "2025-12-10")
    assert scale.x(date(2025, 12, 1)) == WIDE.left
    assert scale.end(date(2025, 12, 10)) == pytest.approx(WIDE.right)
    assert scale.x(date(2025, 12, 6)) == pytest.approx((WIDE.left + WIDE.right) / 2)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-12-30", "2026-01-03", ["30 Dec 2025", "31 Dec", "1 Jan 2026", "2 Jan", "3 Jan"]),
        ("2025-11-01", "2026-02-28", ["Nov 2025", "Dec", "Jan 2026", "Feb"]),
        ("2024-01-01", "2025-12-31", ["Jan 2024", "Apr", "Jul", "Oct", "Jan 2025", "Apr"]),
        ("2020-01-01", "2025-12-31", ["2020", "2021", "2022", "2023", "2024", "2025"]),
        ("1026-01-01", "2025-12-31", ["1100", "1200", "1300", "1400", "1500", "1600"]),
    ],
)
def test_lines_go_from_days_to_centuries(first: str, last: str, labels: list[str]) -> None:
    named = [tick.label for tick in ticks(wide(first, last), WIDE.tick_room) if tick.label]
    assert named[: len(labels)] == labels


@pytest.mark.parametrize("days", [1, 2, 9, 40, 100, 400, 2000, 40_000, 3_652_058])
def test_names_of_lines_never_touch(days: int) -> None:
    scale = Scale(Window(date.min, date.min + timedelta(days)), WIDE.left, WIDE.right)
    named = [tick for tick in ticks(scale, WIDE.tick_room) if tick.label]
    assert 1 <= len(named) <= 13
    for tick, following in pairwise(named):
        assert tick.x + width(tick.label) + 3 <= following.x


def test_a_line_leads_to_its_own_time() -> None:
    make_entry(on="2025-12-04")
    make_entry(on="2026-03-04")
    addresses = {tick.label: url for tick, url in drawing("kind=round").ticks}
    assert addresses["Jan 2026"] == "/timeline/?kind=round&from=2026-01&to=2026-01#picture"


@pytest.mark.parametrize(("on", "days"), [("2025-12", 31), ("2025-11", 30), ("2025", 365)])
def test_a_month_is_as_wide_as_the_month(on: str, days: int) -> None:
    make_entry(on=on)
    [mark] = lane("from=2025&to=2026").marks
    scale = wide("2025-01-01", "2026-12-31")
    assert mark.look == "bar vague"
    assert mark.x == pytest.approx(scale.x(parse(on).starts_on))
    assert mark.width == pytest.approx(days * scale.day)


@pytest.mark.parametrize(
    ("on", "look", "fade"),
    [
        ("2025-12-04/2025-12-20", "bar", ""),
        ("2025-12~", "bar approximate vague", "both"),
        ("2025-12?", "bar uncertain vague", ""),
        ("2025-12%", "bar uncertain approximate vague", "both"),
        ("2025-12-04/..", "bar", "end"),
        ("2025-12-04/", "bar", "end"),
        ("2025-12-04", "shape", ""),
        ("2025-12-04~", "shape approximate", ""),
    ],
)
def test_a_date_is_drawn_as_sure_as_it_is(on: str, look: str, fade: str) -> None:
    make_entry(on=on)
    [mark] = lane("from=2025-11&to=2026-02").marks
    assert sorted(mark.look.split()) == sorted(look.split())
    assert mark.fade == fade


def test_what_goes_on_is_drawn_up_to_today() -> None:
    make_entry(on="2025-12-04/..")
    picture = drawing()
    [mark] = lane().marks
    assert picture.today is not None
    assert picture.today < mark.x + mark.width < picture.today + 24


def test_relief_lasts_until_it_expires() -> None:
    end = {"expires_at": datetime(2026, 4, 29, 4, 1, tzinfo=UTC), "expires_zone": NEW_YORK}
    make_entry("Licence", kind="relief", on="2025-12-04", **end)
    found = lane(kind="relief")
    [mark] = found.marks
    window = seen().window  # type: ignore[union-attr]
    scale = Scale(window, WIDE.left, WIDE.right)
    assert window.first < date(2025, 12, 4) < date(2026, 4, 29) < window.last
    assert mark.end == pytest.approx(scale.end(date(2026, 4, 29)))
    assert mark.x + mark.width == pytest.approx(mark.end)
    assert "29 Apr 2026" in [label.text for label, _y in found.labels]
    assert mark.name.startswith(
        "\u2068Licence\u2069, relief, in force: issued 4 Dec 2025, until 29 April 2026, 12:01"
    )


def test_an_end_outside_the_picture_is_named_but_not_marked() -> None:
    end = {"expires_at": datetime(2026, 4, 29, 4, 1, tzinfo=UTC), "expires_zone": NEW_YORK}
    make_entry("Licence", kind="relief", on="2025-12-04", **end)
    found = lane("from=2025-12&to=2026-01", kind="relief")
    assert found.marks[0].end is None
    assert "29 Apr 2026 →" in [label.text for label, _y in found.labels]


def test_a_renewal_stands_in_the_row_of_what_it_renews() -> None:
    first = make_entry(kind="relief", on="2025-11-04")
    make_entry(kind="relief", on="2025-12-04", replaces=first)
    old, new = lane("from=2025-11&to=2026-02", kind="relief").marks
    assert (old.look, new.look) == ("bar over", "bar")
    assert old.x + old.width == pytest.approx(new.x)
    assert old.y == new.y


def test_many_on_a_day_are_counted_in_one_mark() -> None:
    for _n in range(30):
        make_entry(on="2025-12-04")
    make_entry(on="2025-12-20")
    crowd, mark = lane("kind=round&q=round").marks
    assert (crowd.look, mark.look) == ("crowd", "shape")
    assert crowd.name == "Rounds: 30 entries, 4 December 2025"
    assert crowd.url == "/timeline/?kind=round&q=round&from=2025-12-04&to=2025-12-04#picture"


def test_a_few_on_a_day_stand_above_each_other() -> None:
    make_entry(on="2025-12-04")
    make_entry(on="2025-12-04")
    one, other = lane("from=2025-11&to=2026-02").marks
    assert one.x == other.x
    assert abs(one.y - other.y) == TARGET


def test_nothing_is_lost_in_counting() -> None:
    made = make_entries(60)
    made += [make_entry(on="2025-01-20") for _n in range(15)]
    for one in seen().drawings:  # type: ignore[union-attr]
        marks = next(lane for lane in one.lanes if lane.kind == "round").marks
        crowds = [mark for mark in marks if mark.look == "crowd"]
        counted = sum(int(mark.what.split()[0]) for mark in crowds)
        assert counted + len(marks) - len(crowds) == len(made) == 75


@given(st.dates(), st.integers(1, 5000), st.integers(0, 4999))
def test_a_day_stands_in_the_stretch_that_holds_it(first: date, days: int, number: int) -> None:
    division = Division(min(first, date(9000, 1, 1)), days)
    day = division.first + timedelta(number % days)
    assert 0 <= division.number(day) < BINS
    begins, ends = division.ends(division.number(day))
    assert begins <= day <= ends


def test_even_days_are_counted_evenly() -> None:
    for day in range(1, 25):
        for _n in range(5):
            make_entry(on=f"2025-11-{day:02}")
    heights = re.findall(r"h[\d.]+v([\d.]+)z", "".join(mark.path for mark in lane().marks))
    assert heights == ["20"] * 24


spans = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 200), st.text(min_size=1, max_size=60)),
    max_size=60,
)


def lane_of(given_spans: list[tuple[int, int, str]], extents: bool = False) -> Lane:
    entries = []
    for pk, (start, days, title) in enumerate(given_spans):
        first = date(2024, 1, 1) + timedelta(start)
        last = first + timedelta(days)
        extent = Extent(first, last, "29 Apr 2026", "", True) if extents and days else None
        entries.append(shown(f"{first}/{last}" if days else f"{first}", pk, title, extent))
    scale = wide("2024-02-01", "2026-06-01")
    division = Division(date(2024, 1, 1), 1101)
    return lay_out("round", entries, [], columns=Columns(division, scale), scale=scale, today=TODAY)


@settings(max_examples=60)
@given(spans)
def test_no_mark_covers_another_and_none_is_lost(given_spans: list[tuple[int, int, str]]) -> None:
    found = lane_of(given_spans)
    for n, one in enumerate(found.items):
        for other in found.items[n + 1 :]:
            if one.row == other.row:
                assert one.box[1] <= other.box[0] + 0.1 or other.box[1] <= one.box[0] + 0.1
    crowds = [item for item in found.items if isinstance(item, Crowd)]
    marks = [item for item in found.items if isinstance(item, Mark)]
    assert sum(crowd.count for crowd in crowds) + len(marks) == len(given_spans)
    assert found.rows <= MOST_ROWS


@settings(max_examples=60)
@given(spans)
@example([(0, 194, "0"), (195, 23, "0")])  # the second bar begins where the first ends
def test_no_name_touches_another_or_a_mark(given_spans: list[tuple[int, int, str]]) -> None:
    found = lane_of(given_spans, extents=True)
    taken = [(item.row, *item.box, "mark") for item in found.items]
    for label in labels_of(found, WIDE.right, 99):
        length = width(label.text)
        x0 = label.x - length if label.anchor == "end" else label.x
        own = (label.row, x0, x0 + length, "name" if label.look == "beside" else "within")
        for row, a, b, what in taken:
            is_on_its_bar = own[3] == "within" and what == "mark"
            assert row != own[0] or is_on_its_bar or own[1] >= b - 8 or own[2] <= a + 0.1
        assert own[2] <= WIDE.right + 0.1
        taken.append(own)


def test_a_name_is_what_stands_before_the_colon_or_cut_at_a_word() -> None:
    assert short_name("Miami: envoys look for terms", 300) == "Miami"
    assert (
        short_name("Ukrainian and American envoys look for terms", 300) == "Ukrainian and American…"
    )
    assert short_name("Ukrainian and American envoys", 20) == ""
    assert len(short_name("x" * 500, 9999)) == LONGEST + 1


def test_every_kind_has_its_lane_and_a_place_of_its_own() -> None:
    for kind in kind_models():
        make_entry(kind=kind)
    lanes = drawing().lanes
    assert [lane.kind for lane in lanes] == list(kind_models())
    assert [len(lane.marks) for lane in lanes] == [1] * len(lanes)
    for above, below in pairwise(lanes):
        assert above.y + above.height == below.y


def test_only_what_readers_may_see_is_drawn(client: Client) -> None:
    make_entry("Seen")
    make_entry("Secret", state="draft")
    make_entry("Gone", state="withdrawn")
    [mark] = lane().marks
    assert mark.what == "Seen"


def test_today_has_its_line_where_it_is_near() -> None:
    make_entry(on="2025-12-04")
    make_entry(on="2025-09-04")
    assert drawing().today is not None
    assert drawing("to=2025-12").today is None


def test_nothing_found_is_no_picture_or_an_empty_one(client: Client) -> None:
    assert seen() is None
    make_entry(on="2025-12-04")
    assert seen("kind=relief") is None
    empty = drawing("from=2020&to=2021")
    assert [lane.marks for lane in empty.lanes] == [[]] * len(kind_models())
    page = client.get("/timeline/?from=2020&to=2021").content.decode()
    assert "No entry stands in this time." in page


def test_one_entry_stands_in_the_middle_of_a_few_days() -> None:
    make_entry(on="2025-06-04")
    [mark] = lane().marks
    assert mark.x == pytest.approx((WIDE.left + WIDE.right) / 2)


def test_dates_turned_round_are_told_with_the_way_out(client: Client) -> None:
    make_entry(on="2025-12-04")
    page = client.get("/timeline/?from=2026-01&to=2025-12").content.decode()
    assert "The dates are turned round" in page
    assert 'href="/timeline/?from=2025-12-31&amp;to=2026-01-01#picture"' in page


def test_a_thousand_years_fit() -> None:
    make_entry(on="1025-06-01")
    make_entry(on="2025-06-01")
    found = drawing()
    old, new = next(lane for lane in found.lanes if lane.kind == "round").marks
    assert WIDE.left < old.x < new.x < WIDE.right
    assert len(found.ticks) < 15


@pytest.mark.parametrize("query", ["from=1000&to=8999", "from=8999-12-31", "to=1000-01-01"])
def test_the_calendar_ends_without_an_error(client: Client, query: str) -> None:
    make_entry(on="1000-01-01")
    make_entry(on="8999-12-31")
    page = client.get(f"/timeline/?{query}").content.decode()
    assert "picture-wide" in page
    years = {int(year) for year in re.findall(r"(?:from|to)=(\d{4})", page)}
    assert 1000 <= min(years) <= max(years) <= 8999


def test_earlier_later_wider_and_whole_are_links() -> None:
    make_entry(on="2025-12-04")
    assert seen().moves == []  # type: ignore[union-attr]
    found = seen("kind=round&from=2025-12-01&to=2025-12-10")
    assert [move.url.removeprefix("/timeline/?kind=round") for move in found.moves] == [  # type: ignore[union-attr]
        "&from=2025-11-26&to=2025-12-05#picture",
        "&from=2025-12-06&to=2025-12-15#picture",
        "&from=2025-11-26&to=2025-12-15#picture",
        "#picture",
    ]


def test_a_title_of_five_hundred_letters_stays_in_its_place(client: Client) -> None:
    make_entry("w" * 500, on="2025-12-04")
    [mark] = lane().marks
    assert len(mark.name) < 200
    assert mark.what == "w" * 500
    assert all(len(label.text) <= LONGEST + 1 for label, _y in lane().labels)


def test_a_title_in_arabic_is_isolated(client: Client) -> None:
    title = "محادثات جدة"
    make_entry(title, on="2025-12-04")
    [mark] = lane().marks
    assert mark.name == f"\u2068{title}\u2069, round, 4 December 2025"
    page = client.get("/timeline/").content.decode()
    assert f"<bdi>{title}</bdi>" in page


def test_titles_are_escaped(client: Client) -> None:
    make_entry('<b>"x"</b>', on="2025-12-04")
    for address in ("/timeline/", "/timeline.svg"):
        assert "<b>" not in client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_picture_costs_as_many_queries_for_many_as_for_few(number: int) -> None:
    for kind in kind_models():
        for n in range(number):
            make_entry(kind=kind, on=f"2025-{1 + n % 12:02}-{1 + n % 28:02}")
    with CaptureQueriesContext(connection) as queries:
        assert picture_of(EntryFilter(), TODAY)
    assert len(queries) == 4


def test_a_fragment_is_the_picture_alone(client: Client) -> None:
    make_entry("Miami")
    headers = {"HX-Request": "true", "HX-Target": "picture"}
    page = client.get("/timeline/", headers=headers).content.decode().strip()
    assert page.startswith('<div id="picture">')
    assert "entry-row" not in page


def test_ids_in_the_page_are_unique(client: Client) -> None:
    make_entry(on="2025-12~")
    ids = Counter(re.findall(r'\sid="([^"]+)"', client.get("/timeline/").content.decode()))
    assert [name for name, count in ids.items() if count > 1] == []


SVG = "{http://www.w3.org/2000/svg}"


def test_the_image_alone_has_links_and_colours_of_its_own(client: Client) -> None:
    made = make_entry("Miami", on="2025-12-04")
    response = client.get("/timeline.svg?kind=round")
    root = ElementTree.fromstring(response.content)  # noqa: S314 — our own
    links = [link.get("href") for link in root.iter(f"{SVG}a")]
    lane_fill = [g.get("fill") for g in root.iter(f"{SVG}g") if "lane" in (g.get("class") or "")]
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert f"http://testserver{made.get_absolute_url()}" in links
    assert lane_fill[0] == "#2f4b8f"
    assert all(link and link.startswith("http://testserver/") for link in links)


def test_the_image_speaks_the_readers_language(client: Client) -> None:
    make_entry(on="2025-12-04")
    assert "décembre 2025" in client.get("/fr/timeline.svg").content.decode()


def test_the_image_of_nothing_has_empty_lanes(client: Client) -> None:
    root = ElementTree.fromstring(client.get("/timeline.svg").content)  # noqa: S314 — our own
    lanes = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("lane ")]
    assert len(lanes) == len(kind_models())


@pytest.mark.parametrize("query", ["from=2026&to=2025", "from=yesterday", "kind=war"])
def test_a_query_that_cannot_be_read_has_no_image(client: Client, query: str) -> None:
    response = client.get(f"/timeline.svg?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith(query.rpartition("&")[2] + ": ")


def test_a_meeting_that_was_not_held_is_hollow_and_called_what_it_is(client: Client) -> None:
    make_entry("Held", on="2025-01-05", status="held")
    page = client.get("/timeline/").content.decode()
    assert "Hollow:" not in page
    make_entry("Called off", on="2025-02-05", status="EventCancelled")
    page = client.get("/timeline/").content.decode()
    assert "Hollow:" in page
    called = re.findall(r'<a class="shape( unheld)?" [^>]*aria-label="([^"]+)"', page)
    assert {(look.strip(), name.split(", ")[2]) for look, name in called} == {
        ("", "5 January 2025"),
        ("unheld", "cancelled"),
    }
    assert "<bdi>Called off (cancelled)</bdi>" in page
