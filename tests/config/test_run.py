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


def test_the_first_start_says_where_it_is_and_shows_a_password(data: Path) -> None:
    port = free_port()
    with parley(data, port) as (process, said):
        assert f"Parley is at http://127.0.0.1:{port}/" in said
        assert (
            len(re.findall(r"name: admin, password \(shown only now\): \S{16}$", said, re.M)) == 1
        )
        assert [get(port, path) for path in ("/healthz", "/readyz")] == [200, 200]
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_all_end_when_one_of_them_dies(data: Path) -> None:
    port = free_port()
    with parley(data, port) as (process, said):
        assert "password" not in said  # no longer the first start
        [web] = [child for child in process.children() if "granian" in child.cmdline()]
        web.kill()  # its own worker process would go on serving
        assert process.wait(30) == 1
    words = "The web server ended by itself with signal SIGKILL; stopping the others."
    assert words in (data / f"log-{port}").read_text()


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
