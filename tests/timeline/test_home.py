"""The front page: where things stand, and in which language."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records import contributions
from records.contributions import Due, Latest
from records.dates import Span
from tests.factories import make_entry, make_process
from timeline.calendar import day_of
from timeline.standing import dues

pytestmark = pytest.mark.django_db


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(contributions, "_due", [])
    monkeypatch.setattr(contributions, "_latest", [])
    yield


def test_an_empty_home_says_what_would_be_here(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Nothing on record yet" in page
    assert "Falls due next" not in page


def test_home_says_what_falls_due_and_what_has_passed(client: Client, providers: None) -> None:
    now = timezone.now()
    noon = now.replace(hour=12)
    ends = [noon + timedelta(days=118), now - timedelta(days=30), now - timedelta(days=900)]

    @contributions.register_due
    def provide(after: datetime, _ids: object) -> list[Due]:
        return [
            Due(at, "ends", f"Licence {n}", "/x/", "relief")
            for n, at in enumerate(ends)
            if at > after
        ]

    make_entry()
    page = client.get("/").content.decode()
    due, passed = page.split("Recently passed")
    assert "118" in due
    assert "Licence 0" in due
    assert "Licence 1" in passed
    assert "30 days ago" in passed
    assert "Licence 2" not in page


def test_days_left_are_those_of_the_instruments_own_zone(providers: None) -> None:
    end = datetime(2026, 11, 30, 0, 59, tzinfo=UTC)  # 23:59 on the 29th in the Azores

    @contributions.register_due
    def provide(after: datetime, _ids: object) -> list[Due]:
        return [Due(end, "ends", "Licence", "/x/", "relief", "Atlantic/Azores", "minute")]

    [countdown] = dues(datetime(2026, 11, 2, 12, tzinfo=UTC)).next
    assert countdown.days == 27
    assert day_of(countdown.due).isoformat() == "2026-11-29"


def test_home_counts_the_days_since_the_last_round(client: Client, providers: None) -> None:
    process = make_process("War in Ukraine", summary="Envoys met.")
    make_entry(process=process)

    @contributions.register_latest
    def provide(now: datetime, ids: list[int]) -> list[Latest]:
        on = timezone.localdate(now) - timedelta(days=26)
        return [Latest("Florida", Span(on, on), "Miami", "/x/", "round", pk) for pk in ids]

    page = client.get("/").content.decode()
    assert '<dt class="kind-round">26</dt>' in page
    assert '<p class="lead">Envoys met.</p>' in page


def test_home_draws_the_weeks_with_entries(client: Client) -> None:
    make_entry(on=timezone.localdate().isoformat())
    page = client.get("/").content.decode()
    assert page.count('<rect class="some"') == 1
    assert page.count('<rect class="none"') == 51


def test_each_week_leads_to_its_entries_and_is_told_in_words(client: Client) -> None:
    process, day = make_process("Talks", slug="talks"), timezone.localdate() - timedelta(days=60)
    monday = day - timedelta(days=day.weekday())
    for _ in range(3):
        make_entry(on=day.isoformat(), process=process)
    make_entry(on=timezone.localdate().isoformat(), process=process)
    make_entry(on=day.isoformat(), process=process, state="draft")
    page = client.get("/").content.decode()
    assert "4 entries that began in the last 52 weeks" in page
    week = f"/timeline/?process=talks&amp;from={monday}&amp;to={monday + timedelta(days=6)}"
    assert page.count(f'href="{week}"') == 2  # the mark and the table
    assert page.split("Week by week")[1].count("<tr><td>") == 2


def test_what_is_known_by_its_month_alone_stands_in_no_week(client: Client) -> None:
    today = timezone.localdate()
    make_entry(on=f"{today - timedelta(days=7)}")
    for _n in range(3):
        make_entry(on=f"{today.replace(day=1) - timedelta(days=40):%Y-%m}")
    page = client.get("/").content.decode()
    assert "4 entries that began in the last 52 weeks; 3 of them known by their month" in page
    assert page.count('class="some"') == 1


def test_processes_have_a_row_of_activity_each(client: Client) -> None:
    today = timezone.localdate().isoformat()
    for name in ("First", "Second"):
        make_entry(on=today, process=make_process(name))
    make_entry(on="2001-01-01", process=make_process("Long quiet"))
    page = client.get("/").content.decode()
    assert sorted(re.findall(r"<h3><bdi>(\w+)", page.split('id="year"')[1])) == ["First", "Second"]


def test_what_is_still_to_come_is_due_and_not_the_newest(client: Client) -> None:
    soon = (timezone.localdate() + timedelta(days=12)).isoformat()
    make_entry("To come", on=soon, status="EventScheduled", process=make_process())
    page = client.get("/").content.decode()
    assert "Nothing on record yet" not in page
    assert '<dt class="kind-round">12 d</dt>' in page
    assert page.count("To come") == 1


def test_queries_do_not_grow_with_what_home_shows(client: Client) -> None:
    counts = []
    for number in (1, 3, 30):
        for n in range(number):
            process = make_process()
            on = (timezone.localdate() - timedelta(days=n + 40)).isoformat()
            track = process.tracks.create(name=f"Track {n}", slug=f"track-{n}")
            make_entry(on=on, process=process, track=track, status="held", outcome="next_round")
            make_entry(on=on, process=process, status="EventScheduled")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]


def test_home_names_a_few_processes_most_recently_active_first(client: Client) -> None:
    for n in range(1, 6):
        make_entry(on=f"2025-0{n}-01", process=make_process(f"Process no. {n}"))
    page = client.get("/").content.decode()
    places = [page.find(f"Process no. {n}<") for n in (5, 4, 3)]
    assert places == sorted(places)
    assert "Process no. 2<" not in page


@pytest.mark.parametrize(
    ("headers", "to"),
    [
        ({}, None),
        ({"Accept-Language": "fr"}, "/fr/"),
        ({"Accept-Language": "uk-UA,uk;q=0.9,en;q=0.5"}, "/uk/"),
        ({"Accept-Language": "de"}, None),
        ({"Accept-Language": "fr", "Sec-Fetch-Site": "same-origin"}, None),
        ({"Accept-Language": "fr", "Sec-Fetch-Site": "cross-site"}, "/fr/"),
        ({"Accept-Language": "fr", "Referer": "http://testserver/fr/"}, None),
        ({"Accept-Language": "fr", "Cookie": "django_language=en"}, None),
        ({"Cookie": "django_language=uk"}, "/uk/"),
    ],
)
def test_the_front_page_speaks_the_readers_language(
    client: Client, headers: dict[str, str], to: str | None
) -> None:
    response = client.get("/", headers=headers)
    assert response.get("Location") == to
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_a_chosen_language_is_remembered(client: Client) -> None:
    french = {"Accept-Language": "fr"}
    chosen = client.get("/", headers={**french, "Sec-Fetch-Site": "same-origin"})
    assert chosen.cookies["django_language"].value == "en"
    assert client.get("/", headers=french).status_code == 200


def test_deeper_pages_stay_in_the_language_of_their_address(client: Client) -> None:
    response = client.get("/timeline/", headers={"Accept-Language": "fr"})
    assert response["Content-Language"] == "en"
