import pytest
from django.test import Client

from records.models import Involvement
from talks.delegations import table_of
from tests.talks.factories import actor, entry

pytestmark = pytest.mark.django_db


def seat(made, who, role="negotiator", party=None, **columns):
    return Involvement.objects.create(entry=made, actor=who, role=role, party=party, **columns)


def test_delegations_follow_the_record_heads_first() -> None:
    made, ua, us = entry("round"), actor("Ukraine", "state"), actor("United States", "state")
    seat(made, actor("Hnatov"), party=ua)
    seat(made, actor("Witkoff"), party=us)
    seat(made, actor("Umerov"), "head_of_delegation", party=ua)
    table = table_of(made.involvements.select_related("actor", "party"))
    sides = [(str(d.party), [s.name for s in d.people]) for d in table.delegations]
    assert sides == [("Ukraine", ["Umerov", "Hnatov"]), ("United States", ["Witkoff"])]


def test_a_state_that_sits_for_itself_is_a_party_without_named_people() -> None:
    made = entry("round")
    seat(made, actor("Sudan", "state"), "party")
    seat(made, actor("RSF", "armed_group"), "negotiator")
    table = table_of(made.involvements.all())
    assert [(str(d.party), d.people) for d in table.delegations] == [("Sudan", []), ("RSF", [])]


def test_people_of_whom_it_is_not_said_for_whom_they_sat_come_last() -> None:
    made = entry("round")
    seat(made, actor("Somebody"))
    seat(made, actor("Umerov"), party=actor("Ukraine", "state"))
    table = table_of(made.involvements.all())
    assert [str(d.party) for d in table.delegations] == ["Ukraine", "None"]


def test_mediators_sit_at_the_ends_before_hosts_and_observers() -> None:
    made = entry("round")
    seat(made, actor("Qatar", "state"), "host")
    seat(made, actor("Observer"), "observer")
    seat(made, actor("Mediator"), "mediator", party=actor("African Union", "bloc"))
    table = table_of(made.involvements.all())
    assert [s.name for s in table.ends] == ["Mediator", "Qatar", "Observer"]
    assert table.ends[0].role == "mediator, for African Union"
    assert [seat.name for seat in table.mediators] == ["Mediator"]


def test_a_party_and_its_people_are_one_delegation() -> None:
    made, ua = entry("round"), actor("Ukraine", "state")
    seat(made, ua, "party")
    seat(made, actor("Umerov"), party=ua)
    table = table_of(made.involvements.all())
    assert [[s.name for s in d.people] for d in table.delegations] == [["Umerov"]]


def page(client: Client, made) -> str:
    return client.get(made.get_absolute_url()).content.decode()


def test_every_one_of_sixty_participants_is_named(client: Client) -> None:
    made, parties = entry("round"), [actor(f"Party {n}", "state") for n in range(6)]
    for n in range(60):
        seat(made, actor(f"Negotiator {n:02}"), party=parties[n % 6])
    text = page(client, made)
    assert [text.count(f"<bdi>Negotiator {n:02}</bdi>") for n in range(60)] == [1] * 60
    assert [f"<bdi>Party {n}</bdi>" in text for n in range(6)] == [True] * 6


def test_mediators_without_any_party_have_their_table(client: Client) -> None:
    made = entry("round")
    seat(made, actor("Qatar", "state"), "mediator")
    text = page(client, made)
    assert "<bdi>Qatar</bdi>" in text
    assert "Mediators" in text
    assert "no mediator on record" not in text


def test_a_round_without_anybody_says_so(client: Client) -> None:
    assert "Who took part is not on record." in page(client, entry("round"))


def test_arabic_and_cyrillic_names_are_isolated_and_marked(client: Client) -> None:
    made, person = entry("round"), actor("Rustem Umerov")
    person.names.create(text="Рустем Умєров", language="uk", kind="primary")
    seat(made, person)
    seat(made, actor("محمد بن عبد الرحمن آل ثاني"))
    text = page(client, made)
    assert '<bdi class="muted" lang="uk">Рустем Умєров</bdi>' in text
    assert "<bdi>محمد بن عبد الرحمن آل ثاني</bdi>" in text


def test_a_name_in_the_readers_own_language_is_not_said_twice(client: Client) -> None:
    made, person = entry("round"), actor("Steve Witkoff")
    person.names.create(text="Steven Charles Witkoff", language="en", kind="primary")
    seat(made, person)
    assert "Steven Charles" not in page(client, made)
