from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aid.models import ExchangeRate, Pledge
from records.models import Actor, ActorName, Citation, Entry, Involvement, Process, Source
from sanctions.models import Programme, Relief
from talks.models import Document, Incident, Issue, Round, Statement, Track
from tests.desk import Desk, row

pytestmark = pytest.mark.django_db

ROUNDS = "/admin/talks/round/"


def make_round(slug: str = "miami", **values: object) -> Round:
    given = {"title": "Miami talks", "starts_on": "2025-12-04", "ends_on": "2025-12-04"}
    return Round.objects.create(slug=slug, **{**given, **values})


def cite(entry: Entry) -> Citation:
    source, _made = Source.objects.get_or_create(title="A source", url="https://example.org/a")
    return Citation.objects.create(entry=entry, source=source, locator="§1")


def change(entry: Entry, view: str = "change") -> str:
    return f"/admin/talks/{entry.kind}/{entry.pk}/{view}/"


@pytest.fixture
def editor() -> Desk:
    return Desk("editor")


@pytest.mark.parametrize("room", ["records", "talks", "sanctions", "aid"])
def test_every_model_is_on_the_desk(room: str) -> None:
    shown = {model for model in admin.site._registry if model._meta.app_label == room}
    edited = (m for m in apps.get_app_config(room).get_models() if m._meta.default_permissions)
    own = {model for model in edited if not hasattr(model, "pgh_id")}
    assert shown == own


@pytest.fixture
def superuser() -> Desk:
    return Desk(superuser=True)


def test_every_list_and_new_form_opens(superuser: Desk) -> None:
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label not in ("records", "talks", "sanctions", "aid"):
            continue
        url = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert superuser.page(f"{url}?q=umérov").text
        if model_admin.has_add_permission(type("R", (), {"user": superuser.user})()):
            assert f"{model._meta.model_name}_form" in superuser.page(f"{url}add/").forms


def test_a_round_is_written_on_one_form(editor: Desk) -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    source = Source.objects.create(title="RFE/RL")
    process = Process.objects.create(name="Talks", slug="talks")
    page = editor.save(
        f"{ROUNDS}add/",
        "round_form",
        slug="miami",
        date="2025-12-04/2025-12-06",
        title="Miami talks",
        title_fr="Pourparlers de Miami",
        place_name="Miami",
        place_country="US",
        **row("involvements", 0, actor=actor.pk, role="negotiator"),
        **row("citations", 0, source=source.pk, attribution="publication", credibility="6"),
        **row("process_entries", 0, process=process.pk),
    )
    saved = Round.objects.get()
    assert str(saved.span) == "2025-12-04/2025-12-06"
    assert (saved.state, saved.countries, saved.actor_ids) == ("draft", ["US"], [actor.pk])
    assert saved.i18n == {"title_fr": "Pourparlers de Miami"}
    assert saved.citations.get().source == source
    assert "was added successfully" in page.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-12-06/2025-12-04", "the end is before the start"),
        ("4 December", "is not a date such as"),
        ("2025-13", "names a day or month that does not exist"),
        ("", "Say when, as exactly as is known"),
    ],
)
def test_a_date_that_is_none_is_refused_beside_its_field(
    editor: Desk, text: str, message: str
) -> None:
    page = editor.save(f"{ROUNDS}add/", "round_form", 200, slug="miami", title="Miami", date=text)
    assert message in page.text
    assert page.forms["round_form"]["date"] == [text]
    assert not Round.objects.exists()


@pytest.mark.parametrize("text", ["2025-12-04/2025-12-06", "2026-04", "2025-12~", "2025-12-04/.."])
def test_a_date_comes_back_as_it_was_written(editor: Desk, text: str) -> None:
    editor.save(f"{ROUNDS}add/", "round_form", slug="miami", title="Miami", date=text)
    page = editor.page(change(Round.objects.get()))
    assert page.forms["round_form"]["date"] == [text]
    assert "starts_on" not in page.forms["round_form"]


def test_saving_without_a_change_makes_no_version(editor: Desk) -> None:
    entry = make_round(title="Miami", i18n={"title_fr": "Miami"})
    editor.save(change(entry), "round_form")
    assert entry.versions.count() == 1
    assert entry.round_versions.count() == 1


