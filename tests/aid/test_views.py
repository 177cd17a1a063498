from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aid.delivery import deliveries
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


def test_money_in_another_currency_has_a_share_where_both_have_a_rate(client: Client) -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 12, 4), per_euro="1.25")
    made = pledge(100)
    move(made, "3", 50, "USD")
    assert "40 % delivered" in page(client, made.get_absolute_url())


def test_a_share_above_a_hundred_is_said_and_its_bar_is_full(client: Client) -> None:
    made = pledge(100)
    move(made, "3", 120)
    text = page(client, made.get_absolute_url())
    assert "120 % delivered" in text
    assert 'max="100" value="100"' in text


def test_more_taken_back_than_paid_is_said_and_has_no_bar(client: Client) -> None:
    made = pledge(100)
    move(made, "3", -20)
    text = page(client, made.get_absolute_url())
    assert "−20 % delivered" in text
    assert 'max="100" value="0"' in text


def test_a_promise_in_a_currency_without_a_rate_says_so(client: Client) -> None:
    assert "no rate on record" in page(client, pledge(100, "GBP").get_absolute_url())
    assert "no rate on record" not in page(client, pledge(100).get_absolute_url())


def test_a_promise_in_another_currency_is_worth_its_day(client: Client) -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 12, 3), per_euro="1.25")
    text = page(client, pledge(50, "USD").get_absolute_url())
    assert ">€40</data>, rate of <time" in text


def test_every_announcement_of_the_money_shows_the_same_ladder(client: Client) -> None:
    first = pledge(100, title="First")
    again = pledge(150, restates=first, title="Second", on="2025-12-05")
    third = pledge(100, restates=first, title="Third", on="2025-12-06")
    move(again, "3", 40)
    for made in (first, again, third):
        text = page(client, made.get_absolute_url())
        assert "40 % delivered" in text
        assert [title in text for title in ("First", "Second", "Third")] == [True] * 3
        assert text.count("(counted)") == 1


def test_a_transaction_that_no_sum_counts_says_so(client: Client) -> None:
    made = pledge(100)
    for kind in ("2", "11", "12"):
        move(made, kind, 80)
    assert page(client, made.get_absolute_url()).count("(not counted)") == 2


def test_the_donor_leads_to_the_ledger(client: Client) -> None:
    made, norway = pledge(), actor("Norway", "state")
    made.involvements.create(actor=norway, role="donor")
    text = page(client, made.get_absolute_url())
    assert f'href="/aid/?donor={norway.slug}">Norway in the ledger' in text


def test_a_pledge_asks_as_much_for_thirty_as_for_one(client: Client) -> None:
    made = pledge()
    page(client, made.get_absolute_url())
    counts = []
    for number in (1, 2, 27):
        for _n in range(number):
            move(pledge(restates=made, on="2025-12-05"), "3", 1)
        with CaptureQueriesContext(connection) as captured:
            page(client, made.get_absolute_url())
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
