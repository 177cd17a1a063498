"""Processes that use the embedded servers of a data directory, as web servers and shells do."""

import os
import pwd
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from config import embedded, keeper

BASE_DIR = Path(embedded.__file__).resolve().parent.parent
PROGRAM = """
import sys
from pathlib import Path
from config import embedded
for name in sys.argv[2].split(","):
    embedded.ensure(name, Path(sys.argv[1]), durable=False)
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def user(data: Path, servers: str = "redis", account: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run a process that uses `servers` until its input is closed, as `account` if one is named."""
    process = begin(data, servers, account)
    try:
        wait_ready(process)
        yield process
    finally:
        process.communicate()


def begin(data: Path, servers: str = "redis", account: str = "") -> subprocess.Popen[str]:
    def lower() -> None:
        entry = pwd.getpwnam(account)
        closed = not all(map(keeper.is_open_to_all, (Path(sys.executable).resolve(), BASE_DIR)))
        keeper.become(entry.pw_uid, entry.pw_gid, passing=closed)

    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(data), servers],
        cwd=BASE_DIR,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lower if account else None,  # noqa: PLW1509 — no thread holds a lock here
    )


def wait_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        raise AssertionError(process.communicate()[1])


def keepers(data: Path, server: str = "") -> list[psutil.Process]:
    """Return the keepers of a data directory (a keeper's watcher left out)."""
    home = str(data.resolve() / "embedded" / server)
    found = [p for p in processes() if str(embedded.KEEPER) in p[1] and home in " ".join(p[1])]
    return [process for process, _ in found if process.ppid() not in {p.pid for p, _ in found}]


def servers(data: Path) -> list[psutil.Process]:
    """Return the servers of a data directory, keepers left out."""
    marks = [str(data.resolve() / "embedded")]
    marks += [str(embedded.sockets_of(name, data)) for name in ("postgresql", "redis")]
    return [
        process
        for process, command in processes()
        if any(mark in " ".join(command) for mark in marks) and str(data) not in command
        if str(embedded.KEEPER) not in command
    ]


def processes() -> list[tuple[psutil.Process, list[str]]]:
    found = psutil.process_iter(["cmdline"])
    return [(process, process.info["cmdline"]) for process in found if process.info["cmdline"]]


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def all_ended(data: Path) -> bool:
    return eventually(lambda: not servers(data) and not keepers(data))