def test_a_second_entry_of_an_address_is_refused_in_words(editor: Desk) -> None:
    make_round("miami")
    page = editor.save(f"{ROUNDS}add/", "round_form", 200, slug="miami", title="Other", date="2025")
    assert "Another entry of this kind has this address." in page.text


def test_what_only_the_database_refuses_is_said_beside_the_form(editor: Desk) -> None:
    """Two rows that name no party are the same to the database, and not to Django's formsets."""
    entry = make_round()
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    twice = {
        **row("involvements", 0, actor=actor.pk, role="negotiator"),
        **row("involvements", 1, actor=actor.pk, role="negotiator"),
    }
    page = editor.save(change(entry), "round_form", 200, **twice, summary="typed before")
    assert "This actor already has this role here." in page.text
    assert page.forms["round_form"]["summary"] == ["typed before"]
    assert not Involvement.objects.exists()


def test_a_number_without_its_track_is_refused_in_words(editor: Desk) -> None:
    entry = make_round(number=None)
    page = editor.save(change(entry), "round_form", 200, number="3")
    assert "A number needs a track, and starts at 1." in page.text


def test_rows_that_break_a_rule_are_refused_in_words(editor: Desk) -> None:
    entry, source = make_round(), Source.objects.create(title="S")
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    broken = {
        **row("involvements", 0, actor=actor.pk, party=actor.pk, role="negotiator"),
        **row("citations", 0, source=source.pk, attribution="named", credibility=6, value="2"),
        **row("corrections", 0, what="x", wrong_since="2026-02-01", corrected_on="2026-01-01"),
    }
    text = editor.save(change(entry), "round_form", 200, **broken).text
    assert "Leave “on behalf of” empty where an actor acts for itself." in text
    assert "A field and what the source says of it go together." in text
    assert "A correction cannot be older than the mistake." in text


def test_a_link_to_itself_is_refused_in_words(editor: Desk) -> None:
    entry = make_round()
    broken = row("links_out", 0, to_entry=entry.pk, kind="follows", note="x")
    text = editor.save(change(entry), "round_form", 200, **broken).text
    assert "An entry cannot be linked to itself." in text


@pytest.mark.parametrize("words", ["Umerov", "umérov", "Умєров", "Oumerov rust"])
def test_actors_are_found_in_any_script(editor: Desk, words: str) -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    Actor.objects.create(kind="person", slug="other", name="Somebody Else")
    for name in ("Рустем Умєров", "Roustem Oumerov"):
        ActorName.objects.create(actor=actor, text=name)
    answer = editor.client.get(
        "/admin/autocomplete/",
        {
            "term": words,
            "app_label": "records",
            "model_name": "involvement",
            "field_name": "actor",
        },
    )
    assert answer.json()["results"] == [{"id": str(actor.pk), "text": "Rustem Umerov"}]


def test_sources_are_found_without_accents_in_every_language(editor: Desk) -> None:
    source = Source.objects.create(title="Ministry", i18n={"title_fr": "Ministère"})
    Source.objects.create(title="Other")
    answer = editor.client.get(
        "/admin/autocomplete/",
        {
            "term": "ministere",
            "app_label": "records",
            "model_name": "citation",
            "field_name": "source",
        },
    )
    assert [found["id"] for found in answer.json()["results"]] == [str(source.pk)]


def test_links_are_chosen_among_entries_of_every_kind(editor: Desk) -> None:
    incident = Incident.objects.create(
        slug="tanker", title="Tanker hit", starts_on="2025-12-02", ends_on="2025-12-02"
    )
    make_round()
    answer = editor.client.get(
        "/admin/autocomplete/",
        {
            "term": "tank",
            "app_label": "records",
            "model_name": "link",
            "field_name": "to_entry",
        },
    )
    assert answer.json()["results"] == [{"id": str(incident.pk), "text": "Tanker hit"}]


def test_links_from_elsewhere_are_shown_and_cannot_be_written(editor: Desk) -> None:
    entry, other = make_round(), make_round("moscow", title="Moscow talks")
    other.links_out.create(to_entry=entry, kind="follows", note="the next day")
    page = editor.page(change(entry))
    assert "Moscow talks" in page.text
    assert "links_in-0-note" not in page.forms["round_form"]


