"""The front page: where things stand, and in which language."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from records import contributions
from records.contributions import Due, Latest
from tests.factories import make_entry, make_process

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
    ends = [now + timedelta(days=118, hours=1), now - timedelta(days=30), now - timedelta(days=900)]

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
    assert "Licence 2" not in page


def test_home_counts_the_days_since_the_last_round(client: Client, providers: None) -> None:
    process = make_process("War in Ukraine", summary="Envoys met.")
    make_entry(process=process)

    @contributions.register_latest
    def provide(now: datetime, ids: list[int]) -> list[Latest]:
        on = timezone.localdate(now) - timedelta(days=26)
        return [Latest("Florida", on, "Miami", "/x/", "round", pk) for pk in ids]

    page = client.get("/").content.decode()
    assert '<dt class="kind-round">26</dt>' in page
    assert '<p class="lead">Envoys met.</p>' in page


def test_home_draws_the_weeks_with_entries(client: Client) -> None:
    make_entry(on=timezone.localdate().isoformat())
    page = client.get("/").content.decode()
    assert page.count('<rect class="some"') == 1
    assert page.count('<rect class="none"') == 51


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
