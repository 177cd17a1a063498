"""What stands in the register is what the reader downloads."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanctions.models import Designation
from tests.sanctions.test_register import concern, programme, relief
from tests.talks.factories import actor

pytestmark = pytest.mark.django_db


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue().decode("utf-8-sig")


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, f"/sanctions.csv{query}"))))


def data(client: Client, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(client, f"/sanctions.json{query}"))
    return found


def test_an_instrument_says_where_it_stands_and_what_it_replaced(client: Client) -> None:
    first = relief(on="2025-11-01", programme=programme(), number="128")
    made = relief(
        on="2025-12-04", ends=datetime(2026, 4, 29, 4, 1, tzinfo=UTC), replaces=first,
        programme=first.programme, number="128B", title="=Retail",
    )  # fmt: skip
    concern(made, actor("Lukoil", "company"))
    [row, old] = rows(client, "?as_of=2026-04-20&sort=-issued")
    assert row["title"] == "'=Retail"
    assert [row[name] for name in ("number", "authority", "programme", "standing", "as_of")] == [
        "128B", "OFAC", "EO 14024", "expires_soon", "2026-04-20",
    ]  # fmt: skip
    assert [row[name] for name in ("begins", "ends", "ends_zone", "targets")] == [
        "2025-12-04", "2026-04-29 00:01", "America/New_York", "Lukoil",
    ]  # fmt: skip
    assert row["replaces"] == old["url"]
    assert (old["standing"], old["replaced_on"], old["ends"]) == ("replaced", "2025-12-04", "")


def test_an_end_is_as_sure_as_it_is_known(client: Client) -> None:
    relief(ends=datetime(2026, 5, 1, 3, 59, tzinfo=UTC), expires_precision="month")
    [row] = data(client)["relief"]
    assert (row["ends"], row["ends_at"], row["ends_precision"]) == ("2026-04", None, "month")


def test_a_draft_goes_nowhere_not_even_as_what_was_replaced(client: Client) -> None:
    relief(replaces=relief(state="draft", title="Secret"), title="Open")
    [row] = data(client)["relief"]
    assert (row["title"], row["replaces"]) == ("Open", "")


def test_designations_of_the_query_are_in_the_json(client: Client) -> None:
    ofac, union = programme(), programme("EU", "833/2014")
    rosneft, gazprom = actor("Rosneft", "company"), actor("Gazprom", "company")
    Designation.objects.create(actor=rosneft, programme=ofac, list_id="R-1")
    Designation.objects.create(actor=gazprom, programme=union, list_id="G-1")
    assert [one["name"] for one in data(client)["designations"]] == ["Gazprom", "Rosneft"]
    [one] = data(client, f"?target={rosneft.slug}")["designations"]
    assert (one["actor"], one["programme"], one["list_id"]) == (rosneft.slug, "EO 14024", "R-1")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_value_that_does_not_exist_is_refused_by_name(client: Client, form: str) -> None:
    response = client.get(f"/sanctions.{form}?standing=x&as_of=soon&sort=y")
    asked = [(one["parameter"], one["value"]) for one in response.json()["problems"]]
    assert response.status_code == 400
    assert asked == [("as_of", "soon"), ("sort", "y"), ("standing", "x")]


def test_the_page_offers_its_own_query(client: Client) -> None:
    relief(programme=programme())
    text = client.get("/sanctions/?authority=OFAC&page=1").content.decode()
    assert 'href="/sanctions.csv?authority=OFAC"' in text
    assert 'href="/sanctions.json?authority=OFAC"' in text


def test_htmx_renews_the_menu_with_the_results(client: Client) -> None:
    relief(programme=programme())
    headers = {"HX-Request": "true", "HX-Target": "results"}
    text = client.get("/sanctions/?authority=OFAC", headers=headers).content.decode()
    assert '<div class="tools" id="take" hx-swap-oob="outerHTML">' in text
    assert 'href="/sanctions.csv?authority=OFAC"' in text


def test_a_download_asks_as_much_for_thirty_as_for_one(client: Client) -> None:
    ofac, lukoil = programme(), actor("Lukoil", "company")
    counts = []
    for number in (1, 2, 27):
        for n in range(number):
            concern(relief(programme=ofac, replaces=relief(programme=ofac)), lukoil)
            Designation.objects.create(actor=lukoil, programme=ofac, list_id=f"{number} {n}")
        with CaptureQueriesContext(connection) as captured:
            assert data(client)["relief"]
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
