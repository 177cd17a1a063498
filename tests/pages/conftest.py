"""One Parley with seed and demonstration for all tests of this folder, and one browser."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from imports.demonstration.acting import demonstrate
from imports.seeding import seed
from tests.conftest import BROWSER
from tests.serving import read, served
from tools.pages import PAGES


class Site:
    """Where Parley answers, and the address of each page."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.paths = {page.name: page.address(self.read) for page in PAGES}

    def read(self, path: str) -> str:
        return read(self.url + path)

    def path(self, name: str, language: str = "en") -> str:
        return self.paths[name] if language == "en" else f"/{language}{self.paths[name]}"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for the folder: a hundred visits need no hundred browsers."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=arguments)
        yield opened
        opened.close()
        connections.close_all()  # those of Playwright's loop


@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    with served(django_db_blocker, seed, lambda: demonstrate(today=timezone.localdate())) as url:
        yield Site(url)
