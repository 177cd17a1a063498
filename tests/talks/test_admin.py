import pytest

from records.models import Actor, Process, Source
from talks.models import Document, Issue, Round, Statement, Track
from tests.desk import Desk, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk("editor")


@pytest.fixture
def process() -> Process:
    return Process.objects.create(name="Talks", slug="talks")


def test_a_round_has_readouts_and_positions(desk: Desk, process: Process) -> None:
    party = Actor.objects.create(kind="state", slug="us", name="United States", country="US")
    issue = Issue.objects.create(process=process, name="Territory", slug="territory")
    source = Source.objects.create(title="State Department")
    desk.save(
        "/admin/talks/round/add/",
        "round_form",
        slug="miami",
        title="Miami",
        date="2025-12-04",
        **row("readouts", 0, party=party.pk, source=source.pk, text="Progress."),
        **row("positions", 0, party=party.pk, issue=issue.pk, stance="offers", words="A line"),
    )
    entry = Round.objects.get()
    assert entry.readouts.get().text == "Progress."
    assert entry.positions.get().stance == "offers"


def test_two_rounds_of_one_number_are_refused_in_words(desk: Desk, process: Process) -> None:
    track = Track.objects.create(process=process, name="Florida", slug="florida")
    first = Round(slug="a", title="A", starts_on="2025-12-04", ends_on="2025-12-04")
    first.track, first.number = track, 1
    first.save()
    page = desk.save(
        "/admin/talks/round/add/",
        "round_form",
        200,
        slug="b",
        title="B",
        date="2025-12-05",
        track=track.pk,
        number=1,
    )
    assert "The track already has a round of this number." in page.text


def test_a_document_has_provisions(desk: Desk) -> None:
    desk.save(
        "/admin/talks/document/add/",
        "document_form",
        slug="plan",
        title="Plan",
        date="2025-11",
        form="proposal",
        **row("provisions", 0, position=1, number="1", heading="Sovereignty"),
    )
    assert Document.objects.get().provisions.get().heading == "Sovereignty"


def test_words_without_their_language_are_refused(desk: Desk) -> None:
    page = desk.save(
        "/admin/talks/statement/add/",
        "statement_form",
        200,
        slug="appeal",
        title="Appeal",
        date="2025-12-03",
        act="appeal",
        words="Keep energy out of it.",
    )
    assert "Say which language the words are in." in page.text


def test_a_statement_keeps_the_kinds_own_translations(desk: Desk) -> None:
    desk.save(
        "/admin/talks/statement/add/",
        "statement_form",
        slug="appeal",
        title="Appeal",
        date="2025-12-03",
        act="appeal",
        speaker_words="experts",
        speaker_words_uk="експерти",
    )
    assert Statement.objects.get().i18n == {"speaker_words_uk": "експерти"}
