from datetime import UTC, datetime

import pytest

from records.contributions import due_after, latest_before, panels_for
from talks.models import Track
from tests.talks.factories import entry, process

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 12, 10, tzinfo=UTC)


@pytest.fixture
def track() -> Track:
    return Track.objects.create(process=process(), name="Florida", slug="florida")


def test_the_latest_round_of_a_track_is_the_last_published_that_took_place(track: Track) -> None:
    entry("round", on="2025-11-30", track=track, status="held", title="First")
    entry("round", on="2025-12-04/2025-12-06", track=track, status="held", title="Miami")
    entry("round", on="2025-12-08", track=track, status="held", state="draft")
    entry("round", on="2025-12-07", track=track, status="EventCancelled")
    entry("round", on="2025-12-20", track=track, status="EventScheduled")
    [latest] = latest_before(NOW)
    assert (latest.series, latest.title, str(latest.span)) == (
        "Florida",
        "Miami",
        "2025-12-04/2025-12-06",
    )
    assert latest_before(NOW, [process().pk]) == []


def test_planned_rounds_are_due_drafts_and_held_ones_are_not(track: Track) -> None:
    entry("round", on="2025-12-20", status="EventScheduled", title="Planned")
    entry("round", on="2025-12-19", status="EventScheduled", state="draft")
    entry("round", on="2025-12-18", status="EventCancelled")
    entry("round", on="2025-12-01", status="EventScheduled")
    assert [due.title for due in due_after(NOW)] == ["Planned"]


def test_the_panel_of_tracks_counts_what_readers_can_see(
    track: Track, django_assert_num_queries
) -> None:
    for day in range(1, 13):
        entry("round", on=f"2025-11-{day:02}", track=track, status="held")
    entry("round", on="2025-11-30", track=track, status="held", state="draft")
    with django_assert_num_queries(7):  # tracks, rounds and what rows need; positions, relief
        [panel] = panels_for(track.process)
    [shown] = panel.context["tracks"]
    assert (shown.round_count, len(shown.newest), str(shown.last)) == (12, 5, "2025-11-12")


def test_a_process_without_rounds_has_no_panel() -> None:
    assert panels_for(process()) == []
