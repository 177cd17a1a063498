from datetime import UTC, date, datetime

import pytest
from django.test import Client

from records.contributions import due_after, extents_of, panels_for
from sanctions.models import Designation, Programme
from tests.factories import make_entry
from tests.talks.factories import actor, entry, process

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)
END = {"expires_at": datetime(2026, 4, 29, 4, 1, tzinfo=UTC), "expires_zone": "America/New_York"}


def test_an_end_to_come_is_due_with_its_zone() -> None:
    entry("relief", number="128B", **END)
    [due] = due_after(NOW)
    assert (due.what, due.zone, due.precision) == (
        "General licence 128B ends", "America/New_York", "minute",
    )  # fmt: skip
    assert due_after(datetime(2026, 5, 1, tzinfo=UTC)) == []


def test_what_was_replaced_revoked_or_not_published_is_not_due() -> None:
    entry("relief", replaces=entry("relief", **END))
    entry("relief", revoked_on="2025-12-20", **END)
    entry("relief", state="draft", **END)
    assert due_after(NOW) == []


def test_a_successor_in_draft_does_not_hide_the_end() -> None:
    standing = entry("relief", title="Stands", **END)
    entry("relief", title="Secret", state="draft", replaces=standing)
    assert [due.title for due in due_after(NOW)] == ["Stands"]


def test_whoever_is_on_a_list_is_found_where_actors_are(client: Client) -> None:
    rosneft, unknown = actor("Rosneft", kind="company"), actor("Rosneft-Aero", kind="company")
    programme = Programme.objects.create(authority="OFAC", code="X", name="X")
    Designation.objects.create(actor=rosneft, programme=programme)
    box = {"HX-Request": "true", "HX-Target": "suggestions"}
    for address in ("/actors/", "/search/?q=rosneft", "/search/suggest/?q=rosn"):
        page = client.get(address, headers=box).content.decode()
        assert rosneft.get_absolute_url() in page
        assert unknown.get_absolute_url() not in page
    assert client.get(f"/timeline.json?actor={rosneft.slug}").status_code == 200


def test_due_ends_are_those_of_the_process() -> None:
    talks, made = process(), entry("relief", **END)
    made.process_entries.create(process=talks)
    assert len(due_after(NOW, [talks.pk])) == 1
    assert due_after(NOW, [process().pk]) == []


def test_an_actor_has_its_designations_and_the_published_relief() -> None:
    lukoil = actor("Lukoil", "company")
    programme = Programme.objects.create(authority="OFAC", code="EO 14024", name="Russia")
    Designation.objects.create(actor=lukoil, programme=programme)
    shown = entry("relief")
    for made in (shown, entry("relief", state="draft")):
        made.involvements.create(actor=lukoil, role="target")
    panels = {panel.template: panel.context for panel in panels_for(lukoil)}
    assert [row.pk for row in panels["sanctions/_relief_panel.html"]["reliefs"]] == [shown.pk]
    assert len(panels["sanctions/_designations_panel.html"]["designations"]) == 1


@pytest.mark.parametrize(
    ("values", "last", "label", "holds"),
    [
        (END, date(2026, 4, 29), "29 Apr 2026", True),
        ({**END, "expires_precision": "month"}, date(2026, 4, 29), "Apr 2026", True),
        ({**END, "revoked_on": date(2025, 12, 20)}, date(2025, 12, 20), "20 Dec 2025", False),
        ({}, None, "", True),
    ],
)
def test_relief_lasts_until_its_end_in_its_own_zone(
    values: dict[str, object], last: date | None, label: str, holds: bool
) -> None:
    relief = make_entry(kind="relief", on="2025-12-04", **values)
    extent = extents_of("relief", NOW.date(), [relief.pk])[relief.pk]
    assert (extent.first, extent.last) == (date(2025, 12, 4), last)
    assert (extent.label, extent.holds) == (label, holds)


def test_what_was_replaced_lasts_until_the_day_before() -> None:
    old = make_entry(kind="relief", on="2025-11-04", **END)
    make_entry(kind="relief", on="2025-12-04", replaces=old)
    extent = extents_of("relief", NOW.date(), [old.pk])[old.pk]
    assert (extent.last, extent.label, extent.holds) == (date(2025, 12, 3), "4 Dec 2025", False)


def test_other_kinds_have_no_extent() -> None:
    assert extents_of("round", NOW.date(), [1]) == {}
