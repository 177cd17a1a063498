from datetime import UTC, datetime

import pytest

from records.models import Entry
from sanctions.models import Relief
from tests.desk import Desk
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

ADD = "/admin/sanctions/relief/add/"


def licence(**values: object) -> dict[str, object]:
    given = {"slug": "128b", "title": "General License 128B", "date": "2025-12-04"}
    return {**given, "instrument": "general_licence", "number": "128B", **values}


@pytest.fixture
def desk() -> Desk:
    return Desk("editor")


def test_an_end_is_written_by_the_clock_of_its_own_zone(desk: Desk) -> None:
    zone = "America/New_York"
    desk.save(ADD, "relief_form", **licence(expires="2026-04-29 00:01", expires_zone=zone))
    relief = Relief.objects.get()
    assert relief.expires_at == datetime(2026, 4, 29, 4, 1, tzinfo=UTC)
    assert (relief.expires_zone, relief.expires_precision) == (zone, "minute")
    form = desk.page(f"/admin/sanctions/relief/{relief.pk}/change/").forms["relief_form"]
    assert (form["expires"], form["expires_zone"]) == (["2026-04-29 00:01"], [zone])


@pytest.mark.parametrize(
    ("text", "precision", "instant"),
    [
        ("2026-04", "month", datetime(2026, 5, 1, 3, 59, 59, tzinfo=UTC)),
        ("2026-04-29", "day", datetime(2026, 4, 30, 3, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_end_known_to_the_month_or_day_is_its_last_instant(
    desk: Desk, text: str, precision: str, instant: datetime
) -> None:
    fields = licence(expires=text, expires_zone="America/New_York")
    desk.save(ADD, "relief_form", **fields)
    relief = Relief.objects.get()
    assert (relief.expires_at, relief.expires_precision) == (instant, precision)
    form = desk.page(f"/admin/sanctions/relief/{relief.pk}/change/").forms["relief_form"]
    assert form["expires"] == [text]


@pytest.mark.parametrize(
    ("expires", "zone", "message"),
    [
        ("2026-04-29 00:01", "", "go together: add one such as America/New_York"),
        ("", "America/New_York", "go together: add one such as 2026-04"),
        ("tomorrow", "America/New_York", "Write 2026-04-29 00:01, 2026-04-29 or 2026-04."),
        ("2026-02-30", "America/New_York", "There is no such day or hour."),
        ("2026-03-08 02:30", "America/New_York", "skip that hour on that day"),
        ("2026-04", "Eastern", "is not a time zone of the IANA database"),
    ],
)
def test_an_end_that_is_none_is_refused(desk: Desk, expires: str, zone: str, message: str) -> None:
    fields = licence(expires=expires, expires_zone=zone)
    page = desk.save(ADD, "relief_form", 200, **fields)
    assert message in page.text
    assert not Relief.objects.exists()


def test_saving_again_keeps_the_instant_to_the_second(desk: Desk) -> None:
    exact = datetime(2026, 4, 29, 4, 1, 30, tzinfo=UTC)
    relief = Relief.objects.create(
        slug="128b",
        title="128B",
        starts_on="2025-12-04",
        ends_on="2025-12-04",
        instrument="general_licence",
        expires_at=exact,
        expires_zone="America/New_York",
    )
    desk.save(f"/admin/sanctions/relief/{relief.pk}/change/", "relief_form", number="128B")
    relief.refresh_from_db()
    assert (relief.number, relief.expires_at) == ("128B", exact)


def test_an_end_is_taken_away_with_its_zone(desk: Desk) -> None:
    desk.save(ADD, "relief_form", **licence(expires="2026-04", expires_zone="Europe/Paris"))
    url = f"/admin/sanctions/relief/{Relief.objects.get().pk}/change/"
    desk.save(url, "relief_form", expires="", expires_zone="")
    assert Relief.objects.get().expires_at is None


def test_the_list_shows_the_end_in_its_own_zone(desk: Desk) -> None:
    zone = "America/New_York"
    desk.save(ADD, "relief_form", **licence(expires="2026-04-29 00:01", expires_zone=zone))
    assert "29 April 2026, 12:01 a.m. Eastern" in desk.page("/admin/sanctions/relief/").text


@pytest.mark.parametrize(("room", "kind"), [("sanctions", "relief"), ("talks", "document")])
def test_what_is_replaced_already_names_the_entry_that_replaces_it(room: str, kind: str) -> None:
    old = make_entry("Old", kind=kind)
    make_entry("A draft", kind=kind, state="draft", replaces=old)
    values = {"title": "Real", "slug": "real", "date": "2025-12-05", "replaces": old.pk}
    own = {"instrument": "waiver"} if kind == "relief" else {"form": "draft"}
    url = f"/admin/{room}/{kind}/add/"
    page = Desk("editor").save(url, f"{kind}_form", 200, **values, **own)
    assert "“A draft” (draft) says this already. Empty the field there first." in page.text
    assert Entry.objects.filter(slug="real").count() == 0
