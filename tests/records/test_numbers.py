"""Addresses and hidden fields with numbers that are none."""

import pytest

from records.models import Entry
from records.numbers import small_int
from records.versions import read_marks
from tests.desk import Desk
from tests.factories import make_entry

pytestmark = pytest.mark.django_db

HUGE = "9" * 5000


@pytest.fixture
def editor() -> Desk:
    return Desk("editor")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("9" * 18, 10**18 - 1),
        *((text, None) for text in ("", "9" * 19, HUGE, "-1", " 1", "1\n", "²", "١", "1_0", "abc")),
    ],
)
def test_a_number_is_a_few_plain_digits(text: str, number: int | None) -> None:
    assert small_int(text) == number


def test_what_is_no_mark_is_passed_over() -> None:
    texts = ["records.entry:17", "talks.round:0", "x", "", "a:", f"b:{HUGE}", "c:²"]
    assert read_marks(texts) == {"records.entry": 17, "talks.round": 0}


@pytest.mark.parametrize("number", ["abc", HUGE, "²", "9" * 30])
def test_the_history_of_no_entry_leads_to_the_front_page(editor: Desk, number: str) -> None:
    response = editor.client.get(f"/admin/talks/round/{number}/history/")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("number", ["abc", HUGE, "²", "9" * 30])
def test_no_entry_is_not_found(editor: Desk, number: str, view: str) -> None:
    assert editor.client.get(f"/admin/records/entry/{number}/{view}/").status_code == 404


@pytest.mark.parametrize("room", ["talks/round", "records/entry", "records/citation"])
def test_a_nul_in_a_filter_is_a_senseless_filter(editor: Desk, room: str) -> None:
    response = editor.client.get(f"/admin/{room}/?state=%00")
    assert (response.status_code, response["Location"]) == (302, f"/admin/{room}/?e=1")
    assert "changelist-form" in editor.page(response["Location"]).forms


@pytest.mark.parametrize("number", [HUGE, "9" * 30, "²", "", "x"])
def test_a_version_that_is_none_is_not_restored(editor: Desk, number: str) -> None:
    entry = make_entry()
    url = f"/admin/talks/round/{entry.pk}/restore/"
    text = editor.send(url, {"mark": f"records.entry:{number}"}).text
    assert "This version does not exist." in text


@pytest.mark.parametrize("seen", [f"records.entry:{HUGE}", "records.entry:" + "9" * 30, "x", ":"])
def test_a_form_with_a_forged_token_is_held_back(editor: Desk, seen: str) -> None:
    entry = make_entry("Miami")
    url = f"/admin/talks/round/{entry.pk}/change/"
    page = editor.save(url, "round_form", 200, seen=seen, title="Forged")
    assert "Somebody saved this record after you opened it" in page.text
    assert Entry.objects.get().title == "Miami"