def make_one_of_each(number: int) -> None:
    """A row in every list of the desk."""
    text = f"{number}"
    days = {"starts_on": "2025-12-04", "ends_on": "2025-12-04", "slug": text, "title": text}
    actor, other = (Actor.objects.create(kind="state", slug=f"{k}{text}", name=k) for k in "ab")
    process = Process.objects.create(name=text, slug=text)
    source = Source.objects.create(title=text)
    track = Track.objects.create(process=process, name=text, slug=text)
    issue = Issue.objects.create(process=process, name=text, slug=text)
    programme = Programme.objects.create(authority="OFAC", code=text, name=text)
    talks = Round.objects.create(**days, track=track, number=1)
    Incident.objects.create(**days)
    Statement.objects.create(**days)
    document = Document.objects.create(**days, form="draft")
    Relief.objects.create(**days, instrument="waiver", programme=programme)
    pledge = Pledge.objects.create(**days)
    talks.citations.create(source=source)
    talks.involvements.create(actor=actor, party=other, role="negotiator")
    talks.links_out.create(to_entry=document, kind="follows", note=text)
    talks.process_entries.create(process=process)
    talks.corrections.create(what=text, corrected_on="2025-12-05")
    talks.identifiers.create(scheme="mend", value=text)
    talks.readouts.create(party=actor, source=source, text=text)
    talks.positions.create(party=actor, issue=issue, stance="offers", words=text)
    Round.objects.filter(pk=talks.pk).update(slug=f"new-{text}")
    actor.names.create(text=text)
    actor.affiliations.create(organisation=other, position=text)
    actor.designations.create(programme=programme)
    document.provisions.create(number=text, issue=issue)
    pledge.transactions.create(type="3", happened_on="2025-12-04", amount=1, currency="EUR")
    ExchangeRate.objects.create(currency="USD", date=f"2025-12-0{number}", per_euro=1)


def test_lists_take_as_many_queries_for_three_rows_as_for_one(superuser: Desk) -> None:
    urls = [
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for model in admin.site._registry
        if model._meta.app_label in ("records", "talks", "sanctions", "aid")
    ]

    def counts() -> dict[str, int]:
        found = {}
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                page = superuser.page(url)
            assert "changelist-form" in page.forms, url
            found[url] = len(queries)
        return found

    make_one_of_each(1)
    counts()  # fills the caches that live as long as the process
    one = counts()
    make_one_of_each(2)
    make_one_of_each(3)
    assert counts() == one


def test_only_a_published_entry_is_viewed_on_site(editor: Desk) -> None:
    entry = make_round()
    assert "View on site" not in editor.page(change(entry)).text
    Entry.objects.filter(pk=entry.pk).update(state="published")
    assert "View on site" in editor.page(change(entry)).text


def test_a_row_leads_to_the_form_it_is_written_on(editor: Desk) -> None:
    citation = cite(make_round())
    response = editor.client.get(f"/admin/records/citation/{citation.pk}/change/")
    assert response["Location"] == change(citation.entry)


def test_an_entry_leads_to_the_form_of_its_kind(editor: Desk) -> None:
    entry = make_round()
    response = editor.client.get(f"/admin/records/entry/{entry.pk}/change/")
    assert response["Location"] == change(entry)


def test_a_second_save_does_not_overwrite_the_first(editor: Desk) -> None:
    entry = make_round()
    other = Desk("administrator")
    mine = editor.filled(change(entry), "round_form", summary="mine", place_name="Miami")
    other.save(change(entry), "round_form", title="Talks in Miami")
    page = editor.send(change(entry), mine, 200)
    assert "Somebody saved this record after you opened it" in page.text
    assert "administrator" in page.text
    assert "“Miami talks” → “Talks in Miami”" in page.text
    assert page.forms["round_form"]["summary"] == ["mine"]
    entry.refresh_from_db()
    assert (entry.title, entry.summary) == ("Talks in Miami", "")
    # Saving once more, having read that, is a decision.
    editor.send(change(entry), {**page.forms["round_form"]})
    entry.refresh_from_db()
    assert (entry.title, entry.summary) == ("Miami talks", "mine")


