"""The orders of the timeline, the place in each where a page begins, and its day of publication."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from records.models import Entry
from tests.factories import make_actor, make_entries, make_entry
from timeline.filters import EntryFilter, Sort, offered_processes
from timeline.listing import PAGE, newest
from timeline.ordering import Cursor

pytestmark = pytest.mark.django_db


def parsed(query: str) -> EntryFilter:
    return EntryFilter.parse(QueryDict(query), offered_processes())


def found(query: str) -> list[str]:
    return [entry.title for entry in newest(parsed(query)).entries]


def all_of(query: str) -> list[str]:
    """The titles of every page, each found from the place where the one before ended."""
    titles, place = [], None
    while True:
        page = newest(parsed(query), place)
        titles += [entry.title for entry in page.entries]
        if page.older is None:
            return titles
        place = Cursor.parse(str(page.older))


def change(entry: Entry, at: datetime) -> None:
    """Put back the clock of an entry's last change, past the trigger that sets it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE records_entry SET changed_at = %s WHERE id = %s", [at, entry.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_the_last_changed_stand_first() -> None:
    first, second = make_entry("First", on="2020-01-01"), make_entry("Second", on="2025-01-01")
    change(first, datetime(2025, 6, 2, tzinfo=UTC))
    change(second, datetime(2025, 6, 1, tzinfo=UTC))
    assert found("sort=changed") == ["First", "Second"]
    assert found("") == ["Second", "First"]


@pytest.mark.parametrize(
    "query", ["sort=changed", "sort=changed&country=TR", "sort=relevance&q=round"]
)
def test_each_order_visits_every_entry_once(query: str) -> None:
    entries = make_entries(PAGE * 2 + 3, place_country="TR", place_name="Round table")
    for n, entry in enumerate(entries):
        change(entry, datetime(2025, 1, 1 + n % 3, tzinfo=UTC))
    titles = all_of(query)
    assert sorted(titles) == sorted(entry.title for entry in entries)


def test_words_of_a_title_weigh_more_than_those_of_a_summary() -> None:
    make_entry("Ceasefire in sight", on="2020-01-01")
    make_entry("Talks", summary="A ceasefire was spoken of.", on="2025-01-01")
    assert found("q=ceasefire&sort=relevance") == ["Ceasefire in sight", "Talks"]
    assert found("q=ceasefire") == ["Talks", "Ceasefire in sight"]


def test_relevance_ranks_the_newest_matches_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.listing.RANKED", 2)
    for n in range(3):
        make_entry(f"Ceasefire {n}", on=f"2025-01-0{n + 1}")
    page = client.get("/timeline/?q=ceasefire&sort=relevance").content.decode()
    assert "newest matches are ranked" in page
    assert sorted(found("q=ceasefire&sort=relevance")) == ["Ceasefire 1", "Ceasefire 2"]


@pytest.mark.parametrize(
    "query", ["sort=xyz", "sort=relevance", "sort=relevance&q=%21", "sort=date&sort=changed"]
)
def test_an_order_that_cannot_be_is_told(query: str) -> None:
    filter_ = parsed(query)
    assert "sort" in [problem.parameter for problem in filter_.problems]
    assert filter_.sort == Sort.DATE


def test_the_order_is_part_of_the_query_and_no_chip(client: Client) -> None:
    make_entry()
    filter_ = parsed("sort=changed&kind=round")
    assert filter_.query == "kind=round&sort=changed"
    page = client.get("/timeline/?sort=changed&kind=round").content.decode()
    assert re.findall(r'<a class="chip" href="([^"]+)">', page) == ["/timeline/?sort=changed"]
    assert 'href="/timeline/?kind=round&amp;sort=changed" aria-current="true"' in page


@pytest.mark.parametrize(
    "place",
    [
        Cursor(datetime(2025, 1, 1, tzinfo=UTC), 7),
        Cursor(607_927, 7, "0123456789abcdef"),
        Cursor(datetime(2025, 12, 4, tzinfo=UTC).date(), 7),
    ],
)
def test_a_place_reads_as_it_was_written(place: Cursor) -> None:
    assert Cursor.parse(str(place)) == place


@pytest.mark.parametrize(
    "text", ["c999999999999999999_1", "r_1", "c1_1_xyz", "r1_1_0123", "2025-12-04"]
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert Cursor.parse(text) is None


def test_a_place_of_another_list_is_told_and_the_list_starts_at_its_top(client: Client) -> None:
    make_entries(PAGE + 2, place_country="TR")
    older = newest(parsed("country=TR")).older
    for query in ("country=US&country=TR", "country=TR&sort=changed"):
        page = client.get(f"/timeline/?{query}&before={older}").content.decode()
        assert "a place in another list" in page
        assert page.count('class="entry-row') == PAGE
    assert "a place in another list" not in (
        client.get(f"/timeline/?country=TR&before={older}").content.decode()
    )


def test_a_profile_leads_on_in_the_timeline(client: Client) -> None:
    make_entries(PAGE + 2, by=(make_actor(slug="witkoff"),))
    profile = client.get("/actors/witkoff/").content.decode()
    link = re.search(r'href="(/timeline/\?actor=witkoff&amp;before=[^"]+)"', profile)
    assert link
    page = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert page.count('class="entry-row') == 2


def test_entries_by_last_change_say_when(client: Client) -> None:
    change(make_entry("Miami", on="2025-12-04"), datetime(2026, 1, 5, tzinfo=UTC))
    assert "changed 5 Jan 2026" in client.get("/timeline/?sort=changed").content.decode()


def published_on(title: str, at: datetime, state: str = "published") -> None:
    """An entry whose history says that it has been in this state since then."""
    entry = make_entry(title, state="published")
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE records_entryevent DISABLE TRIGGER USER;"
            "UPDATE records_entryevent SET pgh_created_at = %s, state = %s WHERE pgh_obj_id = %s;"
            "ALTER TABLE records_entryevent ENABLE TRIGGER USER",
            [at, state, entry.pk],
        )


def test_only_what_was_published_then_is_shown() -> None:
    published_on("Early", datetime(2025, 12, 4, 23, 59, tzinfo=UTC))
    published_on("Draft then", datetime(2025, 12, 4, tzinfo=UTC), state="draft")
    published_on("Late", datetime(2025, 12, 5, 0, 1, tzinfo=UTC))
    assert found("as_of=2025-12-04") == ["Early"]
    assert sorted(found("as_of=2025-12-05")) == ["Early", "Late"]
    assert found("as_of=2025-12-03") == []


@pytest.mark.parametrize("value", ["tomorrow", "2025-13-01", "9999-12-31"])
def test_a_day_to_come_or_none_is_told_beside_the_filter(client: Client, value: str) -> None:
    make_entry("Miami")
    page = client.get(f"/timeline/?as_of={value}").content.decode()
    assert f'<div id="problems-as_of"><p class="problem">{value}: ' in page
    assert "Miami" in page
    assert client.get(f"/timeline.json?as_of={value}").status_code == 400


def test_a_page_of_another_day_says_what_it_is_not(client: Client) -> None:
    make_entry("Miami")
    today = timezone.localdate()
    assert "Titles, texts and what" in client.get(f"/timeline/?as_of={today}").content.decode()
    tomorrow = today + timedelta(days=1)
    assert "Titles, texts and what" not in (
        client.get(f"/timeline/?as_of={tomorrow}").content.decode()
    )
