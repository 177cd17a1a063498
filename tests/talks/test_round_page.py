from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from records.models import Actor, Source
from tests.talks.factories import actor, cite, entry

pytestmark = pytest.mark.django_db
FLAG = "not in every source"


def page(client: Client, made: Any, prefix: str = "") -> str:
    response = client.get(f"{prefix}{made.get_absolute_url()}")
    assert response.status_code == 200
    return response.content.decode()


def seat(made: Any, *names: str, role: str = "negotiator", party: Actor | None = None) -> None:
    for name in names:
        made.involvements.create(actor=actor(name), role=role, party=party)


def flagged(text: str) -> list[str]:
    """The names in whose lines of the table the flag stands."""
    lines = [line for line in text.split('<a class="name"')[1:] if FLAG in line.split("</li>")[0]]
    return [line.split("<bdi>")[1].split("</bdi>")[0] for line in lines]


def test_who_is_not_in_every_source_is_marked_in_place(client: Client) -> None:
    made = entry("round")
    seat(made, "Rustem Umerov", "Andrii Hnatov", party=actor("Ukraine", "state"))
    cite(made, "An article", field="involvements", value="For Ukraine: Umérov alone")
    cite(made, "RFE/RL", field="delegation", value="Umerov and General Hnatov")
    assert flagged(page(client, made)) == ["Andrii Hnatov"]


def test_a_name_is_found_in_whatever_language_the_source_is_kept(client: Client) -> None:
    made, ukraine = entry("round"), actor("Ukraine", "state")
    person = actor("Rustem Umerov", i18n={"name_fr": "Roustem Oumerov"})
    made.involvements.create(actor=person, role="negotiator", party=ukraine)
    seat(made, "Hnatov", party=ukraine)
    cite(made, "An article", field="involvements", value="two men", i18n={"value_fr": "Oumerov"})
    cite(made, "RFE/RL", field="involvements", value="Umerov, Hnatov")
    assert flagged(page(client, made)) == ["Hnatov"]


@pytest.mark.parametrize("value", ["a delegation of five", "Oumérof", ""])
def test_a_source_that_names_nobody_known_doubts_nobody(client: Client, value: str) -> None:
    made = entry("round")
    seat(made, "Umerov", "Hnatov")
    cite(made, "An article", **({"field": "involvements", "value": value} if value else {}))
    cite(made, "RFE/RL", field="involvements", value="Umerov, Hnatov")
    assert flagged(page(client, made)) == []


def test_one_source_alone_leaves_out_nobody(client: Client) -> None:
    made = entry("round")
    seat(made, "Umerov", "Hnatov")
    cite(made, field="involvements", value="Umerov, Hnatov")
    assert FLAG not in page(client, made)


def test_mediators_sit_at_one_end_and_hosts_at_the_other(client: Client) -> None:
    made = entry("round")
    seat(made, "Mediator", role="mediator")
    seat(made, "Host", role="host")
    text = page(client, made)
    head, far = text.index('class="head-end"'), text.index('class="far-end"')
    assert head < text.index("<bdi>Mediator</bdi>") < text.index('class="oval"')
    assert far < text.index("<bdi>Host</bdi>")
    assert "Hosts and observers" in text


def test_readouts_of_one_party_share_its_column(client: Client) -> None:
    made, russia, us = entry("round"), actor("Russia", "state"), actor("United States", "state")
    seat(made, "Witkoff", party=us)
    for title in ("First", "Second"):
        source = Source.objects.create(title=title)
        made.readouts.create(party=russia, source=source, text=f"{title} readout")
    text = page(client, made)
    readouts = text[text.index('id="readouts"') : text.index('id="evidence"')]
    assert readouts.count('<h3 class="overline">') == 2
    assert readouts.index("United States") < readouts.index("No readout on record.")
    assert readouts.index("Russia") < readouts.index("Second readout")


def test_words_that_are_not_translated_carry_their_language(client: Client) -> None:
    made, us = entry("round", title="Miami talks", summary="They met."), actor("US", "state")
    made.involvements.create(actor=actor("Witkoff"), role="negotiator", party=us, note="envoy")
    made.readouts.create(party=us, source=Source.objects.create(title="S"), text="We agreed.")
    with override("en"):  # puts the language of other tests back
        text = page(client, made, "/fr")
    assert '<h1><bdi lang="en">Miami talks</bdi></h1>' in text
    assert '<p class="lead"><bdi lang="en">They met.</bdi></p>' in text
    assert '<bdi lang="en">envoy</bdi>' in text
    assert '<blockquote dir="auto" lang="en">We agreed.</blockquote>' in text


def test_a_translated_text_carries_no_language(client: Client) -> None:
    made = entry("round", title="Miami talks", title_fr="Pourparlers de Miami")
    with override("en"):  # puts the language of other tests back
        text = page(client, made, "/fr")
    assert "<h1><bdi>Pourparlers de Miami</bdi></h1>" in text


def test_names_written_from_the_right_are_set_apart_in_a_list_of_names(client: Client) -> None:
    made = entry("round")
    seat(made, "محمد", "Witkoff")
    cite(made, field="involvements", value="Witkoff")
    assert "\u2068محمد\u2069, Witkoff" in page(client, made)


def test_queries_do_not_grow_with_participants_sources_and_readouts(client: Client) -> None:
    def queries(number: int) -> int:
        made = entry("round", track=None)
        for n in range(number):
            party = actor(f"S{made.pk}-{n}", "state")
            seat(made, f"P{n}", party=party)
            cite(made, f"Publisher {n}", field="involvements", value=f"P{n}")
            made.readouts.create(
                party=party, source=Source.objects.create(title=f"{n}"), text="said"
            )
        with CaptureQueriesContext(connection) as captured:
            page(client, made)
        return len(captured)

    few = queries(1)
    assert [queries(3), queries(30)] == [few, few]