def test_a_row_that_somebody_added_meanwhile_is_noticed(editor: Desk) -> None:
    entry = make_round()
    mine = editor.filled(change(entry), "round_form", summary="mine")
    cite(entry)
    page = editor.send(change(entry), mine, 200)
    assert "Citation: A source" in page.text


def test_a_row_that_somebody_deleted_meanwhile_is_no_crash(editor: Desk) -> None:
    entry = make_round()
    citation = cite(entry)
    mine = editor.filled(change(entry), "round_form")
    citation.delete()
    assert "Somebody saved this record" in editor.send(change(entry), mine, 200).text


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_the_second_sees_the_first() -> None:
    entry = make_round()
    desks = [Desk("editor"), Desk("administrator")]
    forms = [desk.filled(change(entry), "round_form", summary=desk.user.username) for desk in desks]
    start = Barrier(2)

    def save(desk: Desk, form: dict[str, object]) -> int:
        start.wait(timeout=10)
        try:
            return desk.client.post(change(entry), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(save, desks, forms)) == [200, 302]
    assert entry.versions.count() == 2


def test_a_form_without_its_token_is_refused(editor: Desk) -> None:
    entry = make_round()
    form = editor.filled(change(entry), "round_form", seen=None, title="Overwritten")
    assert "Somebody saved this record" in editor.send(change(entry), form, 200).text
    entry.refresh_from_db()
    assert entry.title == "Miami talks"


def test_the_fields_of_a_language_stand_in_their_own_fieldset(editor: Desk) -> None:
    html = editor.client.get(f"{ROUNDS}add/").content.decode()
    for language in ("en", "fr", "uk"):
        assert f"language in-{language}" in html
    assert "Title (French)" in html


@pytest.mark.parametrize(("prefix", "word"), [("/fr", "français"), ("/uk", "українська")])
def test_the_desk_speaks_the_languages(editor: Desk, prefix: str, word: str) -> None:
    html = editor.client.get(f"{prefix}{ROUNDS}add/").content.decode()
    assert word in html.lower()


def test_a_country_is_chosen_by_its_name(editor: Desk) -> None:
    entry = make_round(place_country="UA")
    html = editor.client.get(f"/fr{change(entry)}").content.decode()
    assert '<option value="UA" selected>Ukraine (UA)</option>' in html
    assert '<option value="DE">Allemagne (DE)</option>' in html
    page = editor.save(change(entry), "round_form", 200, place_country="ZZ")
    assert "ZZ is not one of the available choices" in page.text


def test_nobody_gets_in_who_is_not_staff(client: Client) -> None:
    response = client.get(ROUNDS)
    assert response["Location"] == f"/admin/login/?next={ROUNDS}"


def test_who_guesses_passwords_is_locked_out(client: Client, settings: models.Model) -> None:
    settings.AXES_FAILURE_LIMIT = 3  # type: ignore[attr-defined]
    desk = Desk("editor")
    desk.user.set_password("the right one")
    desk.user.save()
    guess = {"username": "editor", "password": "wrong"}
    answers = [client.post("/admin/login/", guess).status_code for _n in range(4)]
    assert answers == [200, 200, 429, 429]
    right = client.post("/admin/login/", {**guess, "password": "the right one"})
    assert right.status_code == 429


def test_a_contributor_is_told_that_an_address_leads_readers_to_another_entry() -> None:
    made = make_round("old", state="published")
    made.slug = "new"
    made.save()
    desk, draft = Desk("contributor"), make_round("draft", title="A draft")
    page = desk.save(change(draft), "round_form", 200, slug="old")
    assert "“Miami talks” had this address, which leads readers to it still." in page.text
    draft.refresh_from_db()
    assert draft.slug == "draft"
    assert desk.client.get("/rounds/old/")["Location"] == "/rounds/new/"


def test_an_editor_gives_a_former_address_to_what_readers_see(editor: Desk) -> None:
    made, other = (make_round(slug, state="published") for slug in ("old", "other"))
    made.slug = "new"
    made.save()
    cite(other)
    editor.save(change(other), "round_form", slug="old")
    other.refresh_from_db()
    assert other.slug == "old"
