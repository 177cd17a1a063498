"""The page of a mapping of a wide file: what it weighs, and that all of its columns are kept."""

import time

import pytest

from imports.mappings.plans import MOST_MAPPED
from imports.models import Batch
from tests.desk import Page
from tests.imports.helpers import read
from tests.imports.test_mapping_views import ALL, login, queued, sent, url

__all__ = ["queued"]
pytestmark = pytest.mark.django_db
HEADER = ["Titre", "Date", *(f"Donateur {n}" if n % 3 else f"Montant {n}" for n in range(2, 300))]


def a_wide_batch() -> Batch:
    lines = [
        [f"Abris {n}", "2025-12-04", *("France" if k % 3 else f"{n}.5" for k in range(2, 300))]
        for n in range(100)
    ]
    return read("\n".join(",".join(line) for line in [HEADER, *lines]).encode(), "wide.csv")


@pytest.fixture
def batch(client) -> Batch:
    login(client, *ALL)
    return a_wide_batch()


def turned(client, batch: Batch, form: dict[str, str], **changes: str) -> dict[str, str]:
    """The form of the page that a browser is shown after it sent this one."""
    html = client.post(url(batch), form | changes).content.decode()
    found = Page(html).forms["mapping-form"]
    return {name: values[0] for name, values in found.items()}


def test_it_stays_small_and_quick(client, batch):
    client.get(url(batch))  # once, so that lists of names are built
    start = time.process_time()
    answer = client.get(url(batch))
    assert len(answer.content) < 500_000
    assert time.process_time() - start < 2


def test_fifty_columns_are_shown_and_the_others_are_a_button_away(client, batch):
    html = client.get(url(batch)).content.decode()
    assert html.count("data-mapping-field") == 50
    assert "Columns 1 to 50 of 200." in Page(html).text
    html = client.post(url(batch), sent(client, batch, turn="4")).content.decode()
    assert "Columns 151 to 200 of 200." in Page(html).text
    assert HEADER[199] in html
    for nonsense in ("", "x", "99", "-1"):
        answer = client.post(url(batch), sent(client, batch, turn=nonsense))
        assert answer.context["columns"].number in (1, 4)


def test_what_is_chosen_on_one_page_is_kept_on_the_others(client, batch, queued):
    whole = sent(client, batch)
    form = turned(client, batch, whole, turn="2", **{"c2-field": "", "c4-role": "recipient"})
    assert form["at"] == "2"
    form = turned(client, batch, form, turn="4", **{"c60-field": "summary", "c60-language": "fr"})
    assert not form.get("c2-field")
    assert (form["c4-role"], form["c60-field"]) == ("recipient", "summary")
    client.post(url(batch), form | {"do": "read"})
    batch.refresh_from_db()
    columns = batch.plan["columns"]
    assert queued == [batch.pk]
    assert HEADER[2] not in columns
    assert columns[HEADER[4]]["options"]["role"] == "recipient"
    assert columns[HEADER[60]]["field"] == "summary"
    assert columns[HEADER[60]]["options"]["language"] == "fr"


def test_the_guesses_of_all_columns_are_read_from_the_first_page(client, batch, queued):
    client.post(url(batch), sent(client, batch, do="read"))
    batch.refresh_from_db()
    donors = [name for name in HEADER[:MOST_MAPPED] if name.startswith("Donateur")]
    said = batch.plan["columns"]
    assert [name for name, one in said.items() if one["field"] == "involved"] == donors
    assert {said[name]["options"]["role"] for name in donors} == {"donor"}
