import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aid.ledger import GROUPINGS, PARAMETERS, Group, Ledger, read_ledger
from aid.models import ExchangeRate, Pledge
from aid.table import bars
from records.choosing import Asked
from records.models import Actor
from tests.talks.factories import actor, entry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "results"}


def page(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/aid/{query}", headers=headers)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def ledger(query: str = "", grouping: str = "donor") -> Ledger:
    return read_ledger(Asked.read(RequestFactory().get(f"/aid/{query}"), PARAMETERS), grouping)


def pledge(
    amount: int | None = 100, currency: str = "EUR", by: list[Actor] | None = None, **columns: Any
) -> Pledge:
    money = {} if amount is None else {"amount": amount, "currency": currency}
    made = entry("pledge", **money, **columns)
    for donor in by or []:
        made.involvements.create(actor=donor, role="donor")
    return made


def move(made: Pledge, kind: str, amount: int, currency: str = "EUR") -> None:
    made.transactions.create(type=kind, amount=amount, currency=currency, happened_on="2025-12-10")


def rate(per_euro: str, day: int = 4, currency: str = "USD") -> None:
    ExchangeRate.objects.create(currency=currency, date=date(2025, 12, day), per_euro=per_euro)


def promised(query: str = "") -> dict[str, Decimal]:
    return dict(ledger(query).total.promised.sums)


def labels(found: Ledger) -> dict[str, Decimal]:
    return {group.label: group.promised.euro for group in found.groups}


def counts(text: str, facet: str) -> dict[str, int]:
    found = re.findall(
        rf'name="{facet}" value="([^"]*)".*?<span class="count[^>]*>(\d+)</span>', text
    )
    return {value: int(count) for value, count in found if int(count)}


def pledges(text: str) -> list[str]:
    return re.findall(r'<td class="what" data-label="Pledge">.*?<bdi>(.*?)</bdi>', text, re.DOTALL)


def groups(text: str) -> list[str]:
    found = re.findall(r'<th scope="row" data-label="\w+"><a .*?<bdi>(.*?)</bdi>', text)
    return [name for name in found if name != "Total"]


def test_the_same_money_is_never_counted_twice() -> None:
    first = pledge()
    pledge(restates=pledge(restates=first, on="2025-12-05"), on="2025-12-06")
    pledge(7, "USD")
    assert promised() == {"EUR": 100, "USD": 7}


def test_drafts_count_for_nothing() -> None:
    draft = pledge(500, state="draft")
    move(draft, "3", 500)
    found = ledger()
    assert (found.all, found.total.disbursed.sums) == (0, {})


def test_money_first_announced_in_a_draft_counts_once_where_readers_see_it() -> None:
    draft = pledge(state="draft")
    pledge(restates=draft, on="2025-12-05")
    pledge(restates=draft, on="2025-12-06")
    assert promised() == {"EUR": 100}


def test_a_draft_between_two_announcements_does_not_part_them() -> None:
    draft = pledge(restates=pledge(), on="2025-12-05", state="draft")
    pledge(restates=draft, on="2025-12-06")
    assert promised() == {"EUR": 100}


def test_what_moved_under_any_announcement_is_summed_once() -> None:
    first = pledge()
    again = pledge(restates=first, on="2025-12-05")
    move(first, "2", 80)
    move(again, "11", 80)
    move(again, "3", 30)
    total = ledger().total
    assert (total.committed.sums, total.disbursed.sums) == ({"EUR": 80}, {"EUR": 30})
    assert total.share == 30


def test_all_of_a_promise_is_converted_at_the_rates_of_its_day() -> None:
    rate("1.25", 3)
    rate("2", 9)
    made = pledge(50, "USD")
    move(made, "3", 25, "USD")
    total = ledger().total
    assert (total.promised.euro, total.disbursed.euro) == (40, 20)


def test_a_rate_older_than_a_week_is_none() -> None:
    ExchangeRate.objects.create(currency="USD", date=date(2025, 11, 26), per_euro="1.25")
    pledge(50, "USD")
    assert ledger().total.promised.without_rate == {"USD": 50}


def test_a_currency_without_a_rate_is_counted_and_named(client: Client) -> None:
    pledge(100)
    pledge(50, "GBP")
    text = page(client)
    total = text.partition("<tfoot>")[2].partition('data-label="Committed"')[0]
    words = re.sub(r"<[^>]*>", "", total)
    assert words.count("£50") == 1
    assert "not in it, for want of a rate: £50" in words
    assert ledger().total.share is None


def test_a_currency_with_a_rate_on_one_day_alone_is_told_by_its_parts() -> None:
    rate("1.25")
    pledge(50, "USD")
    pledge(40, "USD", on="2025-01-04")
    figure = ledger().total.promised
    assert (figure.euro, figure.in_it, figure.not_in_it) == (40, {"USD": 50}, {"USD": 40})


def test_where_nothing_is_on_record_no_share_is_told(client: Client) -> None:
    pledge(100, by=[actor("Norway", "state")])
    [cell] = re.findall(r'<td class="number" data-label="Delivered">(.*?)</td>', page(client))
    assert "nothing on record" in cell
    assert "%" not in cell


def test_a_cancelled_commitment_is_taken_off() -> None:
    made = pledge()
    for amount in (80, -80, -5):
        move(made, "2", amount)
    assert ledger().total.committed.euro == -5


def test_donors_who_promise_together_stand_together(client: Client) -> None:
    norway, sweden = actor("Norway", "state"), actor("Sweden", "state")
    pledge(100, by=[norway])
    pledge(50, by=[sweden, norway])
    pledge(7)
    found = ledger()
    assert labels(found) == {"Norway": 100, "Norway, Sweden": 50, "not known": 7}
    assert sum(labels(found).values()) == found.total.promised.euro
    assert promised(f"?donor={norway.slug}") == {"EUR": 150}


@pytest.fixture
def varied() -> dict[str, Actor]:
    rate("1.25")
    norway, sweden, ukraine = (actor(name, "state") for name in ("Norway", "Sweden", "Ukraine"))
    given = {
        "A": pledge(100, by=[norway], title="A", aid_kind="military"),
        "B": pledge(50, "USD", [norway], title="B", aid_kind="humanitarian"),
        "C": pledge(30, by=[sweden], title="C", aid_kind="military", on="2024-05-01"),
        "D": pledge(None, by=[sweden], title="D", on="2024-06-01"),
    }
    for made in given.values():
        made.involvements.create(actor=ukraine, role="recipient")
    move(given["A"], "2", 90)
    move(given["A"], "3", 60)
    move(given["B"], "3", 75, "USD")
    return {"norway": norway, "sweden": sweden, "ukraine": ukraine}


def test_the_ledger_is_summed_by_what_is_asked(client: Client, varied: dict[str, Actor]) -> None:
    assert groups(page(client)) == ["Norway", "Sweden"]
    assert groups(page(client, "?group=recipient")) == ["Ukraine"]
    assert groups(page(client, "?group=year")) == ["2025", "2024"]
    assert groups(page(client, "?group=kind")) == ["Military", "Humanitarian", "Not known"]


def test_facets_narrow_the_ledger_with_exact_counts(
    client: Client, varied: dict[str, Actor]
) -> None:
    text = page(client, f"?kind=military&donor={varied['norway'].slug}")
    assert pledges(text) == ["A"]
    assert counts(text, "kind") == {"military": 1, "humanitarian": 1}
    assert counts(text, "donor") == {varied["norway"].slug: 1, varied["sweden"].slug: 1}
    assert counts(text, "year") == {"2025": 1}
    assert counts(page(client), "currency") == {"EUR": 2, "USD": 1, "none": 1}


def test_every_count_is_what_its_value_would_show(client: Client, varied: dict[str, Actor]) -> None:
    for facet in ("donor", "recipient", "kind", "year", "currency"):
        for value, count in counts(page(client), facet).items():
            assert len(pledges(page(client, f"?{facet}={value}"))) == count


def test_groups_are_sorted_by_their_headings(client: Client, varied: dict[str, Actor]) -> None:
    assert groups(page(client, "?sort=promised")) == ["Sweden", "Norway"]
    text = page(client, "?sort=name")
    assert groups(text) == ["Norway", "Sweden"]
    assert '<th scope="col" aria-sort="ascending"><a class="sorts" href="/aid/?sort=-name"' in text


def test_pledges_are_sorted_by_their_worth(client: Client, varied: dict[str, Actor]) -> None:
    assert pledges(page(client)) == ["B", "A", "D", "C"]
    assert pledges(page(client, "?order=-amount")) == ["A", "B", "C", "D"]
    assert pledges(page(client, "?order=date")) == ["C", "D", "A", "B"]
    assert pledges(page(client, "?order=-committed"))[0] == "A"


def test_a_sum_opens_to_the_pledges_that_make_it(client: Client, varied: dict[str, Actor]) -> None:
    text = page(client, f"?of={varied['norway'].slug}")
    assert pledges(text) == ["B", "A"]
    assert groups(text) == ["Norway", "Sweden"]
    assert 'href="/aid/"><span class="visually-hidden">Remove </span><bdi>Donor: Norway' in text


def test_what_is_opened_adds_up_to_its_sum(client: Client, varied: dict[str, Actor]) -> None:
    for group in GROUPINGS:
        for one in ledger("", group).groups:
            text = page(client, f"?group={group}&of={one.key}")
            [opened] = re.findall(r'<tr class="open">(.*?)</tr>', text, re.DOTALL)
            cells = dict(re.findall(r'data-label="(\w+)">(.*?)</td>', opened, re.DOTALL))
            body = text[text.index('<section id="pledges">') :].split("<tfoot>")[0]
            for label in ("Committed", "Disbursed"):
                shown = re.findall(rf'data-label="{label}">(.*?)</td>', body, re.DOTALL)
                assert money("".join(shown)) == originals(money(cells[label]))


def money(text: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in re.findall(r'<data value="(\w+) (\S+)"', text):
        sums[currency] += Decimal(amount)
    return dict(sums)


def originals(sums: dict[str, Decimal]) -> dict[str, Decimal]:
    """A cell with another currency holds the euro total and then what it is made of."""
    if set(sums) - {"EUR"}:
        rest = sums["EUR"] - sums["USD"] / Decimal("1.25")
        sums = {"USD": sums["USD"]} | ({"EUR": rest / 2} if rest else {})
    return sums


def test_transactions_open_under_their_pledge_and_add_up(client: Client) -> None:
    made = pledge(100)
    for kind, amount in (("2", 90), ("2", -10), ("11", 80), ("3", 30), ("3", 20), ("4", 5)):
        move(made, kind, amount)
    opened = page(client).split('<details class="opens"')[1].split("</details>")[0]
    counted = [item for item in opened.split("<li") if "not counted" not in item]
    assert "6 transactions" in opened
    assert money("".join(i for i in counted if "commitment" in i)) == {"EUR": 80}
    assert money("".join(i for i in counted if "disbursement" in i)) == {"EUR": 50}


def test_the_bars_are_the_figures_on_one_scale(client: Client, varied: dict[str, Actor]) -> None:
    text = page(client)
    norway, sweden = (
        re.findall(r'<rect class="(\w+)" x="0" y="\d+" width="([\d.]+)"', chart)
        for chart in re.findall(r'<svg class="bars".*?</svg>', text)
    )
    assert norway == [("promised", "100.00"), ("committed", "64.29"), ("disbursed", "85.71")]
    assert sweden == [("promised", "21.43"), ("committed", "0.00"), ("disbursed", "0.00")]


def test_bars_are_drawn_alike_in_every_language(client: Client, varied: dict[str, Actor]) -> None:
    charts = [
        re.findall(r'<svg class="bars".*?</svg>', client.get(path).content.decode())
        for path in ("/aid/", "/fr/aid/", "/uk/aid/")
    ]
    assert charts[0] == charts[1] == charts[2]
    assert len(charts[0]) == 2


def test_nothing_below_zero_has_a_bar() -> None:
    group = Group("x", "X")
    group.committed.euro = Decimal(-5)
    assert [bar.width for bar in bars(group, Decimal(10))] == ["0.00"] * 3
    assert bars(group, Decimal(0)) == []


@pytest.mark.parametrize(
    "query",
    ["donor=nobody", "recipient=x", "kind=x", "year=abc", "currency=XXX", "group=x", "sort=x",
     "order=x", "of=x"],
)  # fmt: skip
def test_a_value_that_does_not_exist_is_told(client: Client, query: str) -> None:
    pledge(title="Stands")
    text = page(client, f"?{query}")
    assert f"<strong><bdi>{query}</bdi></strong>" in text
    narrows = query.split("=", maxsplit=1)[0] in ("donor", "recipient", "kind", "year", "currency")
    assert pledges(text) == ([] if narrows else ["Stands"])


def test_an_actor_without_a_promise_is_known_and_has_none(client: Client) -> None:
    made = entry("statement")
    lonely = actor("Lonely", "state")
    made.involvements.create(actor=lonely, role="speaker")
    pledge()
    text = page(client, f"?donor={lonely.slug}")
    assert "No pledge here" in text
    assert "No actor has this address" not in text


def test_htmx_gets_the_results_with_a_clean_address(
    client: Client, varied: dict[str, Actor]
) -> None:
    response = client.get("/aid/?kind=military&year=&group=year", headers=HTMX)
    assert "<html" not in response.content.decode()
    assert response["HX-Push-Url"] == "/aid/?group=year&kind=military"
    assert "HX-Target" in response["Vary"]


def test_the_ledger_holds_no_draft(client: Client) -> None:
    pledge(title="Secret", state="draft", by=[actor("Hidden", "state")])
    text = page(client)
    assert ("Secret" in text, "Hidden" in text, "No pledge on record" in text) == (
        False, False, True,
    )  # fmt: skip


def test_titles_of_five_hundred_characters_are_cut(client: Client) -> None:
    pledge(title="W" * 500)
    [title] = pledges(page(client))
    assert len(title) == 140


def test_the_ledger_asks_as_much_for_sixty_as_for_one_and_is_paged(client: Client) -> None:
    rate("1.25")
    asked = []
    for number in (1, 2, 57):
        for n in range(number):
            made = pledge(100, "USD", by=[actor(f"Norway {n}", "state")])
            move(made, "3", 10, "USD")
        for query in ("", "?group=year&currency=USD&order=-amount"):
            with CaptureQueriesContext(connection) as captured:
                text = page(client, query)
            asked.append(len(captured))
    assert asked == [asked[0]] * 6
    assert asked[0] <= 10
    assert "Page 1 of 2" in text
    assert len(pledges(text)) == 50


AMOUNTS = st.integers(-1000, 1000)
TYPES = st.sampled_from(["2", "3", "4", "11", "12", "13"])
CURRENCIES = st.sampled_from(["EUR", "USD", "GBP"])
PLEDGES = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.none() | st.integers(0, 1000),
            "currency": CURRENCIES,
            "restates": st.none() | st.integers(0, 7),
            "draft": st.booleans(),
            "donor": st.none() | st.integers(0, 2),
            "year": st.integers(2023, 2025),
            "moved": st.lists(st.tuples(TYPES, AMOUNTS, CURRENCIES), max_size=4),
        }
    ),
    max_size=8,
)
RATES = {"EUR": Decimal(1), "USD": Decimal("1.1"), "GBP": None}


