import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from records.models import Actor, Citation, Entry, Source
from talks.models import Round
from tests.desk import Desk, make_groups, row

pytestmark = pytest.mark.django_db

ROUNDS = "/admin/talks/round/"


def make_round(state: str = "draft", slug: str = "miami") -> Round:
    entry = Round.objects.create(
        slug=slug, title="Miami talks", starts_on="2025-12-04", ends_on="2025-12-04"
    )
    Entry.objects.filter(pk=entry.pk).update(state=state)
    entry.refresh_from_db()
    return entry


def change(entry: Entry) -> str:
    return f"{ROUNDS}{entry.pk}/change/"


def codes(group: str) -> set[str]:
    permissions = Permission.objects.filter(group__name=group)
    return {f"{p.content_type.app_label}.{p.codename}" for p in permissions}


@pytest.fixture
def contributor() -> Desk:
    return Desk("contributor")


def test_the_migrations_make_three_groups() -> None:
    names = Group.objects.order_by("name").values_list("name", flat=True)
    assert list(names) == ["administrator", "contributor", "editor"]


def test_only_editors_and_administrators_publish() -> None:
    holders = Group.objects.filter(permissions__codename="publish_entry")
    assert {group.name for group in holders} == {"administrator", "editor"}


def test_a_contributor_writes_drafts_and_their_rows_and_no_more() -> None:
    writes = {code for code in codes("contributor") if ".view_" not in code}
    kinds = {"talks": ("document", "incident", "round", "statement")}
    kinds |= {"sanctions": ("relief",), "aid": ("pledge",)}
    rows = {
        "records": ("citation", "correction", "identifier", "involvement", "link", "processentry"),
        "talks": ("position", "provision", "readout"),
        "aid": ("transaction",),
    }
    adds = ("actor", "actorname", "affiliation", "source")
    assert writes == (
        {f"{room}.{a}_{m}" for room, ms in kinds.items() for m in ms for a in ("add", "change")}
        | {
            f"{room}.{a}_{m}"
            for room, ms in rows.items()
            for m in ms
            for a in ("add", "change", "delete")
        }
        | {f"records.add_{m}" for m in adds}
    )


def test_an_editor_runs_imports_and_a_contributor_sees_the_inbox_alone() -> None:
    assert {"imports.add_batch", "imports.change_row", "imports.add_feed"} <= codes("editor")
    seen = {code for code in codes("contributor") if code.startswith("imports.")}
    assert seen == {"imports.view_feeditem"}


def test_only_an_administrator_looks_after_people() -> None:
    people = {
        f"auth.{a}_{m}" for a in ("add", "change", "delete", "view") for m in ("user", "group")
    }
    assert people <= codes("administrator")
    assert not people & (codes("editor") | codes("contributor"))


def test_history_tables_are_in_nobodys_hands() -> None:
    everything = codes("administrator") | codes("editor") | codes("contributor")
    assert not {code for code in everything if code.endswith("event")}


def test_making_the_groups_again_changes_nothing() -> None:
    before = {group: codes(group) for group in ("administrator", "contributor", "editor")}
    make_groups()
    assert before == {group: codes(group) for group in before}


def test_permissions_that_django_makes_later_are_the_same_rows() -> None:
    codenames = Permission.objects.values_list("content_type", "codename")
    assert len(codenames) == len(set(codenames))
    names = Permission.objects.filter(codename="add_round").values_list("name", flat=True)
    assert list(names) == ["Can add round"]


def test_no_model_waits_for_its_permissions() -> None:
    """The migrations run to the end, and none of a room's models was forgotten."""
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    rooms = ("records", "talks", "sanctions", "aid", "imports")
    every = Permission.objects.filter(content_type__app_label__in=rooms)
    every = every.exclude(content_type__model__endswith="event")
    assert {f"{p.content_type.app_label}.{p.codename}" for p in every} <= codes("editor")


def test_a_contributor_writes_a_draft_with_a_new_source(contributor: Desk) -> None:
    contributor.save("/admin/records/source/add/", "source_form", title="RFE/RL")
    contributor.save(
        f"{ROUNDS}add/",
        "round_form",
        slug="miami",
        title="Miami talks",
        date="2025-12-04",
        **row("citations", 0, source=Source.objects.get().pk, attribution="named", credibility=2),
    )
    entry = Round.objects.get()
    assert (entry.state, entry.citations.count()) == ("draft", 1)


