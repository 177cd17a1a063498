"""The Celery application: broker and options from the settings, tasks from the rooms."""

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import worker_process_init
from kombu.transport import TRANSPORT_ALIASES

from config import keeper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TRANSPORT_ALIASES["embedded"] = "config.embedded_redis:Transport"  # "embedded+socket://…"
app = Celery("parley")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def die_with_the_worker(**_: Any) -> None:
    """If the worker is killed, its children end too: nobody would hear of their work."""
    keeper.prctl(keeper.PR_SET_PDEATHSIG, signal.SIGKILL)
