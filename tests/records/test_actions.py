import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from records.actions import UncitedError, publish, restore, send_to_review, withdraw
from records.models import Citation, Entry, Source
from records.versions import versions_of
from talks.models import Round
from tests.desk import Desk

pytestmark = pytest.mark.django_db

ROUNDS = "/admin/talks/round/"


def make_round(slug: str = "miami", cited: bool = True, **values: object) -> Round:
    given = {"title": f"Talks {slug}", "starts_on": "2025-12-04", "ends_on": "2025-12-04"}
    entry = Round.objects.create(slug=slug, **{**given, **values})
    if cited:
        source, _made = Source.objects.get_or_create(title="A source")
        Citation.objects.create(entry=entry, source=source)
    return entry


def state(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).state


def act(desk: Desk, action: str, *entries: Entry, **more: object) -> str:
    chosen = {"action": action, "_selected_action": [entry.pk for entry in entries]}
    return desk.send(ROUNDS, {**chosen, **more}).text


def change(entry: Entry) -> str:
    return f"{ROUNDS}{entry.pk}/change/"


@pytest.fixture
def editor() -> Desk:
    return Desk("editor")


@pytest.fixture
def somebody() -> User:
    return User.objects.create(username="somebody")


def test_publishing_needs_a_citation(somebody: User) -> None:
    entry = make_round(cited=False)
    with pytest.raises(UncitedError, match="has no citation yet"):
        publish(entry=entry, by=somebody)
    assert state(entry) == "draft"


def test_publishing_says_who_and_why(somebody: User) -> None:
    entry = make_round()
    publish(entry=entry, by=somebody, reason="confirmed by two sources")
    version = versions_of(entry)[0]
    assert (entry.state, state(entry)) == ("published", "published")
    assert (version.user, version.reason) == ("somebody", "confirmed by two sources")


def test_withdrawing_needs_a_reason(somebody: User) -> None:
    entry = make_round(state="published")
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(entry=entry, because="  ", by=somebody)
    assert state(entry) == "published"


@pytest.mark.parametrize("before", ["draft", "in_review", "withdrawn"])
def test_only_what_readers_see_is_withdrawn(somebody: User, before: str) -> None:
    entry = make_round(state=before, withdrawn_because="x" if before == "withdrawn" else "")
    with pytest.raises(ValidationError, match="Only a published entry can be withdrawn"):
        withdraw(entry=entry, because="secret", by=somebody)
    assert state(entry) == before


def test_publishing_again_forgets_why_it_was_withdrawn(somebody: User) -> None:
    entry = make_round(state="published")
    withdraw(entry=entry, because="the date was wrong", by=somebody)
    assert entry.withdrawn_because == "the date was wrong"
    publish(entry=entry, by=somebody)
    assert Entry.objects.get().withdrawn_because == ""


def test_only_a_draft_is_sent_to_review(somebody: User) -> None:
    entry = make_round()
    send_to_review(entry=entry, by=somebody)
    assert state(entry) == "in_review"
    with pytest.raises(ValidationError, match="Only a draft"):
        send_to_review(entry=entry, by=somebody)


def test_a_restore_brings_back_the_columns_and_keeps_the_state(somebody: User) -> None:
    entry = make_round(summary="first", status="held")
    first = versions_of(entry)[-1]
    entry.summary, entry.status = "second", "cancelled"
    entry.save()
    publish(entry=entry, by=somebody)
    restore(entry=entry, marks=first.marks, by=somebody)
    now = Round.objects.get()
    assert (now.summary, now.status, now.state) == ("first", "held", "published")


def test_a_restore_is_a_version_itself(somebody: User) -> None:
    entry = make_round(summary="first")
    first = versions_of(entry)[-1]
    Round.objects.filter(pk=entry.pk).update(summary="second")
    restore(entry=entry, marks=first.marks, by=somebody)
    newest = versions_of(entry)[0]
    assert [(c.field, c.old, c.new) for c in newest.changes] == [("summary", "second", "first")]
    assert (newest.user, newest.reason) == ("somebody", "restored an earlier version")


def test_a_version_of_another_entry_is_not_restored(somebody: User) -> None:
    entry, other = make_round("a"), make_round("b")
    with pytest.raises(ValidationError, match="This version does not exist"):
        restore(entry=entry, marks=versions_of(other)[0].marks, by=somebody)


def test_an_address_taken_meanwhile_is_not_restored(somebody: User) -> None:
    entry = make_round("miami")
    first = versions_of(entry)[-1]
    Round.objects.filter(pk=entry.pk).update(slug="florida")
    make_round("miami")
    with pytest.raises(ValidationError, match="Another entry of this kind has this address"):
        restore(entry=entry, marks=first.marks, by=somebody)


def test_the_list_publishes_what_it_can_and_names_each_refusal(editor: Desk) -> None:
    good, bad = make_round("good"), make_round("bad", cited=False)
    text = act(editor, "publish_selected", good, bad)
    assert "1 entry was published." in text
    assert "“Talks bad” has no citation yet." in text
    assert (state(good), state(bad)) == ("published", "draft")