def test_a_contributor_changes_somebody_elses_draft(contributor: Desk) -> None:
    entry = make_round()
    contributor.save(change(entry), "round_form", title="Talks in Miami")
    entry.refresh_from_db()
    assert entry.title == "Talks in Miami"


@pytest.mark.parametrize("field", ["state", "_publish", "_withdraw", "withdrawn_because"])
def test_a_contributor_cannot_move_a_state_by_a_forged_field(contributor: Desk, field: str) -> None:
    entry = make_round()
    Citation.objects.create(entry=entry, source=Source.objects.create(title="S"))
    forged = contributor.filled(change(entry), "round_form") | {field: "published"}
    response = contributor.client.post(change(entry), forged)
    assert response.status_code == (403 if field.startswith("_") else 302)
    entry.refresh_from_db()
    assert (entry.state, entry.withdrawn_because) == ("draft", "")


@pytest.mark.parametrize("state", ["in_review", "published", "withdrawn"])
def test_a_contributor_reads_what_is_no_draft_and_cannot_save_it(
    contributor: Desk, state: str
) -> None:
    because = "wrong" if state == "withdrawn" else ""
    entry = make_round()
    forged = contributor.filled(change(entry), "round_form", title="Forged")
    Entry.objects.filter(pk=entry.pk).update(state=state, withdrawn_because=because)
    page = contributor.page(change(entry))
    assert "Miami talks" in page.text
    assert not page.forms["round_form"].keys() & {"title", "date", "seen", "change_reason"}
    assert contributor.client.post(change(entry), forged).status_code == 403
    entry.refresh_from_db()
    assert entry.title == "Miami talks"


def test_a_contributor_cannot_delete_a_row_of_a_published_entry(contributor: Desk) -> None:
    citation = Citation.objects.create(
        entry=make_round("published"), source=Source.objects.create(title="S")
    )
    url = f"/admin/records/citation/{citation.pk}/delete/"
    assert contributor.client.post(url, {"post": "yes"}).status_code == 403
    assert Citation.objects.exists()


def test_a_contributor_cannot_change_an_actor(contributor: Desk) -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    url = f"/admin/records/actor/{actor.pk}/change/"
    assert contributor.client.post(url, {"name": "Forged"}).status_code == 403
    actor.refresh_from_db()
    assert actor.name == "Rustem Umerov"


@pytest.mark.parametrize("view", ["withdraw", "restore"])
def test_a_contributor_is_refused_the_editors_pages(contributor: Desk, view: str) -> None:
    url = f"{ROUNDS}{make_round().pk}/{view}/"
    assert contributor.client.post(url, {"because": "x"}).status_code == 403


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected"])
def test_a_contributor_is_refused_the_editors_actions(contributor: Desk, action: str) -> None:
    entry = make_round()
    data = {"action": action, "_selected_action": [entry.pk], "because": "x"}
    assert contributor.client.post(ROUNDS, data).status_code == 403
    entry.refresh_from_db()
    assert entry.state == "draft"


def test_a_contributor_sees_no_button_of_the_editors(contributor: Desk) -> None:
    text = contributor.page(change(make_round())).text
    assert "Save and send to review" in text
    assert not [b for b in ("Save and publish", "Save and withdraw") if b in text]
    assert "Publish" not in contributor.page(ROUNDS).text


@pytest.mark.parametrize(("state", "allowed"), [("draft", True), ("published", False)])
def test_what_readers_have_seen_is_never_deleted(state: str, allowed: bool) -> None:
    entry = make_round(state)
    Citation.objects.create(entry=entry, source=Source.objects.create(title="S"))
    response = Desk("editor").client.post(f"{ROUNDS}{entry.pk}/delete/", {"post": "yes"})
    assert response.status_code == (302 if allowed else 403)
    assert Round.objects.exists() is not allowed


def test_a_list_of_entries_is_not_deleted_with_one_that_readers_have_seen() -> None:
    entries = [make_round("draft", "a"), make_round("published", "b")]
    chosen = {"action": "delete_selected", "_selected_action": [e.pk for e in entries]}
    Desk("editor").client.post(ROUNDS, {**chosen, "post": "yes"})
    assert Round.objects.count() == 2
