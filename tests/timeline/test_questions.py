"""Questions of a newcomer, answered from the home page in at most three steps, with the facts
of the seed. A step is a click, or a search.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from imports.seeding import seed
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_STEPS = 3


@pytest.fixture(scope="module")
def home(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with served(django_db_blocker, seed) as url:
        yield url


class Newcomer:
    """Somebody who reads what the page says and clicks on it."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.steps = page, 0
        page.goto(home)

    def follow(self, words: str) -> None:
        """Click the first link of the page that says this."""
        self.steps += 1
        self.page.get_by_role("link", name=words).first.click()

    def search(self, words: str) -> None:
        self.steps += 1
        self.page.get_by_role("search").get_by_role("combobox").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**q=**")

    def reads(self, *words: str) -> None:
        """All of this stands on the page that was reached, and it took few steps."""
        assert self.steps <= MOST_STEPS
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture
def newcomer(page: Page, home: str) -> Newcomer:
    return Newcomer(page, home)


def test_when_did_us_and_ukrainian_envoys_last_meet_and_who_was_there(newcomer: Newcomer) -> None:
    newcomer.follow("Ukraine and the United States hold talks in Miami")
    people = ("Rustem Umerov", "Andrii Hnatov", "Steve Witkoff", "Jared Kushner")
    newcomer.reads("4–6 December 2025", *people)


def test_until_when_may_lukoil_stations_operate_and_on_what_authority(newcomer: Newcomer) -> None:
    newcomer.follow("Sanctions relief")
    newcomer.follow("General License 128B")
    newcomer.reads("stations outside Russia", "12:01 a.m. US Eastern time on 29 April 2026", "OFAC")


def test_what_did_germany_pledge_on_what_condition_and_was_it_paid(newcomer: Newcomer) -> None:
    newcomer.follow("Aid")
    newcomer.follow("Germany: a further EUR 100 million")
    newcomer.reads(
        "100 million",
        "Germany stays watchful about how the money is used",
        "Nothing is on record here of its being committed or paid",
    )


def test_who_says_that_a_dialogue_is_hard_and_is_that_person_named(newcomer: Newcomer) -> None:
    newcomer.search("dialogue hard")
    newcomer.follow("Ukrainian official: dialogue is hard to establish")
    newcomer.reads("A Ukrainian official, who asked not to be named", "while hostilities go on")


def test_what_did_turkey_ask_for_and_after_what(newcomer: Newcomer) -> None:
    newcomer.follow("Countries")
    newcomer.follow("Türkiye")
    newcomer.follow("Turkey calls for energy infrastructure to be kept out of the conflict")
    newcomer.reads(
        "energy infrastructure should be kept out of the conflict",
        "after reciprocal attacks on oil installations",
        "The article says that the appeal came after these attacks",
    )
