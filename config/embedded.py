"""The embedded PostgreSQL and Redis: started when first needed, stopped when the last user leaves.

Each server has a home, `<data>/embedded/<name>/`, and a keeper (`keeper.py`), a small process that
runs it. Whoever uses the server holds `users.lock` in that home, shared; the keeper waits for the
same lock, exclusive, and gets it when the last user has gone, however it went: the kernel frees the
lock of a process that was killed. `start.lock` makes starts wait for each other; `keeper.lock` is
held by a living keeper, so no PID has to be trusted to know whether there is one.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

KEEPER = Path(__file__).with_name("keeper.py")

ServerName = Literal["postgresql", "redis"]
_held: dict[Path, int] = {}  # home → descriptor that holds our share of its users.lock
_threads = threading.Lock()


class EmbeddedServerError(Exception):
    """An embedded server could not be started; the message says why and what to do."""


def home_of(server: ServerName, data_dir: Path) -> Path:
    return data_dir.resolve() / "embedded" / server


def sockets_of(server: ServerName, data_dir: Path) -> Path:
    """Return the private directory of the server's Unix socket.

    It is short whatever the length of `data_dir`, because the path of a socket is limited to about
    100 bytes, and it is the same for every process of this user, whatever its TMPDIR says.
    """
    shared = Path("/tmp")  # noqa: S108 — the keeper makes a directory of mode 700 there
    if not os.access(shared, os.W_OK | os.X_OK):
        shared = Path(tempfile.gettempdir())
    name = hashlib.sha256(os.fsencode(home_of(server, data_dir))).hexdigest()[:16]
    return shared / f"parley-{os.geteuid()}-{name}"


def redis_socket(data_dir: Path) -> Path:
    return sockets_of("redis", data_dir) / "redis.sock"


def ensure(server: ServerName, data_dir: Path, *, durable: bool = True) -> Path:
    """Have the server running for as long as this process lives; return its sockets' directory.

    Cheap when the server runs already (one lock is looked at), so call it before every connection.
    Forked children share our hold on the server. `durable=False` is for data that may be lost.
    """
    home = home_of(server, data_dir)
    sockets = sockets_of(server, data_dir)
    with _threads:
        if home not in _held or not has_keeper(home):
            make_home(home)
            with locked(home / "start.lock"):
                if home not in _held:
                    _held[home] = take(home / "users.lock", fcntl.LOCK_SH)
                if not has_keeper(home):
                    start_keeper(server, home, sockets, durable=durable)
    return sockets


def make_home(home: Path) -> None:
    """Create the server's directory; refuse one that belongs to another user."""
    for directory in (home.parent, home):
        directory.mkdir(mode=0o711, parents=True, exist_ok=True)
    owner = home.stat().st_uid
    if owner != os.geteuid():
        raise EmbeddedServerError(
            f"{home} belongs to user {owner}, but this process runs as user {os.geteuid()}. "
            "Run Parley as the user who started it first, or set PARLEY_DATA_DIR to another place."
        )


def start_keeper(server: str, home: Path, sockets: Path, *, durable: bool) -> None:
    """Start the server's keeper, which detaches itself, and wait until the server answers."""
    command = [sys.executable, "-P", str(KEEPER), server, str(home), str(sockets)]
    command += [] if durable else ["--not-durable"]
    with (home / "keeper.log").open("w") as log:
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, text=True, check=False)
    if said.stdout != "ready\n":
        reason = said.stdout or f"Its keeper ended early; {home / 'keeper.log'} says why."
        raise EmbeddedServerError(f"The embedded {server} did not start. {reason}")


def has_keeper(home: Path) -> bool:
    """Whether a keeper lives, that is, whether its lock cannot be had."""
    try:
        os.close(take(home / "keeper.lock", fcntl.LOCK_SH | fcntl.LOCK_NB))
    except BlockingIOError:
        return True
    return False


def take(path: Path, how: int) -> int:
    """Lock the file at `path`; the lock lasts until the returned descriptor is closed."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def locked(path: Path) -> Iterator[None]:
    descriptor = take(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def _forget_threads() -> None:
    """In a forked child no other thread exists that could give the lock back."""
    global _threads  # noqa: PLW0603
    _threads = threading.Lock()


os.register_at_fork(after_in_child=_forget_threads)
