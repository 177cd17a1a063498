"""`make run`, as a user has it: real servers, real signals, in a data directory of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.config.test_compose import free_port, get
from tests.config.users import BASE_DIR, all_ended


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


@contextmanager
def parley(data: Path, port: int) -> Iterator[tuple[psutil.Popen, str]]:
    """Yield the running command and what it said until it was ready."""
    log = data / f"log-{port}"
    variables = {**os.environ, "PARLEY_DATA_DIR": str(data), "PORT": str(port)}
    with log.open("wb") as out:
        process = psutil.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=BASE_DIR,
            env={**variables, "PYTHONWARNINGS": "ignore"},
            stdout=out,
            stderr=out,
        )
    deadline = time.monotonic() + 90
    while "Ctrl-C stops it" not in log.read_text() and process.poll() is None:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    family = process.children(recursive=True)
    try:
        yield process, log.read_text()
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)
        assert psutil.wait_procs(family, timeout=30)[1] == []
        assert all_ended(data)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_says_where_it_is_and_ends_with_all_its_processes(
    data: Path, number: signal.Signals
) -> None:
    port = free_port()
    with parley(data, port) as (process, said):
        assert f"Parley is at http://127.0.0.1:{port}/" in said
        assert [get(port, path) for path in ("/healthz", "/readyz")] == [200, 200]
        assert len(process.children()) == 3
        process.send_signal(number)
        assert process.wait(30) == 0


def test_the_admin_s_password_is_shown_only_the_first_time(tmp_path: Path) -> None:
    with parley(tmp_path, free_port()) as (_, said):
        assert (
            len(re.findall(r"name: admin, password \(shown only now\): \S{16}$", said, re.M)) == 1
        )
    with parley(tmp_path, free_port()) as (_, said):
        assert "password" not in said


@pytest.mark.parametrize("part", ["granian", "worker", "beat"])
def test_all_end_when_one_of_them_dies(data: Path, part: str) -> None:
    port = free_port()
    with parley(data, port) as (process, _):
        [victim] = [child for child in process.children() if part in child.cmdline()]
        victim.kill()
        assert process.wait(30) == 1
    name = "web server" if part == "granian" else part
    assert f"The {name} ended by itself with signal SIGKILL" in (data / f"log-{port}").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the children")
def test_nothing_is_left_when_it_is_killed_itself(data: Path) -> None:
    with parley(data, free_port()) as (process, _):
        process.kill()


@pytest.mark.parametrize(
    ("port", "words"),
    [("taken", "Address already in use. Another port: PORT=8123 make run"), ("x", "PORT must be")],
)
def test_a_port_that_will_not_do_is_refused_before_anything_starts(
    tmp_path: Path, port: str, words: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = str(listener.getsockname()[1]) if port == "taken" else port
        said = subprocess.run(
            [sys.executable, "-m", "config.run"],
            cwd=BASE_DIR,
            env={**os.environ, "PARLEY_DATA_DIR": str(tmp_path), "PORT": number},
            capture_output=True,
            text=True,
            check=False,
        )
    assert said.returncode == 1
    assert words in said.stderr
    assert not (tmp_path / "embedded").exists()
