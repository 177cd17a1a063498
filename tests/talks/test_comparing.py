import pytest
from django.test import Client
from django.utils.translation import override

from records.comparison import Segment
from talks.comparing import compare
from talks.models import Document
from tests.talks.factories import entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Document, Document]:
    first = entry("document", version="v1")
    return first, entry("document", version="v2", replaces=first)


def rows(two: tuple[Document, Document]) -> list[tuple[str, str]]:
    found = compare(two[0].provisions.all(), two[1].provisions.all())
    return [(r.before.number if r.before else "", r.after.number if r.after else "") for r in found]


def test_provisions_are_aligned_by_the_record_then_by_number(two) -> None:
    first, second = two
    old = [first.provisions.create(number=n, text=n) for n in ("1", "2", "3")]
    second.provisions.create(number="1", text="1", position=0)
    second.provisions.create(number="2", text="new", position=1, aligned_with=old[2])
    second.provisions.create(number="4", text="4", position=2)
    assert rows(two) == [("1", "1"), ("3", "2"), ("", "4"), ("2", "")]


def test_words_that_changed_are_told_from_words_that_stayed(two) -> None:
    first, second = two
    first.provisions.create(number="1", text="Fire ceases at midnight.")
    second.provisions.create(number="1", text="Fire ceases at noon.")
    [row] = compare(first.provisions.all(), second.provisions.all())
    same = Segment("Fire ceases at ", is_changed=False), Segment(".", is_changed=False)
    assert row.old == [same[0], Segment("midnight", is_changed=True), same[1]]
    assert row.new == [same[0], Segment("noon", is_changed=True), same[1]]


def test_a_translation_is_compared_with_a_translation_only(two) -> None:
    first, second = two
    first.provisions.create(number="1", text="Fire ceases.", text_fr="Le feu cesse.")
    second.provisions.create(number="1", text="Fire ceases.")
    with override("fr"):
        [row] = compare(first.provisions.all(), second.provisions.all())
    assert (row.is_unchanged, row.language) == (True, "en")


def test_the_page_marks_what_went_and_what_came(client: Client, two) -> None:
    first, second = two
    first.provisions.create(number="1", heading="Ceasefire", text="At <midnight>")
    second.provisions.create(number="1", heading="Ceasefire", text="At noon")
    second.provisions.create(number="2", heading="Guarantees", text="Three states")
    text = client.get(second.get_absolute_url()).content.decode()
    assert "At <del>&lt;midnight&gt;</del>" in text
    assert "At <ins>noon</ins>" in text
    assert '<span class="muted">not in it</span>' in text


def test_a_draft_between_is_stepped_over(client: Client, two) -> None:
    first, hidden = two
    Document.objects.filter(pk=hidden.pk).update(state="draft")
    hidden.provisions.create(number="1", text="Secret terms")
    first.provisions.create(number="1", text="Old terms")
    third = entry("document", version="v3", replaces=hidden)
    third.provisions.create(number="1", text="New terms")
    text = client.get(third.get_absolute_url()).content.decode()
    assert "<del>Old</del> terms" in text
    assert "Secret" not in text
