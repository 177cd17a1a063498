"""The import pages: who may do what, what they say, and that they work without JavaScript."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.models import Batch
from records.models import Entry
from tests.imports.helpers import a_round, applied, carried_on, csv_bytes, read, received

pytestmark = pytest.mark.django_db
DATA = csv_bytes([a_round(1), a_round(2, country="Atlantis")])


@pytest.fixture
def queued(monkeypatch):
    """Ids that views queue; the queue itself is tried with real workers elsewhere."""
    found: list[int] = []
    monkeypatch.setattr("imports.views.carry_on.delay_on_commit", found.append)
    return found


def login(client, *permissions: str) -> User:
    user = User.objects.create_user("ed", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return user


def page(batch: Batch, name: str = "change") -> str:
    return reverse(f"admin:imports_batch_{name}", args=[batch.pk])


def test_an_upload_is_kept_and_queued(client, queued):
    user = login(client, "add_batch", "view_batch")
    file = SimpleUploadedFile("../../etc/rounds.csv", DATA)
    answer = client.post(reverse("admin:imports_batch_add"), {"file": file, "connector": ""})
    batch = Batch.objects.get()
    assert answer.url == page(batch)
    assert (batch.file_name, batch.created_by, batch.size) == ("rounds.csv", user, len(DATA))
    assert queued == [batch.pk]


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "The file is empty."), (b"x" * 2000, "at most 1000")],
)
def test_an_upload_that_cannot_be_read_is_refused_with_a_message(
    client, settings, queued, data, message
):
    settings.IMPORT_MAX_BYTES = 1000
    login(client, "add_batch")
    answer = client.post(
        reverse("admin:imports_batch_add"), {"file": SimpleUploadedFile("a.csv", data)}
    )
    assert message in answer.content.decode().replace("\xa0", " ")
    assert not Batch.objects.exists()


def test_the_review_shows_counts_rows_and_problems_with_their_line(client):
    login(client, "view_batch")
    batch = read(DATA)
    html = client.get(page(batch), {"outcome": "invalid"}).content.decode()
    assert "“Atlantis” is no country" in html
    assert "<b>country</b>" in html
    assert '<td class="import-line"> 4</td>' in html  # the first record spans two lines
    assert "Apply" not in html


def test_the_review_shows_differences_with_their_three_values(client):
    login(client, "view_batch", "change_batch")
    applied(read(DATA))
    Entry.objects.update(place_name="Lausanne")
    batch = read(csv_bytes([a_round(1, place="Bern")]))
    html = client.get(page(batch), {"outcome": "conflict"}).content.decode()
    cells = [f"<td>{name}</td>" for name in ("Geneva", "Lausanne", "Bern")]
    assert [html.count(cell) for cell in cells] == [1, 1, 1]
    assert "edited by hand" in html


def test_progress_is_a_fragment_only_for_its_own_target(client):
    login(client, "view_batch")
    batch = received(DATA)
    headers = {"HX-Request": "true", "HX-Target": "import-progress"}
    fragment = client.get(page(batch), headers=headers).content.decode()
    whole = client.get(page(batch), headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<section") and 'hx-trigger="every 1s"' in fragment
    assert "<html" in whole


def test_the_last_progress_has_no_trigger(client):
    login(client, "view_batch")
    batch = read(DATA)
    headers = {"HX-Request": "true", "HX-Target": "import-progress"}
    fragment = client.get(page(batch), headers=headers).content.decode()
    assert "hx-trigger" not in fragment
    assert "ready for review" in fragment


def test_apply_and_undo_are_queued_once(client, queued):
    login(client, "view_batch", "change_batch")
    batch = read(DATA)
    for _attempt in range(2):
        client.post(page(batch, "apply"))
    assert queued == [batch.pk]
    carried_on(batch)
    assert Entry.objects.get().state == "draft"
    client.post(page(batch, "undo"))
    carried_on(batch)
    assert not Entry.objects.exists()


def test_publishing_needs_its_own_permission(client, queued):
    login(client, "view_batch", "change_batch")
    batch = read(DATA)
    answer = client.post(page(batch, "apply"), {"publish": "1"}, follow=True)
    assert "but not publish" in answer.content.decode()
    assert queued == []
    batch.refresh_from_db()
    assert (batch.state, batch.publish) == (Batch.State.READY, False)


def test_who_may_publish_can_apply_and_publish(client, queued):
    login(client, "view_batch", "change_batch", "publish_entry")
    batch = read(DATA)
    client.post(page(batch, "apply"), {"publish": "1"})
    carried_on(batch)
    assert Entry.objects.get().state == "published"


def test_ticked_rows_are_rejected(client):
    login(client, "view_batch", "change_batch")
    batch = read(csv_bytes([a_round(1), a_round(2)]))
    row = batch.rows.first()
    client.post(page(batch, "choose"), {"row": [row.pk], "reject": "1"})
    assert list(batch.rows.values_list("accepted", flat=True)) == [False, True]


@pytest.mark.parametrize("name", ["apply", "undo", "cancel", "choose"])
def test_looking_is_not_changing(client, queued, name):
    login(client, "view_batch", "add_batch")
    assert client.post(page(read(DATA), name)).status_code == 403
    assert queued == []


def test_nobody_sees_imports_without_the_permission(client):
    login(client)
    urls = [page(read(DATA)), reverse("admin:imports_batch_add")]
    assert [client.get(url).status_code for url in urls] == [403, 403]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_template_can_be_read_as_it_is(client, form):
    login(client, "add_batch")
    answer = client.get(reverse(f"admin:imports_batch_template_{form}"))
    batch = read(answer.content, name=f"template.{form}")
    assert (batch.counts["new"], batch.counts["invalid"]) == (6, 0)
    assert applied(batch).report["applied"] == 6
