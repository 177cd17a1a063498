from datetime import UTC, datetime

import pytest
from django.test import Client

from records.contributions import Country, due_after, overdue_at, panels_for
from tests.talks.factories import actor, entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_promised_delivery_is_due_by_the_end_of_its_day() -> None:
    entry("pledge", due_on="2026-01-01", title="Transformers")
    entry("pledge", due_on="2025-12-31")
    entry("pledge", due_on="2026-02-01", state="draft")
    assert [(due.title, due.precision) for due in due_after(NOW)] == [("Transformers", "day")]


def test_money_announced_again_is_due_once() -> None:
    first = entry("pledge", due_on="2026-02-01", title="First")
    entry("pledge", on="2025-12-05", due_on="2026-02-01", restates=first)
    assert [due.title for due in due_after(NOW)] == ["First"]


@pytest.mark.parametrize(("paid", "told"), [(99, "41"), (100, "42"), (239, "99")])
def test_an_overdue_promise_tells_its_share_as_the_ledger_does(
    client: Client, paid: int, told: str
) -> None:
    made = entry("pledge", due_on="2025-12-31", amount=240, currency="EUR")
    made.transactions.create(type="3", amount=paid, currency="EUR", happened_on="2025-12-10")
    [late] = overdue_at(NOW)
    assert late.what == f"Delivery promised; {told} % on record as paid"
    assert f"{told} % delivered" in client.get("/aid/").content.decode()
    assert f'value="{told}"' in client.get(made.get_absolute_url()).content.decode()


def test_an_actor_has_what_it_gave_and_what_it_received() -> None:
    germany, ukraine = actor("Germany", "state"), actor("Ukraine", "state")
    shown = entry("pledge")
    for made in (shown, entry("pledge", state="draft")):
        made.involvements.create(actor=germany, role="donor")
        made.involvements.create(actor=ukraine, role="recipient")
    found = [
        (panel.title, [pledge.pk for pledge, _delivery in panel.context["pledges"]])
        for who in (germany, ukraine)
        for panel in panels_for(who)
    ]
    assert found == [("Pledges made", [shown.pk]), ("Pledges received", [shown.pk])]


def test_money_announced_again_is_made_once_with_all_that_came_of_it() -> None:
    castria = actor("Castria", "state")
    first = entry("pledge", amount=120, currency="EUR")
    again = entry("pledge", on="2025-12-05", amount=120, currency="EUR", restates=first)
    for made in (first, again):
        made.involvements.create(actor=castria, role="donor")
    again.transactions.create(type="3", amount=50, currency="EUR", happened_on="2025-12-10")
    [panel] = panels_for(castria)
    [(row, delivery)] = panel.context["pledges"]
    assert (row.pk, delivery.disbursed) == (first.pk, {"EUR": 50})


def test_a_bank_that_passes_its_states_pledge_on_makes_the_state_no_recipient() -> None:
    germany = actor("Germany", "state", country="DE")
    bank = actor("KfW", "organisation", country="DE")
    made = entry("pledge")
    made.involvements.create(actor=germany, role="donor")
    made.involvements.create(actor=bank, party=germany, role="channel")
    found = {
        str(who): [panel.title for panel in panels_for(who)]
        for who in (germany, bank, Country("DE"))
    }
    assert found == {
        str(germany): ["Pledges made"],
        str(bank): ["Pledges passed on"],
        str(Country("DE")): ["Pledges made"],
    }
