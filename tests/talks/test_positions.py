from datetime import date

import pytest
from django.test import Client

from talks.models import Issue, Position
from talks.positions import matrix
from tests.talks.factories import actor, entry, process

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    return Issue.objects.create(process=process(), name="Ceasefire", slug="ceasefire")


def take(issue: Issue, party, on: str, words: str, state: str = "published") -> Position:
    said = entry("statement", on=on, state=state)
    return Position.objects.create(
        issue=issue, party=party, entry=said, stance="demands", words=words
    )


def words(issue: Issue, until: date | None = None) -> list[list[str]]:
    rows = matrix([issue.process_id], until).rows
    return [[c.position.words if c.position else "" for _p, c in row.cells] for row in rows]


def test_each_party_stands_where_it_last_took_a_stand(issue: Issue) -> None:
    ua, ru = actor("Ukraine", "state"), actor("Russia", "state")
    take(issue, ua, "2025-12-01", "first")
    take(issue, ua, "2025-12-03", "second")
    take(issue, ru, "2025-12-02", "other")
    assert words(issue) == [["other", "second"]]
    assert words(issue, date(2025, 12, 2)) == [["other", "first"]]


def test_a_stand_taken_in_a_draft_is_not_shown(issue: Issue) -> None:
    ua = actor("Ukraine", "state")
    take(issue, ua, "2025-12-01", "public")
    take(issue, ua, "2025-12-02", "secret", state="draft")
    assert words(issue) == [["public"]]


def test_issues_of_other_processes_stay_out(issue: Issue) -> None:
    take(issue, actor("Ukraine", "state"), "2025-12-01", "ours")
    assert matrix([process().pk]).rows == []
    assert matrix([]).rows == []


def test_the_matrix_takes_one_query(issue: Issue, django_assert_num_queries) -> None:
    for n in range(30):
        take(issue, actor(f"Party {n}", "state"), "2025-12-01", "words")
    with django_assert_num_queries(1):
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
