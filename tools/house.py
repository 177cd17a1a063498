"""Parley as in production, with seed and demonstration, in a place of its own for a while."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from config.keeper import end_with

BASE_DIR = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
READY = "Ctrl-C stops it"
START_TIMEOUT, STOP_TIMEOUT = 300.0, 60.0
# What would lead to servers that are not ours
FOREIGN = ("DATABASE_URL", "REDIS_URL", "HTTPS", "STATIC_ROOT", "ALLOWED_HOSTS", "DEBUG", "BIND")


@contextmanager
def parley() -> Iterator[str]:
    """Yield the address of a Parley that ends with this process, however this process ends."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that the directory goes too
    with tempfile.TemporaryDirectory(prefix="parley-") as data:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        surroundings = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        surroundings |= {"PARLEY_DATA_DIR": data, "PORT": str(port), "EMBEDDED_DURABLE": "0"}
        log = Path(data) / "log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=BASE_DIR,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                preexec_fn=functools.partial(end_with, os.getpid(), signal.SIGTERM),  # noqa: PLW1509
            )
        try:
            wait_until_ready(process, log)
            subprocess.run(
                [sys.executable, "manage.py", "demonstrate"],
                cwd=BASE_DIR,
                env=surroundings,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(STOP_TIMEOUT)


def wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while READY not in log.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"Parley did not start:\n{log.read_text()}")
        time.sleep(0.1)


def chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("No Chromium found. On Debian and Ubuntu: apt install chromium")
    return found


def launch() -> dict[str, object]:
    """How Playwright starts the system's Chromium; as root it runs only without its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium(), "args": arguments}


def reader(url: str) -> "functools.partial[str]":
    return functools.partial(read, url)


def read(url: str, path: str) -> str:
    """The HTML at a path, also that of an error."""
    try:
        with urlopen(url + path) as answer:  # noqa: S310 — our own server
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()
