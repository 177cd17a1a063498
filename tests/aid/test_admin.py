from decimal import Decimal

import pytest

from aid.models import Pledge
from tests.desk import Desk, row

pytestmark = pytest.mark.django_db

ADD = "/admin/aid/pledge/add/"


def pledge(**values: object) -> dict[str, object]:
    return {"slug": "germany", "title": "Germany", "date": "2025-12-04", **values}


@pytest.fixture
def desk() -> Desk:
    return Desk("editor")


def test_an_amount_has_its_currency_in_capitals(desk: Desk) -> None:
    desk.save(ADD, "pledge_form", **pledge(amount="100000000", currency="eur"))
    saved = Pledge.objects.get()
    assert (saved.amount, saved.currency) == (Decimal(100_000_000), "EUR")


@pytest.mark.parametrize(
    ("amount", "currency", "message"),
    [
        ("100", "", "In which currency? Three letters, such as EUR."),
        ("", "EUR", "How much? Leave the currency empty where no amount is known."),
        ("-1", "EUR", "A pledge cannot be negative."),
        ("100", "EUX", "“EUX” is not an ISO 4217 currency code"),
    ],
)
def test_an_amount_that_is_none_is_refused(
    desk: Desk, amount: str, currency: str, message: str
) -> None:
    page = desk.save(ADD, "pledge_form", 200, **pledge(amount=amount, currency=currency))
    assert message in page.text
    assert not Pledge.objects.exists()


def test_transactions_stand_on_the_form_of_the_pledge(desk: Desk) -> None:
    paid = row(
        "transactions",
        0,
        type="3",
        happened_on="2026-01-15",
        date_precision="day",
        amount="-5",
        currency="EUR",
    )
    desk.save(ADD, "pledge_form", **pledge(amount="100", currency="EUR"), **paid)
    assert Pledge.objects.get().transactions.get().amount == Decimal(-5)


def test_a_pledge_cannot_restate_itself(desk: Desk) -> None:
    desk.save(ADD, "pledge_form", **pledge())
    saved = Pledge.objects.get()
    url = f"/admin/aid/pledge/{saved.pk}/change/"
    page = desk.save(url, "pledge_form", 200, restates=saved.pk)
    assert "A pledge cannot restate itself." in page.text
