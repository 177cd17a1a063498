"""No container engine here: what the compose file and the image promise is proved on the app."""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

BASE_DIR = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text().replace("\\\n", " ")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "parley"}
READ_BY_SETTINGS = set(
    re.findall(
        r'(?:env\.\w+|own_value)\(\s*"(\w+)"', (BASE_DIR / "config" / "settings.py").read_text()
    )
)
PROGRAMS = Path(sys.executable).parent


def image_command() -> list[str]:
    """Return the image's CMD (the last one: HEALTHCHECK has one too, on an indented line)."""
    command: list[str] = json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1])
    return command


def commands() -> dict[str, list[str]]:
    return {name: service.get("command") or image_command() for name, service in OURS.items()}


def test_the_services_are_those_that_the_documentation_names() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "feeds", "beat", "database", "broker"}


def test_every_variable_is_one_that_the_settings_read() -> None:
    image = set(re.findall(r"\b(PARLEY_DATA_DIR|STATIC_ROOT)=", DOCKERFILE))
    for service in OURS.values():
        assert set(service["environment"]) - READ_BY_SETTINGS == set()
    assert image == {"PARLEY_DATA_DIR", "STATIC_ROOT"}
    assert image - READ_BY_SETTINGS == set()


def test_every_variable_to_fill_in_is_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{(\w+)", (BASE_DIR / "docker-compose.yml").read_text()))
    example = (BASE_DIR / ".env.example").read_text()
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == wanted


def test_no_secret_has_a_default() -> None:
    text = (BASE_DIR / "docker-compose.yml").read_text()
    secrets = set(re.findall(r"\$\{((?:SECRET_KEY|POSTGRES_PASSWORD)[^}]*)\}", text))
    message = "?set it in .env, see .env.example"
    assert secrets == {f"SECRET_KEY:{message}", f"POSTGRES_PASSWORD:{message}"}
    assert re.findall(r"^(?:SECRET_KEY|POSTGRES_PASSWORD)=.+", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name: str) -> None:
    program, *arguments = commands()[name]
    assert (PROGRAMS / program).exists()
    if arguments[0] == "manage.py":
        assert arguments[1] in get_commands()
    if program == "celery":
        options = {a.split("=")[0] for a in arguments if a.startswith("--")} - {"--app"}
        said = subprocess.run(
            [PROGRAMS / "celery", "--app=config", arguments[1], "--help"],
            cwd=BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert options - set(re.findall(r"--[\w-]+", said)) == set()


def test_whoever_waits_waits_for_something_that_says_when_it_is_ready() -> None:
    for service in OURS.values():
        for other, how in service["depends_on"].items():
            if how["condition"] == "service_healthy":
                assert "test" in SERVICES[other]["healthcheck"]
            else:
                assert how["condition"] == "service_completed_successfully"
                assert SERVICES[other]["restart"] == "no"


def test_uploads_are_shared_by_web_and_worker_and_every_volume_is_named() -> None:
    data = re.search(r"PARLEY_DATA_DIR=(\S+)", DOCKERFILE.split("FROM")[-1])
    assert data is not None
    for name in ("web", "worker", "feeds"):
        assert OURS[name]["volumes"] == [f"data:{data[1]}"]
    used = {volume.split(":")[0] for s in SERVICES.values() for volume in s.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_the_image_does_not_run_as_root() -> None:
    final = DOCKERFILE.split("\nFROM ")[-1]
    assert re.findall(r"^USER (.+)$", final, re.MULTILINE) == ["parley"]
    assert final.index("\nUSER ") < final.index("\nCMD ")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run the image's own command line, on a free port instead of 8000."""
    data = tmp_path_factory.mktemp("compose")
    variables = {
        **os.environ,
        "PARLEY_DATA_DIR": str(data),
        "STATIC_ROOT": str(data / "collected"),
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    }
    port = free_port()
    command = [part.replace("--port=8000", f"--port={port}") for part in image_command()]
    with (data / "log").open("wb") as log:
        migrate = commands()["migrate"]
        subprocess.run(migrate, cwd=BASE_DIR, env=variables, stdout=log, stderr=log, check=True)
        server = subprocess.Popen(command, cwd=BASE_DIR, env=variables, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 30
        while get(port, "/healthz") != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_the_port_is_the_same_everywhere() -> None:
    assert "--port=8000" in image_command()
    assert "EXPOSE 8000" in DOCKERFILE
    assert [port.rsplit(":")[-1] for port in OURS["web"]["ports"]] == ["8000"]


def test_every_address_that_is_probed_answers_in_the_real_app(web: int) -> None:
    probes = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", DOCKERFILE + json.dumps(COMPOSE))
    assert set(probes) == {"/healthz", "/readyz"}
    assert {path: get(web, path) for path in probes} == {"/healthz": 200, "/readyz": 200}


def test_the_probe_itself_succeeds_and_fails_when_it_should(web: int) -> None:
    [_, program, option, code] = OURS["web"]["healthcheck"]["test"]
    assert shutil.which(program) is not None
    for port, status in ((web, 0), (free_port(), 1)):
        probe = [sys.executable, option, code.replace(":8000", f":{port}")]
        assert subprocess.run(probe, capture_output=True, check=False).returncode == status


def test_the_worker_s_probe_is_a_command_of_celery() -> None:
    assert OURS["feeds"]["healthcheck"] == OURS["worker"]["healthcheck"]
    [kind, line] = OURS["worker"]["healthcheck"]["test"]
    program, _, *arguments = shlex.split(line)
    assert (kind, program, arguments[:2]) == ("CMD-SHELL", "celery", ["inspect", "ping"])
