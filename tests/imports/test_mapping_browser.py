"""A spreadsheet with unknown columns goes through the page of its mapping, in a real browser."""

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from aid.models import Pledge
from imports.models import Batch, Mapping
from tests.imports.helpers import FILES, applied, carried_on, read
from tests.imports.test_mapping_wide import HEADER, a_wide_batch
from tests.records.test_admin_browser import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def queued(monkeypatch):
    found: list[int] = []
    monkeypatch.setattr("imports.mappings.views.carry_on.delay_on_commit", found.append)
    return found


def test_french_headers_decimal_commas_and_countries_in_three_languages(
    page: Page, live_server: LiveServer, queued: list[int]
) -> None:
    batch = read((FILES / "aide.csv").read_bytes(), "aide.csv")
    log_in(page, live_server, f"/admin/imports/batch/{batch.pk}/change/")
    page.get_by_role("link", name="Map the columns").click()

    expect(page.get_by_label("Each row becomes")).to_have_value("pledge")
    meanings = {
        "Intitulé": "title",
        "Date de l’annonce": "date",
        "Pays donateur": "involved",
        "Montant": "amount",
        "Monnaie": "currency",
        "Canal ONU": "flag",
    }
    for column, field in meanings.items():
        expect(page.get_by_label(column, exact=True)).to_have_value(field)
    preview = page.locator("#mapping-preview")
    for words in ("4 December 2025", "donor: Germany", "donor: Türkiye", "donor: United States"):
        expect(preview).to_contain_text(words)
    expect(preview).to_contain_text("1250000.50")
    expect(preview.locator("td", has=page.locator("s", has_text="beaucoup"))).to_contain_text(
        "is no amount that could be read"
    )

    page.get_by_label("Intitulé", exact=True).select_option("")
    expect(preview).to_contain_text("No column is mapped to the title")
    page.get_by_label("Intitulé", exact=True).select_option("title")
    expect(preview).not_to_contain_text("No column is mapped to the title")
    expect(page.locator("#mapping-said")).to_contain_text("3 would become entries")
    remarks = page.locator("li", has=page.get_by_label("Remarques internes", exact=True)).last
    page.get_by_label("Remarques internes", exact=True).select_option("source_published")
    expect(remarks.get_by_label("Order")).to_be_visible()
    page.get_by_label("Remarques internes", exact=True).select_option("")
    expect(remarks.get_by_label("Order")).to_be_hidden()
    expect(preview).to_contain_text("1 column is left aside: Remarques internes.")

    page.get_by_label("Keep this mapping").fill("Aide française")
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/change/")
    assert queued == [batch.pk]
    batch = carried_on(Batch.objects.get(pk=batch.pk))
    page.reload()
    expect(page.locator("#content-main")).to_contain_text("as in the mapping “Aide française”")
    applied(batch)
    found = Pledge.objects.get(title="Abris modulaires")
    assert (str(found.amount), found.currency, str(found.starts_on)) == (
        "300.50",
        "EUR",
        "2026-01-12",
    )
    assert (Pledge.objects.count(), Mapping.objects.get().name) == (3, "Aide française")
    connection.close()


def test_the_columns_of_a_wide_file_are_turned_like_pages(
    page: Page, live_server: LiveServer, queued: list[int]
) -> None:
    batch = a_wide_batch()
    log_in(page, live_server, f"/admin/imports/batch/{batch.pk}/mapping/")
    page.get_by_label(HEADER[3], exact=True).select_option("summary")
    summary = page.locator("li", has=page.get_by_label(HEADER[3], exact=True)).last
    summary.get_by_label("Language").select_option("uk")
    page.get_by_role("button", name="51–100").click()
    expect(page.get_by_text("Columns 51 to 100 of 200.")).to_be_visible()
    page.get_by_label(HEADER[60], exact=True).select_option("")
    page.get_by_role("button", name="1–50", exact=True).click()
    expect(page.get_by_text("Columns 1 to 50 of 200.")).to_be_visible()
    expect(page.get_by_label(HEADER[3], exact=True)).to_have_value("summary")
    expect(summary.get_by_label("Language")).to_have_value("uk")
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/change/")
    batch.refresh_from_db()
    assert queued == [batch.pk]
    said = batch.plan["columns"]
    assert (said[HEADER[3]]["field"], said[HEADER[3]]["options"]["language"]) == ("summary", "uk")
    assert HEADER[60] not in said
    connection.close()
