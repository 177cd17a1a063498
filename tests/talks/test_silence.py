"""What is overdue: planned rounds that passed, follow-ups that did not come."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from records.contributions import due_after, due_between, overdue_at, panels_for
from talks.models import Track
from tests.talks.factories import entry, process

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 12, 31, tzinfo=UTC)


@pytest.fixture
def track() -> Track:
    return Track.objects.create(process=process(), name="Florida", slug="florida")


def overdue(*process_ids: int) -> list[tuple[str, str]]:
    return [(one.title, str(one.since)) for one in overdue_at(NOW, process_ids)]


def test_a_planned_round_is_overdue_once_its_last_day_has_passed(track: Track) -> None:
    entry("round", on="2025-12-20/2025-12-22", status="EventScheduled", title="Past")
    entry("round", on="2025-11", status="announced", title="Past month")
    entry("round", on="2025-12", status="announced", title="This month")
    entry("round", on="2025-12-30/2026-01-02", status="EventScheduled", title="Now")
    entry("round", on="2025-12-20", status="EventCancelled")
    entry("round", on="2025-12-20", status="EventPostponed")
    entry("round", on="2025-12-20", status="held")
    entry("round", on="2025-12-20", status="EventScheduled", state="draft")
    assert overdue() == [("Past", "2025-12-22"), ("Past month", "2025-11-30")]


def test_this_months_round_is_due_until_the_month_is_over() -> None:
    entry("round", on="2025-12", status="announced", title="This month")
    [due] = due_after(NOW)
    assert (due.title, str(due.at.date()), due.precision) == ("This month", "2025-12-31", "month")


def test_an_agreed_follow_up_is_overdue_after_a_month_without_a_round(track: Track) -> None:
    entry("round", on="2025-12-01", track=track, status="held", outcome="next_round", title="Miami")
    assert overdue() == [("Miami", "2025-12-01")]
    assert overdue(track.process_id) == [("Miami", "2025-12-01")]
    assert overdue(process().pk) == []
    entry("round", on="2025-12-10", track=track, status="EventCancelled")
    assert overdue() == [("Miami", "2025-12-01")]
    entry("round", on="2026-01-10", track=track, status="EventScheduled")
    assert overdue() == []


def test_a_fresh_follow_up_is_not_overdue_yet(track: Track) -> None:
    entry("round", on="2025-12-02", track=track, status="held", outcome="next_round")
    assert overdue() == []


def test_a_promised_delivery_is_overdue_until_it_is_paid() -> None:
    def promise(title: str, due_on: str, paid: int = 0, **columns: object) -> None:
        made = entry("pledge", title=title, due_on=due_on, amount=100, currency="EUR", **columns)
        if paid:
            made.transactions.create(
                type="3", happened_on="2025-12-01", amount=paid, currency="EUR"
            )

    promise("Unpaid", "2025-12-10")
    promise("Half", "2025-12-09", 50)
    promise("Paid", "2025-12-08", 100)
    promise("Later", "2026-01-10")
    promise("Draft", "2025-12-10", state="draft")
    assert [one.what for one in overdue_at(NOW)] == [
        "Delivery promised; none on record as paid",
        "Delivery promised; 50 % on record as paid",
    ]


def test_what_is_overdue_stands_on_home_and_process_once(client: Client, track: Track) -> None:
    made = entry("round", on="2026-01-05", track=track, status="EventScheduled", title="Not held")
    made.process_entries.create(process=track.process)
    for address in ("/", track.process.get_absolute_url()):
        page = client.get(address).content.decode()
        overdue_section = page.split('id="overdue"')[1].split("</section>")[0]
        assert "nothing on record says that it took place: <time" in overdue_section
        assert 'id="passed"' not in page
    assert [due.title for due in due_between(datetime(2026, 1, 1, tzinfo=UTC), NOW)] == []


def test_a_track_counts_what_was_planned_and_not_held(track: Track) -> None:
    entry("round", on="2025-01-05", track=track, status="EventScheduled")
    entry("round", on="2025-01-06", track=track, status="EventCancelled")
    entry("round", on="2025-01-07", track=track, status="held")
    panel = panels_for(track.process)[0]
    assert [t.missed_count for t in panel.context["tracks"]] == [2]
