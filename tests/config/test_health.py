import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config import health


def test_healthz_asks_no_database() -> None:
    answer = Client().get("/healthz")  # pytest-django refuses the database without its mark
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_says_that_all_is_well() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "ok"})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_probes_are_not_sent_to_https_nor_asked_for_their_host(
    address: str, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["parley.example"]
    answer = Client().get(address, headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200


@pytest.mark.django_db
def test_readyz_names_migrations_that_are_missing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "broker": "ok",
        "database": "1 migrations are not applied: run `manage.py migrate`",
    }


@pytest.mark.django_db
def test_readyz_says_when_the_broker_is_gone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["broker"]) == (503, "does not answer")
    assert "127.0.0.1:1" in caplog.text
