from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from talks.models import Issue, Position
from talks.positions import matrix
from tests.talks.factories import actor, entry, process

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    return Issue.objects.create(process=process(), name="Ceasefire", slug="ceasefire")


def take(
    issue: Issue, party, on: str, words: str, *, state: str = "published", stance: str = "demands"
) -> Position:
    said = entry("statement", on=on, state=state)
    return Position.objects.create(issue=issue, party=party, entry=said, stance=stance, words=words)


def words(issue: Issue, until: date | None = None) -> list[list[str]]:
    rows = matrix([issue.process_id], until).rows
    return [[c.position.words if c.position else "" for _p, c in row.cells] for row in rows]


def test_each_party_stands_where_it_last_took_a_stand(issue: Issue) -> None:
    ua, ru = actor("Ukraine", "state"), actor("Russia", "state")
    take(issue, ua, "2025-12-01", "first")
    take(issue, ua, "2025-12-03", "second")
    take(issue, ru, "2025-12-02", "other")
    assert words(issue) == [["second", "other"]]
    assert words(issue, date(2025, 12, 2)) == [["other", "first"]]


@pytest.mark.parametrize(
    ("on", "from_day"),
    [
        ("2025-12-04", date(2025, 12, 4)),
        ("2025-12-04/2025-12-06", date(2025, 12, 6)),
        ("2025-04", date(2025, 4, 30)),
        ("2024", date(2024, 12, 31)),
        ("2025-12-04/..", date(2025, 12, 4)),
        ("2025-12-04/", date(2025, 12, 4)),
    ],
)
def test_a_stand_counts_once_it_had_surely_been_taken(issue: Issue, on, from_day) -> None:
    take(issue, actor("Ukraine", "state"), on, "first")
    assert words(issue, from_day - timedelta(days=1)) == []
    assert words(issue, from_day) == [["first"]]


def test_a_stand_of_this_month_counts_from_today(issue: Issue) -> None:
    today = timezone.localdate()
    take(issue, actor("Ukraine", "state"), str(today.year), "this year")
    assert words(issue, today) == [["this year"]]
    assert words(issue, today - timedelta(days=1)) == []


def test_of_one_day_the_stand_entered_last_counts(issue: Issue) -> None:
    ua = actor("Ukraine", "state")
    take(issue, ua, "2025-12-04", "earlier")
    take(issue, ua, "2025-12-03/2025-12-04", "later")
    assert words(issue) == [["later"]]


def test_what_became_of_a_stand_is_told(issue: Issue) -> None:
    for name, before, after in (("A", "demands", "offers"), ("B", "demands", "demands")):
        party = actor(name, "state")
        take(issue, party, "2025-12-01", "before", stance=before)
        take(issue, party, "2025-12-05", "after", stance=after)
    take(issue, actor("C", "state"), "2025-12-05", "after")
    take(issue, actor("D", "state"), "2025-12-01", "before")
    [row] = matrix([issue.process_id], since=date(2025, 12, 3)).rows
    changes = {str(party): cell.change for party, cell in row.cells}
    assert changes == {"A": "changed", "B": "restated", "C": "new", "D": ""}


def test_parties_with_the_most_stands_come_first(issue: Issue) -> None:
    often, seldom = actor("Zeta", "state"), actor("Alpha", "state")
    for day in ("2025-12-01", "2025-12-02"):
        take(issue, often, day, "again")
    take(issue, seldom, "2025-12-01", "once")
    assert list(map(str, matrix([issue.process_id]).parties)) == ["Zeta", "Alpha"]


def test_a_stand_taken_in_a_draft_is_not_shown(issue: Issue) -> None:
    ua = actor("Ukraine", "state")
    take(issue, ua, "2025-12-01", "public")
    take(issue, ua, "2025-12-02", "secret", state="draft")
    assert words(issue) == [["public"]]


def test_issues_of_other_processes_stay_out(issue: Issue) -> None:
    take(issue, actor("Ukraine", "state"), "2025-12-01", "ours")
    assert matrix([process().pk]).rows == []
    assert matrix([]).rows == []


def test_who_negotiates_has_a_column_without_any_stand(issue: Issue) -> None:
    ua, ru, host = actor("Ukraine", "state"), actor("Russia", "state"), actor("Qatar", "state")
    take(issue, ua, "2025-12-01", "first")
    made, draft = entry("round", on="2025-12-02"), entry("round", on="2025-12-03", state="draft")
    for one in (made, draft):
        one.process_entries.create(process=issue.process)
    made.involvements.create(actor=actor("Envoy", "person"), role="negotiator", party=ru)
    made.involvements.create(actor=ua, role="party")
    made.involvements.create(actor=host, role="host")
    draft.involvements.create(actor=actor("Guest", "state"), role="party")
    found = matrix([issue.process_id])
    assert list(map(str, found.parties)) == ["Ukraine", "Russia"]
    assert [cell.position is None for _party, cell in found.rows[0].cells] == [False, True]


def test_the_matrix_takes_two_queries(issue: Issue, django_assert_num_queries) -> None:
    for n in range(30):
        take(issue, actor(f"Party {n}", "state"), "2025-12-01", "words")
    with django_assert_num_queries(2):
        assert len(matrix([issue.process_id]).parties) == 30


def test_a_round_shows_positions_up_to_its_last_day(client: Client, issue: Issue) -> None:
    made = entry("round", on="2025-12-04/2025-12-06")
    made.process_entries.create(process=issue.process)
    take(issue, actor("Ukraine", "state"), "2025-12-06", "on the last day")
    take(issue, actor("Russia", "state"), "2025-12-07", "the day after")
    page = client.get(made.get_absolute_url()).content.decode()
    assert "on the last day" in page
    assert "the day after" not in page
    assert "on record up to 6 December 2025" in page