def test_the_list_asks_why_before_it_withdraws(editor: Desk) -> None:
    entry = make_round(state="published")
    chosen = {"action": "withdraw_selected", "_selected_action": [entry.pk]}
    page = editor.send(ROUNDS, chosen, 200)
    assert "Why is it withdrawn?" in page.text
    assert state(entry) == "published"
    form = next(fields for fields in page.forms.values() if "because" in fields)
    text = editor.send(ROUNDS, {**form, "because": "The source took it back."}).text
    assert "1 entry was withdrawn." in text
    assert Entry.objects.get().withdrawn_because == "The source took it back."


def test_the_list_sends_drafts_to_review() -> None:
    desk, draft, published = Desk("contributor"), make_round("a"), make_round("b")
    Entry.objects.filter(pk=published.pk).update(state="published")
    text = act(desk, "review_selected", draft, published)
    assert "Talks b: Only a draft can be sent to review." in text
    assert (state(draft), state(published)) == ("in_review", "published")


def test_the_review_queue_holds_every_kind(editor: Desk) -> None:
    entry = make_round()
    Entry.objects.filter(pk=entry.pk).update(state="in_review")
    make_round("draft")
    text = editor.page("/admin/records/entry/?state__exact=in_review").text
    assert "Talks miami" in text
    assert "Talks draft" not in text


def test_the_queue_publishes(editor: Desk) -> None:
    entry = make_round()
    chosen = {"action": "publish_selected", "_selected_action": [entry.pk]}
    editor.send("/admin/records/entry/", chosen)
    assert state(entry) == "published"


def test_the_form_saves_and_publishes(editor: Desk) -> None:
    entry = make_round()
    text = editor.save(change(entry), "round_form", title="Talks in Florida", _publish="1").text
    assert "Saved and published." in text
    entry.refresh_from_db()
    assert (entry.state, entry.title) == ("published", "Talks in Florida")


def test_the_form_saves_and_says_why_it_did_not_publish(editor: Desk) -> None:
    entry = make_round(cited=False)
    text = editor.save(change(entry), "round_form", title="Florida", _publish="1").text
    assert "“Florida” has no citation yet. Add at least one source" in text
    entry.refresh_from_db()
    assert (entry.state, entry.title) == ("draft", "Florida")


def test_the_form_saves_and_sends_to_review() -> None:
    entry = make_round()
    text = Desk("contributor").save(change(entry), "round_form", _review="1").text
    assert "Saved and sent to review." in text
    assert state(entry) == "in_review"


@pytest.mark.parametrize(
    ("before", "offered"), [("draft", False), ("in_review", False), ("published", True)]
)
def test_withdrawing_is_offered_for_what_readers_see(
    editor: Desk, before: str, offered: bool
) -> None:
    entry = make_round(state=before)
    assert ("Save and withdraw" in editor.page(change(entry)).text) is offered


@pytest.mark.parametrize("because", ["The informant asked us", ""])
def test_a_forged_withdrawal_of_a_draft_is_refused_in_words(editor: Desk, because: str) -> None:
    entry = make_round()
    page = editor.send(f"{ROUNDS}{entry.pk}/withdraw/", {"because": because})
    assert "Talks miami: Only a published entry can be withdrawn." in page.text
    assert state(entry) == "draft"
    assert Client().get("/rounds/miami/").status_code == 404


def test_the_form_asks_why_before_it_withdraws(editor: Desk) -> None:
    entry = make_round(state="published")
    page = editor.save(change(entry), "round_form", _withdraw="1")
    assert "Why is it withdrawn?" in page.text
    assert state(entry) == "published"
    url = f"{ROUNDS}{entry.pk}/withdraw/"
    assert "This field is required." in editor.send(url, {"because": " "}, 200).text
    assert "The entry was withdrawn." in editor.send(url, {"because": "Wrong day."}).text
    assert Entry.objects.get().withdrawn_because == "Wrong day."


def test_a_button_without_its_token_does_nothing(editor: Desk) -> None:
    entry = make_round()
    form = editor.filled(change(entry), "round_form", _publish="1", csrfmiddlewaretoken=None)
    editor.client.handler.enforce_csrf_checks = True
    assert editor.client.post(change(entry), form).status_code == 403
    assert state(entry) == "draft"


def test_the_history_page_restores(editor: Desk) -> None:
    entry = make_round(summary="first")
    editor.save(change(entry), "round_form", summary="second")
    page = editor.page(f"{ROUNDS}{entry.pk}/history/")
    oldest = [fields for fields in page.forms.values() if "mark" in fields][-1]
    text = editor.send(f"{ROUNDS}{entry.pk}/restore/", {**oldest}).text
    assert "The version was restored." in text
    entry.refresh_from_db()
    assert entry.summary == "first"


def test_a_restore_by_following_a_link_is_refused(editor: Desk) -> None:
    assert editor.client.get(f"{ROUNDS}{make_round().pk}/restore/").status_code == 405
