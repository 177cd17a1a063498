"""Settings are read once per process, so each case asks a fresh one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "b7Tq0yG2wZ6nR9sK1cX4vM8dL5hP3jF0aE7uQ2iO6tY9rW1zB4gN8mC5kS3xV0pD",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "parley.example",
    "DATABASE_URL": "postgres://parley:word@database:5432/parley",
    "REDIS_URL": "redis://broker:6379/0",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_production_configuration_gives_no_warning() -> None:
    said = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("cause", ["HTTPS", "DATABASE_URL", "REDIS_URL"])
def test_whoever_serves_others_is_told_what_to_set(missing: str, cause: str) -> None:
    wanted = {"SECRET_KEY", "ALLOWED_HOSTS", cause} - {missing}
    said = manage("check", **{name: PRODUCTION[name] for name in wanted})
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1].startswith(
        f"django.core.exceptions.ImproperlyConfigured: {missing} is not set."
    )


def test_the_secret_made_for_one_machine_is_kept_and_private(tmp_path: Path) -> None:
    question = (
        "shell",
        "-v",
        "0",
        "-c",
        "from django.conf import settings; print(settings.SECRET_KEY)",
    )
    first, second = (manage(*question, PARLEY_DATA_DIR=str(tmp_path)).stdout for _ in range(2))
    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
