"""The import pages: who may do what, what they say, and that they work without JavaScript."""

import re
import zipfile

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
    monkeypatch.setattr("imports.desk.carry_on.delay_on_commit", found.append)
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
    assert "<span> 4</span>" in html  # the first record spans two lines
    assert "Apply" not in html


def test_the_review_shows_differences_with_their_three_values(client):
    login(client, "view_batch", "change_batch")
    applied(read(DATA))
    Entry.objects.update(place_name="Lausanne")
    batch = read(csv_bytes([a_round(1, place="Bern")]))
    html = client.get(page(batch), {"outcome": "conflict"}).content.decode()
    assert re.findall(r'<div dir="auto">(Geneva|Lausanne|Bern)\b', html) == [
        "Geneva",
        "Lausanne",
        "Bern",
    ]
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
    client.post(page(batch, "undo"), {"confirmed": "1"})
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
    client.post(page(batch, "apply"), {"publish": "1", "confirmed": "1"})
    carried_on(batch)
    assert Entry.objects.get().state == "published"


def test_publishing_is_confirmed_first(client, queued):
    login(client, "view_batch", "change_batch", "publish_entry")
    batch = read(csv_bytes([a_round(1), a_round(2), a_round(3, sources="")]))
    html = client.post(page(batch, "apply"), {"publish": "1"}).content.decode()
    assert "Entries that readers will see at once: 2." in html
    assert "because they name no source: 1." in html
    assert [html.count(f'name="{name}"') for name in ("publish", "confirmed")] == [1, 1]
    assert queued == []


def test_undoing_is_confirmed_first(client, queued):
    login(client, "view_batch", "change_batch")
    batch = applied(read(csv_bytes([a_round(1), a_round(2, sources="")])), publish=True)
    html = client.post(page(batch, "undo")).content.decode()
    assert "Entries that are deleted: 2; of these, published: 1." in html
    assert "withdraw the entry instead" in html
    batch.refresh_from_db()
    assert (queued, batch.state) == ([], Batch.State.APPLIED)


def test_rows_to_look_at_again_are_told_with_their_number(client):
    login(client, "view_batch", "change_batch")
    batch = read(csv_bytes([a_round(1)]))
    applied(read(csv_bytes([a_round(1, place="Bern")])))
    html = client.get(page(applied(batch))).content.decode()
    assert "1 row was not applied, because what it speaks of changed" in html
    assert html.count("Apply the accepted rows as drafts") == 1


def test_what_is_applied_is_not_offered_again(client):
    login(client, "view_batch", "change_batch", "publish_entry")
    batch = read(csv_bytes([a_round(1)]))
    names = (page(batch, "apply"), page(batch, "undo"), 'name="accept"')
    html = client.get(page(batch)).content.decode()
    offered = [name in html for name in names]
    html = client.get(page(applied(batch))).content.decode()
    now = [name in html for name in names]
    assert (offered, now) == ([True, False, True], [False, True, False])
    assert "of them name no source" not in html


def test_a_stopped_import_can_be_undone_on_its_page(client):
    login(client, "view_batch", "change_batch")
    batch = applied(read(csv_bytes([a_round(1)])))
    Batch.objects.update(state=Batch.State.CANCELLED, report={})
    assert page(batch, "undo") in client.get(page(batch)).content.decode()


def test_a_refused_row_shows_its_identifier_and_title(client):
    login(client, "view_batch")
    html = client.get(page(read(DATA)), {"outcome": "invalid"}).content.decode()
    assert '<span title="r2">r2</span>' in html
    assert '<b dir="auto">Round 2 at the ford</b>' in html


@pytest.mark.parametrize("number", ["abc", "9" * 30, "9" * 5000, "-1"])
def test_an_address_of_no_import_is_not_found(client, number):
    login(client, "view_batch")
    assert client.get(f"/admin/imports/batch/{number}/change/").status_code == 404


@pytest.mark.parametrize("row", ["9" * 5000, "abc", "²"])
def test_a_row_that_is_no_number_is_refused(client, row):
    login(client, "view_batch", "change_batch")
    batch = read(csv_bytes([a_round(1)]))
    answer = client.post(page(batch, "choose"), {"row": [row], "reject": "1"})
    assert (answer.status_code, "no number" in answer.content.decode()) == (400, True)
    assert batch.rows.get().accepted


PNG = b"\x89PNG\r\n\x1a\n0000"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", DATA, "says an XLSX workbook, but the content is text"),
        ("a.CSV", b"PK\x03\x04rest", "says text, such as CSV, but the content is an XLSX"),
        ("a.csv", PNG, "says text, such as CSV, but the content is a PNG picture"),
    ],
)
def test_a_file_of_another_type_than_its_name_says_is_refused(client, queued, name, data, message):
    login(client, "add_batch")
    answer = client.post(
        reverse("admin:imports_batch_add"), {"file": SimpleUploadedFile(name, data)}
    )
    assert f"The name “{name}” {message}" in answer.content.decode()
    assert (Batch.objects.exists(), queued) == (False, [])


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


def test_files_that_belong_together_are_kept_as_one(client, queued):
    login(client, "add_batch", "view_batch")
    files = [SimpleUploadedFile("a.csv", b"x\n1\n"), SimpleUploadedFile("b.csv", b"y\n2\n")]
    client.post(reverse("admin:imports_batch_add"), {"file": files})
    batch = Batch.objects.get()
    with zipfile.ZipFile(batch.file.path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.csv": b"x\n1\n",
            "b.csv": b"y\n2\n",
        }
    assert (batch.file_name, queued) == ("files.zip", [batch.pk])


def test_too_many_files_at_once_are_refused(client, queued):
    login(client, "add_batch", "view_batch")
    files = [SimpleUploadedFile(f"{n}.csv", b"x\n1\n") for n in range(51)]
    answer = client.post(reverse("admin:imports_batch_add"), {"file": files})
    assert "at most 50" in answer.content.decode()
    assert not Batch.objects.exists()
