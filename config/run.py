"""`make run`: prepare the database, then web server, worker and beat in one foreground command.

The children stop when this process stops, however it ends: it stops them on Ctrl-C, SIGTERM and
SIGHUP and when one of them dies; if it is killed itself, Linux tells them (PR_SET_PDEATHSIG).
"""

import contextlib
import functools
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections

from config import keeper
from config.celery import app
from config.embedded import EmbeddedServerError

BASE_DIR = Path(__file__).resolve().parent.parent
START_TIMEOUT = 60.0  # seconds until the web server must answer
STOP_STEPS = [(signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0)]  # then SIGKILL
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):  # noqa: N818 — mostly asked for, no error
    """Ends the command: asked for (status 0) or with a reason (status 1)."""


def commands(bind: str, port: int) -> dict[str, list[str]]:
    python, level = [sys.executable, "-m"], os.environ.get("LOG_LEVEL", "WARNING")
    celery = [*python, "celery", "--app=config", "--quiet"]
    worker = [*celery, "worker", f"--loglevel={level}", "--without-gossip", "--without-mingle"]
    granian = [*python, "granian", "--interface=wsgi", f"--host={bind}", f"--port={port}"]
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)
    granian += [f"--blocking-threads={threads}", "--workers-kill-timeout=5", "--no-ws"]
    return {
        "web server": [*granian, f"--log-level={level.lower()}", "config.wsgi:application"],
        "worker": [*worker, "--queues=imports", "--concurrency=2"],
        "worker of the feeds": [
            *[*worker, "--queues=feeds,celery", "--hostname=feeds@%h"],
            *["--pool=threads", "--concurrency=4"],  # they mostly wait for other sites
        ],
        "beat": [*celery, "beat", f"--loglevel={level}", "--pidfile="],
    }


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def check_port(bind: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            raise Stopped(
                f"Cannot serve at {bind}, port {port}: {error.strerror}. "
                "Another port: PORT=8123 make run"
            ) from error


def prepare() -> None:
    """Bring database and static files up to date, and see that the broker answers."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=3)
    if not apps.get_model("records", "Entry").objects.exists():
        say("Sowing the first facts…")
        call_command("seed")
    connections.close_all()


def make_admin() -> str:
    """Make the first superuser; return the password, or nothing where there is one already."""
    users = get_user_model().objects
    password = "" if users.filter(is_superuser=True).exists() else secrets.token_urlsafe(12)
    if password:
        users.create_superuser("admin", password=password)
    connections.close_all()
    return password


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl-C reaches only us."""
    end_with_us = functools.partial(keeper.end_with, os.getpid(), signal.SIGTERM)
    return subprocess.Popen(
        command,
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=end_with_us,  # noqa: PLW1509 — one thread
    )


def check_children(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if (status := child.poll()) is not None:
            how = f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"
            raise Stopped(f"The {name} ended by itself with {how}; stopping the others.")


def answers(bind: str, port: int) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to end, then insist: a worker that is busy gives its task back at the second step."""
    for number, patience in STOP_STEPS:
        left = [child for child in children.values() if child.poll() is None]
        for child in left:
            child.send_signal(number)
        deadline = time.monotonic() + patience
        while any(child.poll() is None for child in left) and time.monotonic() < deadline:
            time.sleep(0.05)
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):  # what a child that was killed left behind
            os.killpg(child.pid, signal.SIGKILL)


def serve(bind: str, port: int) -> None:
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands(bind, port).items():
            children[name] = start(command)
        deadline = time.monotonic() + START_TIMEOUT
        while not answers(bind, port):
            check_children(children)
            if time.monotonic() > deadline:
                raise Stopped(f"The web server did not answer in {START_TIMEOUT:.0f} seconds.")
            time.sleep(0.1)
        say(f"\nParley is at http://{f'[{bind}]' if ':' in bind else bind}:{port}/")
        if password := make_admin():
            say(f"Editors' desk: /admin/, name: admin, password (shown only now): {password}")
        say("Ctrl-C stops it.\n")
        while True:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
            check_children(children)
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        stop(children)


def on_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def main() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, on_signal)
    bind, port = os.environ.get("BIND") or "127.0.0.1", os.environ.get("PORT") or "8000"
    try:
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise Stopped(f"PORT must be a number from 1 to 65535, not {port!r}.")
        check_port(bind, int(port))
        prepare()
        serve(bind, int(port))
    except (Stopped, EmbeddedServerError) as reason:
        if str(reason):
            sys.exit(str(reason))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
