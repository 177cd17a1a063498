"""Celery's Redis transport over the embedded server, which starts with the first channel."""

from typing import Any

from django.conf import settings
from kombu.transport import redis

from config import embedded


class Channel(redis.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Start the server: kombu asks for each new channel, hence also after one was lost."""
        embedded.ensure("redis", settings.DATA_DIR, durable=settings.EMBEDDED_DURABLE)
        parameters: dict[str, Any] = super()._connparams(asynchronous=asynchronous)  # type: ignore[misc]
        return parameters


class Transport(redis.Transport):
    Channel = Channel
