"""What machines ask: `/healthz`, whether this process lives, and `/readyz`, whether it can serve.

A middleware, first of all, because probes call by address: they know neither a language nor an
allowed host name, and must not be sent on to https.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from kombu.exceptions import OperationalError

from config.celery import app
from config.embedded import EmbeddedServerError

logger = logging.getLogger(__name__)
PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match request.path_info:
            case "/healthz":
                answer = JsonResponse({"status": "alive"})
            case "/readyz":
                answer = ready()
            case _:
                return self.get_response(request)
        answer["Cache-Control"] = "no-store"
        return answer


def ready() -> JsonResponse:
    """Answer 200, or 503 with what is wrong; the details, with addresses, go to the log only."""
    checks = {"database": database(), "broker": broker()}
    status = 200 if set(checks.values()) == {"ok"} else 503
    return JsonResponse(checks, status=status)


def database() -> str:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, EmbeddedServerError) as error:
        logger.warning("readyz: %s", error)
        return "does not answer"
    if plan:
        return f"{len(plan)} migrations are not applied: run `manage.py migrate`"
    return "ok"


def broker() -> str:
    try:
        with app.connection_for_write(transport_options=PATIENCE) as link:
            link.ensure_connection(max_retries=1, interval_start=0)
    except (OperationalError, EmbeddedServerError) as error:
        logger.warning("readyz: %s", error)
        return "does not answer"
    return "ok"