class RandomLedgers(TestCase):
    """Any pledges and transactions, summed anew in Python as the rule says."""

    @settings(max_examples=40)
    @given(PLEDGES)
    def test_sums_are_those_of_an_independent_count(self, plan: list[dict[str, Any]]) -> None:
        donors = [actor(f"Donor {n}", "state") for n in range(3)]
        for year in range(2023, 2026):
            ExchangeRate.objects.create(currency="USD", date=f"{year}-05-01", per_euro="1.1")
        made: list[Pledge] = []
        for one in plan:
            before = one["restates"]
            made.append(
                pledge(
                    one["amount"],
                    one["currency"],
                    [donors[one["donor"]]] if one["donor"] is not None else [],
                    restates=made[before] if before is not None and before < len(made) else None,
                    state="draft" if one["draft"] else "published",
                    on=f"{one['year']}-05-01",
                )
            )
            for kind, amount, currency in one["moved"]:
                move(made[-1], kind, amount, currency)
        expected = independently(plan)
        for grouping in GROUPINGS:
            found = ledger("", grouping)
            for group, figures in ((found.total, expected),):
                assert dict(group.promised.sums) == figures["promised"]
                assert dict(group.committed.sums) == figures["committed"]
                assert dict(group.disbursed.sums) == figures["disbursed"]
                assert group.disbursed.euro == figures["euro"]
            for name in ("promised", "committed", "disbursed"):
                parts = [getattr(group, name).euro for group in found.groups]
                assert sum(parts) == getattr(found.total, name).euro


