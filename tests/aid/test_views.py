from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aid.delivery import deliveries, euro_total, totals
from aid.models import ExchangeRate, Pledge
from tests.talks.factories import actor, entry

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def pledge(amount: int | None = 100, currency: str = "EUR", **columns) -> Pledge:
    money = {} if amount is None else {"amount": amount, "currency": currency}
    return entry("pledge", **money, **columns)


def move(made: Pledge, kind: str, amount: int, currency: str = "EUR") -> None:
    made.transactions.create(type=kind, amount=amount, currency=currency, happened_on="2025-12-10")


def test_the_ladder_says_what_is_not_on_record(client: Client) -> None:
    text = page(client, pledge(100_000_000).get_absolute_url())
    assert ">€100 million</data>" in text
    assert "nothing committed on record" in text
    assert "nothing disbursed on record" in text


def test_the_share_delivered_is_derived_from_transactions(client: Client) -> None:
    made = pledge(200)
    for kind, amount in (("2", 150), ("2", -50), ("3", 30), ("3", 20)):
        move(made, kind, amount)
    found = deliveries([made])[made.pk]
    assert (found.committed, found.disbursed) == ({"EUR": 100}, {"EUR": 50})
    assert found.share == 25
    assert "25 % delivered" in page(client, made.get_absolute_url())


def test_a_commitment_that_both_sides_report_counts_once() -> None:
    made = pledge(100)
    move(made, "2", 80)
    move(made, "11", 80)
    assert deliveries([made])[made.pk].committed == {"EUR": 80}


def test_a_commitment_that_only_the_receiver_reports_counts() -> None:
    made = pledge(100)
    move(made, "11", 80)
    assert deliveries([made])[made.pk].committed == {"EUR": 80}


def test_money_in_another_currency_gives_no_share(client: Client) -> None:
    made = pledge(100)
    move(made, "3", 50, "USD")
    assert deliveries([made])[made.pk].share is None
    assert "disbursed in another currency" in page(client, made.get_absolute_url())


def test_a_pledge_without_amount_says_so(client: Client) -> None:
    assert "no amount given" in page(client, pledge(None).get_absolute_url())


def test_restatements_are_folded_into_the_first_announcement(client: Client) -> None:
    first = pledge(100)
    again = pledge(100, restates=first, title="Said again")
    move(again, "3", 40)
    text = page(client, first.get_absolute_url())
    assert "Said again" in text
    assert "40 % delivered" in text


def test_restatements_in_draft_are_not_shown_nor_their_money_counted(client: Client) -> None:
    first = pledge(100)
    again = pledge(100, restates=first, title="Secret", state="draft")
    move(again, "3", 40)
    text = page(client, first.get_absolute_url())
    assert "Secret" not in text
    assert "nothing disbursed on record" in text


def promised() -> dict[str, Decimal]:
    return {total.currency: total.promised for total in totals()}


def test_totals_never_count_the_same_money_twice() -> None:
    first = pledge(100)
    pledge(100, restates=pledge(100, restates=first, on="2025-12-05"), on="2025-12-06")
    pledge(7, "USD")
    assert promised() == {"EUR": 100, "USD": 7}


def test_totals_count_nothing_of_drafts() -> None:
    draft = pledge(500, state="draft")
    move(draft, "3", 500)
    assert totals() == []


def test_money_first_announced_in_a_draft_counts_once_where_readers_see_it() -> None:
    draft = pledge(100, state="draft")
    pledge(100, restates=draft, on="2025-12-05")
    pledge(100, restates=draft, on="2025-12-06")
    assert promised() == {"EUR": 100}


def test_a_draft_between_two_announcements_does_not_part_them() -> None:
    draft = pledge(100, restates=pledge(100), on="2025-12-05", state="draft")
    pledge(100, restates=draft, on="2025-12-06")
    assert promised() == {"EUR": 100}


def test_what_moved_is_summed_by_currency_once() -> None:
    first = pledge(100)
    again = pledge(100, restates=first, on="2025-12-05")
    move(first, "2", 80)
    move(again, "11", 80)
    move(again, "3", 30)
    [total] = totals()
    assert (total.pledges, total.committed, total.disbursed) == (1, 80, 30)


def test_euro_are_counted_at_the_last_rate_before_the_promise() -> None:
    for day, rate in ((3, "1.25"), (5, "2")):
        ExchangeRate.objects.create(currency="USD", date=date(2025, 12, day), per_euro=rate)
    pledge(100)
    pledge(50, "USD")
    pledge(50, "GBP")
    assert euro_total() == {"euro": Decimal(140), "converted": 2, "pledges": 3}


def test_a_rate_older_than_a_week_is_none(client: Client) -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 11, 26), per_euro="1.25")
    pledge(50, "USD")
    assert "no rate on record" in page(client, "/aid/")


def test_the_ledger_shows_amounts_in_their_own_currency_and_euro(client: Client) -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 12, 4), per_euro="1.25")
    made = pledge(50, "USD")
    made.involvements.create(actor=actor("Norway", "state"), role="donor")
    text = page(client, "/aid/")
    assert "<bdi>Norway</bdi>" in text
    assert ">US$50</data>" in text
    assert ">€40</data>" in text


def test_the_ledger_holds_no_draft(client: Client) -> None:
    pledge(title="Secret promise", state="draft")
    text = page(client, "/aid/")
    assert "Secret promise" not in text
    assert "No pledge on record" in text


def test_the_ledger_asks_as_much_for_sixty_as_for_one_and_is_paged(client: Client) -> None:
    counts = []
    for number in (1, 2, 57):
        for _n in range(number):
            made = pledge()
            made.involvements.create(actor=actor("Norway", "state"), role="donor")
            move(made, "3", 10)
        with CaptureQueriesContext(connection) as captured:
            text = page(client, "/aid/")
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 10
    assert "Page 1 of 2" in text
    assert text.count("% delivered") == 50
