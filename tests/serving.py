"""A Parley whose records stay for several tests, which only read; then its rooms are empty again.

Tests that use it are marked `django_db`, so that there is a test database at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

from django.apps import apps
from django.db import connection, connections
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

ROOMS = ("records", "talks", "sanctions", "aid", "pghistory")


@contextmanager
def served(blocker: DjangoDbBlocker, *fill: Callable[[], object]) -> Iterator[str]:
    """Yield the address of a server over the records that `fill` makes."""
    with blocker.unblock():
        for make in fill:
            make()
        server = LiveServer("localhost:0")
        try:
            yield server.url
        finally:
            server.stop()
            empty_rooms()
            connections.close_all()


def empty_rooms() -> None:
    """Leave what the migrations made: groups and permissions are no records."""
    rooms = (model._meta for model in apps.get_models() if model._meta.app_label in ROOMS)
    names = {meta.db_table for meta in rooms} & {*connection.introspection.table_names()}
    tables = ", ".join(map(connection.ops.quote_name, names))
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def read(address: str) -> str:
    """The HTML there, also that of an error."""
    try:
        with urlopen(address) as answer:  # noqa: S310 — our own server
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()
