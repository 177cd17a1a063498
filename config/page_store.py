"""Where pages are kept: Redis, as bytes, without pickling; the embedded one starts when needed."""

from typing import Any

from django.conf import settings
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError as RedisConnectionError

from config import embedded


class Bytes:
    """Neither packs nor unpacks: who could write to Redis must not run code here."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, value: bytes) -> bytes:
        return value


class EmbeddedClient(RedisCacheClient):
    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        try:
            embedded.ensure("redis", settings.DATA_DIR, durable=settings.EMBEDDED_DURABLE)
        except embedded.EmbeddedServerError as error:
            raise RedisConnectionError(str(error)) from error
        return super().get_client(key, write=write)


class EmbeddedCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = EmbeddedClient
