"""Celery's Redis transport over the embedded server, which starts with the first channel."""

from typing import Any

from django.conf import settings
from kombu.transport import redis

from config import embedded


class Channel(redis.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Called for each new channel, hence also after the server was lost."""
        embedded.ensure("redis", settings.DATA_DIR, durable=settings.EMBEDDED_DURABLE)
        return super()._connparams(asynchronous=asynchronous)


class Transport(redis.Transport):
    Channel = Channel
