"""What each filter finds, what repeated and joined ones mean, and what bad values answer."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from records.models import Actor, ActorName, Entry
from tests.factories import make_actor, make_entry, make_process, make_source
from timeline.filters import EntryFilter, Problem, offered_processes
from timeline.listing import newest

pytestmark = pytest.mark.django_db


def parsed(query: str) -> EntryFilter:
    return EntryFilter.parse(QueryDict(query), offered_processes())


def found(query: str) -> list[str]:
    return [entry.title for entry in newest(parsed(query)).entries]


@pytest.fixture
def facts() -> dict[str, Entry]:
    """Four entries that differ in each thing that can be asked for."""
    umerov = make_actor("Rustem Umerov", slug="rustem-umerov", country="UA")
    ActorName.objects.create(actor=umerov, text="Умєров", language="uk")
    ActorName.objects.create(actor=umerov, text="Oumérov", language="fr")
    putin = make_actor("Vladimir Putin", slug="vladimir-putin", country="RU")
    turkey = make_actor("Turkey", slug="turkey", country="TR", kind="state")
    process = make_process("War in Ukraine", slug="ukraine")
    return {
        "miami": make_entry(
            "Miami", on="2025-12-04/2025-12-06", by=(umerov,), place_country="US", process=process
        ),
        "moscow": make_entry("Moscow", on="2025-12-02", by=(putin,), source=make_source()),
        "appeal": make_entry(
            "Keep energy out", kind="statement", on="2025-12-03", by=(turkey,), role="speaker"
        ),
        "licence": make_entry("Licence ends", kind="relief", on="2026-04"),
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Licence ends", "Miami", "Keep energy out", "Moscow"]),
        ("country=TR", ["Keep energy out"]),
        ("country=tr", ["Keep energy out"]),
        ("country=US", ["Miami"]),
        ("country=US&country=TR", ["Miami", "Keep energy out"]),
        ("country=RU&kind=round", ["Moscow"]),
        ("country=RU&kind=relief", []),
        ("actor=rustem-umerov", ["Miami"]),
        ("actor=rustem-umerov&actor=turkey", ["Miami", "Keep energy out"]),
        ("process=ukraine", ["Miami"]),
        ("kind=relief&kind=statement", ["Licence ends", "Keep energy out"]),
        ("from=2025-12-04", ["Licence ends", "Miami"]),
        ("from=2025-12-06&to=2025-12", ["Miami"]),
        ("to=2025", ["Miami", "Keep energy out", "Moscow"]),
        ("from=2026-04-15&to=2026-04-15", ["Licence ends"]),
        ("q=Umerov", ["Miami"]),
        ("q=Oumerov", ["Miami"]),
        ("q=Умєров", ["Miami"]),
        ("q=umérov", ["Miami"]),
        ("q=moscow&q=energy", ["Keep energy out", "Moscow"]),
        ("q=umerov&country=UA&kind=round&actor=rustem-umerov", ["Miami"]),
        ("q=umerov&country=TR", []),
        ("q=cc", []),
        ("q=ki&q=ac", []),
        ("q=&country=&from=&to=", ["Licence ends", "Miami", "Keep energy out", "Moscow"]),
        ("unheard=of", ["Licence ends", "Miami", "Keep energy out", "Moscow"]),
    ],
)
def test_each_filter_finds_its_entries(
    facts: dict[str, Entry], query: str, titles: list[str]
) -> None:
    assert found(query) == titles
    assert parsed(query).problems == ()


def test_a_source_finds_what_cites_it(facts: dict[str, Entry]) -> None:
    citation = facts["moscow"].citations.get()
    assert found(f"source={citation.source_id}") == ["Moscow"]


@pytest.mark.parametrize(
    ("query", "parameter", "titles"),
    [
        ("country=ZZ", "country", []),
        ("country=ZZ&country=TR", "country", ["Keep energy out"]),
        ("kind=x", "kind", []),
        ("actor=nobody", "actor", []),
        ("actor=" + "%27" * 40, "actor", []),
        ("process=none", "process", []),
        ("source=0", "source", []),
        ("source=99999999999999999999", "source", []),
        ("source=x", "source", []),
        ("from=2025-13-40&country=TR", "from", ["Keep energy out"]),
        ("to=soon&kind=relief", "to", ["Licence ends"]),
        ("from=2026&to=2025", "to", []),
        ("q=%21%21&kind=relief", "q", ["Licence ends"]),
        ("q=" + "x" * 10_000, "q", []),
        ("from=2025&from=2026&kind=relief", "from", ["Licence ends"]),
    ],
)
def test_a_bad_value_is_told_and_the_rest_applies(
    facts: dict[str, Entry], query: str, parameter: str, titles: list[str]
) -> None:
    problems = parsed(query).problems
    assert [problem.parameter for problem in problems] == [parameter]
    assert problems[0].message
    assert found(query) == titles


def test_a_problem_speaks_the_language_of_the_reader() -> None:
    with translation.override("fr"):
        assert isinstance(parsed("country=ZZ").problems[0], Problem)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=a%00b&actor=%00&country=%00&from=%00&kind=%00&process=%00&source=%00",
        "before=%00",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%",
        "q='%20|%20!(",
        "&".join(f"country=A{n}" for n in range(900)),
        "&".join(f"q=w{n}" for n in range(900)),
        "from=9999-12-31&to=0001",
        "from=0000",
        "from=-0001",
    ],
)
def test_no_query_breaks_the_page(client: Client, query: str) -> None:
    response = client.get(f"/timeline/?{query}")
    assert response.status_code == 200
    assert b'id="results"' in response.content


def test_more_parameters_than_a_form_has_are_refused(client: Client) -> None:
    response = client.get("/timeline/?" + "&".join(f"q=w{n}" for n in range(5000)))
    assert response.status_code == 400


def test_a_problem_stands_beside_its_filter(client: Client) -> None:
    page = client.get("/timeline/?country=ZZ").content.decode()
    beside = page.split('<div id="problems-country">')[1].split("</div>")[0]
    assert beside.startswith('<p class="problem">ZZ: ')


def test_only_published_actors_can_be_asked_for() -> None:
    secret = make_actor("Secret", slug="secret")
    make_entry("Draft", state="draft", by=(secret,))
    assert [problem.parameter for problem in parsed("actor=secret").problems] == ["actor"]


@pytest.mark.usefixtures("facts")
def test_a_former_address_of_an_actor_still_filters() -> None:
    Actor.objects.filter(slug="rustem-umerov").update(slug="rustem-umierov")
    assert found("actor=rustem-umerov") == ["Miami"]
    assert found("actor=rustem-umierov") == ["Miami"]
