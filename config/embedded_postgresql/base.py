"""Django's PostgreSQL backend over the embedded server, which starts with the first connection."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client

from config import embedded, keeper


def start() -> None:
    embedded.ensure("postgresql", settings.DATA_DIR, durable=settings.EMBEDDED_DURABLE)


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the psql that came with the server."""

    executable_name = str(keeper.postgresql_programs() / "psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        start()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        sockets = embedded.sockets_of("postgresql", settings.DATA_DIR)
        super().__init__({**settings_dict, "HOST": str(sockets), "USER": "parley"}, alias)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        start()
        return super().get_new_connection(conn_params)
