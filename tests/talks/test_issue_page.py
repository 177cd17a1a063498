"""The page of an issue: each party's stands over time with their sources, and provisions."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from talks.models import Issue, Position
from tests.talks.factories import actor, cite, entry, process

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    return Issue.objects.create(process=process(), name="Ceasefire", slug="ceasefire")


def take(issue: Issue, party, on: str, words: str, stance: str = "demands", **columns):
    said = entry("statement", on=on, **columns)
    Position.objects.create(issue=issue, party=party, entry=said, stance=stance, words=words)
    return said


def page(client: Client, issue: Issue) -> str:
    response = client.get(issue.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_each_partys_stands_are_told_latest_first_with_sources(
    client: Client, issue: Issue
) -> None:
    ukraine = actor("Ukraine", "state")
    cite(take(issue, ukraine, "2025-12-01", "first"), publisher="Reuters")
    take(issue, ukraine, "2025-12-05", "second", "accepts")
    take(issue, actor("Russia", "state"), "2025-12-02", "secret", state="draft")
    text = page(client, issue)
    assert re.findall(r"<bdi>(first|second|secret)", text) == ["second", "first"]
    assert "<bdi>Reuters</bdi>" in text
    assert text.count(">changed<") == 1
    assert "Russia" not in text


def test_earlier_stands_are_folded(client: Client, issue: Issue) -> None:
    ukraine = actor("Ukraine", "state")
    for n in range(9):
        take(issue, ukraine, f"2025-12-0{n + 1}", f"words {n}")
    assert "3 earlier stands" in page(client, issue)


def test_provisions_of_published_documents_are_named(client: Client, issue: Issue) -> None:
    for state, number in (("published", "7"), ("draft", "8")):
        entry("document", state=state, title=f"{state} text").provisions.create(
            number=number, heading="Truce", issue=issue
        )
    text = page(client, issue)
    assert "published text" in text
    assert "draft text" not in text
    assert "No party’s stand" in text


def test_an_issue_of_which_nothing_is_published_is_not_found(client: Client, issue: Issue) -> None:
    take(issue, actor("Ukraine", "state"), "2025-12-01", "secret", state="draft")
    assert client.get(issue.get_absolute_url()).status_code == 404


def test_queries_do_not_grow_with_stands(client: Client, django_assert_num_queries) -> None:
    for number in (1, 3, 30):
        talks = process()
        issue = Issue.objects.create(process=talks, name="Borders", slug="borders")
        for n in range(number):
            on = (date(2025, 1, 1) + timedelta(days=n)).isoformat()
            cite(take(issue, actor(f"Party {n}", "state"), on, "words"))
            document = entry("document")
            document.provisions.create(number=str(n), issue=issue)
        with django_assert_num_queries(4):
            page(client, issue)
