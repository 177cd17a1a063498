"""Whose address counts behind proxies, and that nobody locks another out from elsewhere."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from config.clients import client_address
from tests.config.test_settings import PRODUCTION, manage


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9 , 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "203.0.113.9, unknown", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, None, "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(
    settings: Settings, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client_address(RequestFactory().get("/", headers=headers)) == address


@pytest.mark.django_db
def test_who_guesses_locks_out_nobody_elsewhere(settings: Settings) -> None:
    settings.PROXIES, settings.AXES_FAILURE_LIMIT = 1, 2
    User.objects.create_superuser("admin", password="the right one")

    def log_in(password: str, forwarded: str) -> int:
        data = {"username": "admin", "password": password}
        headers = {"X-Forwarded-For": forwarded}
        return Client().post("/admin/login/", data, headers=headers).status_code

    guesses = [log_in("wrong", f"198.51.100.{n}, 203.0.113.9") for n in range(3)]
    assert guesses == [200, 429, 429]
    assert log_in("the right one", "203.0.113.9, 203.0.113.50") == 302
    assert log_in("the right one", "203.0.113.9") == 429


@pytest.mark.parametrize(
    ("variables", "proxies"),
    [({}, "0"), (PRODUCTION, "1"), ({**PRODUCTION, "PROXIES": ""}, "1"), ({"PROXIES": "2"}, "2")],
)
def test_https_means_one_proxy_unless_said_otherwise(
    variables: dict[str, str], proxies: str
) -> None:
    question = "from django.conf import settings; print(settings.PROXIES)"
    assert manage("shell", "-v", "0", "-c", question, **variables).stdout.strip() == proxies
