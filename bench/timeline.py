"""What the timeline costs with many entries, as a ratio to a page that says nothing.

`make bench` runs this: it fills a scratch database with generated entries, asks for the page
uncached through Django's own client (without the test runner's copies of each template's context,
which no server makes), and prints the median of each question. The constant page has
the same base template and passes the same middleware in the same run, so that the ratio says what
the timeline itself costs, whatever the machine.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from bench.generated import generate  # noqa: E402
from config.urls import urlpatterns as parley  # noqa: E402
from records.models import Entry  # noqa: E402

CONSTANT = '{% extends "base.html" %}{% block content %}<h1>Constant</h1>{% endblock %}'
QUESTIONS = {
    "no filter": "",
    "frequent country": "country=US",
    "middling country": "country=GR",
    "rare country": "country=TV",
    "actor": "actor=actor-1",
    "rare actor": "actor=actor-1990",
    "frequent word": "q=talks",
    "middling word": "q=corridor",
    "rare word": "q=zanzibar",
    "frequent phrase": 'q="meet again"',
    "words that never meet": 'q="met again"',
    "country and word": "country=US&q=ceasefire",
    "rare country and frequent word": "country=TV&q=talks",
    "kind, country, dates": "kind=relief&country=US&from=2019&to=2021",
    "old dates": "to=2016",
}
ROUNDS = 15
LIST = {"HX-Request": "true", "HX-Target": "results"}
AIMS = "list under 8, complete under 25, kept under 3"


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_constant_template().render({}, request))


@cache
def _constant_template() -> Any:
    return engines["django"].from_string(CONSTANT)


urlpatterns = [path("constant/", constant), *parley]


def median_ms(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _n in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=100_000)
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "bench.timeline"
    settings.LOGGING_CONFIG = None
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    before = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        started = time.perf_counter()
        generate(options.entries)
        print(f"{options.entries:,} entries generated in {time.perf_counter() - started:.0f} s")
        measure()
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def measure() -> None:
    """Print a line for each question: the list alone, the complete page first and later, and kept.

    No page is kept for the first three. "Complete" comes after a write each time, so that what is
    held in memory is brought up to date first; "later" finds it so.
    """
    client = Client()
    base = median_ms(lambda: client.get("/constant/"))
    print(f"{'a constant page':32}{base:8.1f} ms, the others as multiples of it ({AIMS})")
    print(f"{'':32}{'list':>8}{'complete':>10}{'later':>8}{'kept':>8}  queries of list, page; rows")
    for name, query in QUESTIONS.items():
        print(f"{name:32}{_line(client, f'/timeline/?{query}', base)}")


def _line(client: Client, address: str, base: float) -> str:
    def listed() -> Any:
        return client.get(address, headers=LIST)

    def page() -> Any:
        return client.get(address)

    figures = [
        without_pages(listed),
        without_pages(page, forget=True),
        without_pages(page),
        median_ms(page),
    ]
    widths = (8, 10, 8, 8)
    times = "".join(f"{ms / base:>{w}.1f}" for ms, w in zip(figures, widths, strict=True))
    rows = page().content.count(b'class="entry-row')
    return f"{times}  {queries_of(listed):4}{queries_of(page):4} {rows:4}"


def without_pages(ask: Callable[[], object], forget: bool = False) -> float:
    """The median with no page kept; `forget`: asked after a write, whose time counts, too."""

    def asked() -> object:
        if forget:
            caches["pages"].clear()
            Entry.objects.filter(pk=1).update(part_of_day="")
        return ask()

    settings.KEEPS_PAGES = False
    try:
        return median_ms(asked)
    finally:
        settings.KEEPS_PAGES = True


def queries_of(ask: Callable[[], object]) -> int:
    settings.KEEPS_PAGES = False
    try:
        with CaptureQueriesContext(connection) as queries:
            ask()
    finally:
        settings.KEEPS_PAGES = True
    return len(queries)


if __name__ == "__main__":
    main()
