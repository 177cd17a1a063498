"""What stands in the ledger is what the reader downloads."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.aid.test_ledger import move, pledge, rate
from tests.talks.factories import actor

pytestmark = pytest.mark.django_db


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue().decode("utf-8-sig")


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, f"/aid.csv{query}"))))


def data(client: Client, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(body(client, f"/aid.json{query}"))["pledges"]
    return found


def test_money_announced_again_is_there_and_not_counted(client: Client) -> None:
    first = pledge(100, title="First")
    again = pledge(90, restates=first, title="Again", on="2025-12-05")
    move(again, "3", 30)
    [lead, other] = data(client)
    assert [(one["title"], one["counted"]) for one in (lead, other)] == [
        ("First", True), ("Again", False),
    ]  # fmt: skip
    assert other["restates"] == other["counted_as"] == lead["url"]
    assert lead["disbursed"] == [{"amount": "30.00", "currency": "EUR"}]
    assert (lead["delivered_percent"], lead["transactions"]) == (30, [])
    assert "disbursed" not in other
    [moved] = other["transactions"]
    assert (moved["type"], moved["amount"], moved["counted"]) == ("3", "30.00", True)


def test_an_amount_is_worth_its_own_day(client: Client) -> None:
    rate("1.25")
    made = pledge(50, "USD", by=[actor("=Norway", "state")])
    move(made, "2", 25, "USD")
    move(made, "11", 25, "USD")
    pledge(10, "GBP")
    pledge(None)
    [nothing, pound, dollar] = rows(client)
    assert [dollar[name] for name in ("amount", "currency", "euro", "rate_on")] == [
        "50.00", "USD", "40.00", "2025-12-04",
    ]  # fmt: skip
    assert (dollar["committed"], dollar["committed_euro"]) == ("25.00 USD", "20.00")
    assert (dollar["donors"], dollar["delivered_percent"]) == ("'=Norway", "")
    assert dollar["transactions"] == (
        "2025-12-10 commitment 25.00 USD; 2025-12-10 incoming commitment 25.00 USD (not counted)"
    )
    assert (pound["euro"], nothing["amount"]) == ("", "")


def test_the_query_and_the_open_group_are_those_of_the_page(client: Client) -> None:
    norway, sweden = actor("Norway", "state"), actor("Sweden", "state")
    pledge(1, by=[norway], title="Small", aid_kind="military")
    pledge(9, by=[norway], title="Large", aid_kind="military")
    pledge(5, by=[sweden], title="Other", aid_kind="military")
    query = f"?kind=military&of={norway.slug}&order=-amount"
    assert [row["title"] for row in rows(client, query)] == ["Large", "Small"]
    text = client.get(f"/aid/{query}").content.decode().replace("&amp;", "&")
    assert f'href="/aid.csv?kind=military&of={norway.slug}&order=-amount"' in text


def test_drafts_go_nowhere_and_are_not_named(client: Client) -> None:
    draft = pledge(5, state="draft")
    pledge(5, restates=draft, title="Open", on="2025-12-05")
    [one] = data(client)
    assert (one["title"], one["counted"], one["restates"]) == ("Open", True, "")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_value_that_does_not_exist_is_refused_by_name(client: Client, form: str) -> None:
    pledge()
    response = client.get(f"/aid.{form}?donor=nobody&group=x&of=y")
    asked = [(one["parameter"], one["value"]) for one in response.json()["problems"]]
    assert response.status_code == 400
    assert sorted(asked) == [("donor", "nobody"), ("group", "x"), ("of", "y")]


def test_a_download_asks_as_much_for_thirty_as_for_one(client: Client) -> None:
    rate("1.25")
    counts = []
    for number in (1, 2, 27):
        for n in range(number):
            made = pledge(100, "USD", by=[actor(f"Norway {n}", "state")])
            move(pledge(100, "USD", restates=made), "3", 10, "USD")
        with CaptureQueriesContext(connection) as captured:
            assert data(client)
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
