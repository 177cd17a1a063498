"""The page of a track: its rounds, the silences between them, and what did not take place."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from records.dates import Elapsed
from records.models import ProcessEntry
from talks.models import Round, Track
from talks.tracks import course_of
from tests.talks.factories import entry, process

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def track() -> Track:
    return Track.objects.create(process=process(), name="Florida", slug="florida")


def test_silences_run_from_the_end_of_a_round_to_the_next_that_took_place(track: Track) -> None:
    entry("round", on="2025-11-30", track=track, status="held")
    entry("round", on="2025-12-02", track=track, status="EventCancelled")
    entry("round", on="2025-12-04/2025-12-06", track=track, status="held")
    entry("round", on="2025-12-16", track=track, status="broken_off")
    entry("round", on="2025-12-20", track=track, status="held", state="draft")
    course = course_of(track, TODAY)
    assert course.gaps == [10, 4]
    assert (course.since, course.held, course.longest, course.median) == (Elapsed(16), 3, 10, 7)
    assert course.is_longest_silence


def test_a_round_without_a_day_makes_no_silence_and_hides_those_it_may_lie_in(
    client: Client, track: Track
) -> None:
    for on in ("2025-03-01", "2025-04-01", "2025-06", "2025-07-10~", "2025-08-01", "2025-09-01"):
        entry("round", on=on, track=track, status="held", title=on)
    entry("round", on="2025", track=track, status="held", title="2025", number=7)
    course = course_of(track, TODAY)
    assert course.last.title == "2025-09-01"
    assert course.gaps == []  # "2025" may lie in any of them
    Round.objects.filter(title="2025").delete()
    course = course_of(track, TODAY)
    assert [str(step.gap or "–") for step in course.steps] == [
        "31",
        "about 22",
        "–",
        "–",
        "31",
        "–",
    ]
    assert course.since == Elapsed(122)


def test_a_last_round_known_by_its_month_has_no_days(client: Client, track: Track) -> None:
    entry("round", on="2025-03-01", track=track, status="held")
    made = entry("round", on="2025-06", track=track, status="held", title="In June")
    ProcessEntry.objects.create(process=track.process, entry_id=made.pk)
    text = client.get(track.get_absolute_url()).content.decode()
    assert "its day is not known" in text
    assert "days since" not in text
    for page in ("/", track.process.get_absolute_url()):
        assert '<dt class="kind-round">–</dt>' in client.get(page).content.decode()


def test_rounds_planned_and_not_held_are_told_apart_from_those_to_come(track: Track) -> None:
    entry("round", on="2025-11-30", track=track, status="held", outcome="next_round")
    entry("round", on="2025-12-20", track=track, status="EventScheduled", title="Past")
    entry("round", on="2025-12-10", track=track, status="EventCancelled", title="Cancelled")
    entry("round", on="2026-02-01", track=track, status="EventPostponed", title="Postponed")
    assert course_of(track, TODAY).follow_up_open
    entry("round", on="2026-01", track=track, status="EventScheduled", title="This month")
    course = course_of(track, TODAY)
    assert [r.title for r in course.missed] == ["Postponed", "Past", "Cancelled"]
    assert [r.title for r in course.ahead] == ["This month"]
    assert not course.follow_up_open


def test_a_track_has_its_own_page(client: Client, track: Track) -> None:
    last = timezone.localdate() - timedelta(days=26)
    entry("round", on="2020-01-01", track=track, status="held", title="First")
    entry("round", on=last.isoformat(), track=track, status="held", title="Miami")
    text = client.get(track.get_absolute_url()).content.decode()
    assert "26 days since the last round." in text
    assert re.findall(r'data-label="Round">.*?<bdi>(\w+)', text) == ["Miami", "First"]
    assert "<h1><bdi>Florida</bdi></h1>" in text


def test_a_track_that_readers_have_not_seen_is_not_found(client: Client, track: Track) -> None:
    entry("round", track=track, state="draft", title="Secret")
    assert client.get(track.get_absolute_url()).status_code == 404
    assert client.get(f"/processes/elsewhere/tracks/{track.slug}/").status_code == 404


def test_long_names_and_many_rounds_fit_on_pages(
    client: Client, track: Track, django_assert_num_queries
) -> None:
    track.name = "ن" * 300
    track.save()
    for number in (1, 3, 60):
        made = Track.objects.create(process=track.process, name="T", slug=f"t-{number}")
        for n in range(number):
            on = (TODAY - timedelta(days=n)).isoformat()
            entry("round", on=on, track=made, status="held", title="x" * 500)
        with django_assert_num_queries(2):
            text = client.get(made.get_absolute_url()).content.decode()
    assert len(re.findall(r"<tr>", text)) == 51
    assert "Page 1 of 2" in text