def independently(plan: list[dict[str, Any]]) -> dict[str, Any]:
    families: dict[int, list[int]] = defaultdict(list)
    for number in range(len(plan)):
        root = number
        while (before := plan[root]["restates"]) is not None and before < root:
            root = before
        families[root].append(number)
    sums: dict[str, Any] = {n: defaultdict(Decimal) for n in ("promised", "committed", "disbursed")}
    sums["euro"] = Decimal(0)
    for members in families.values():
        seen = [n for n in members if not plan[n]["draft"]]
        if not seen:
            continue
        lead = plan[min(seen, key=lambda n: (plan[n]["year"], n))]
        if lead["amount"] is not None:
            sums["promised"][lead["currency"]] += lead["amount"]
        moved = [one for n in seen for one in plan[n]["moved"]]
        bound = "2" if any(kind == "2" for kind, _a, _c in moved) else "11"
        paid: dict[str, Decimal] = defaultdict(Decimal)
        for kind, amount, currency in moved:
            if kind == bound:
                sums["committed"][currency] += amount
            if kind == "3":
                sums["disbursed"][currency] += amount
                paid[currency] += amount
        for currency, amount in paid.items():
            if RATES[currency]:
                sums["euro"] += (amount / RATES[currency]).quantize(Decimal("0.01"))
    return sums


def test_a_group_with_a_promise_of_no_amount_has_no_share(client: Client) -> None:
    donor = actor("Estvale", "state")
    made = entry("pledge", amount=100, currency="EUR")
    made.transactions.create(type="3", amount=14, currency="EUR", happened_on="2025-12-10")
    for one in (made, entry("pledge", title="An archive")):
        one.involvements.create(actor=donor, role="donor")
    sums, pledges = client.get("/aid/").content.decode().split('id="pledges"')
    assert "14 %" not in sums
    assert "14 %" in pledges
