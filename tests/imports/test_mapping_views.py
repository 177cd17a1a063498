"""The page of a mapping: who may use it, what it says, and that it works without JavaScript."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.mappings.actions import keep, standing_of
from imports.mappings.plans import Plan
from imports.models import Batch, Mapping
from tests.desk import Page
from tests.imports.helpers import FILES, carried_on, read

pytestmark = pytest.mark.django_db
DATA = (FILES / "aide.csv").read_bytes()
ALL = ("view_batch", "change_batch", "add_mapping", "change_mapping", "view_mapping")


@pytest.fixture
def queued(monkeypatch):
    """Ids that views queue; the queue itself is tried with real workers elsewhere."""
    found: list[int] = []
    monkeypatch.setattr("imports.mappings.views.carry_on.delay_on_commit", found.append)
    return found


def login(client, *permissions: str) -> None:
    user = User.objects.create_user("ed", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def url(batch: Batch) -> str:
    return reverse("admin:imports_batch_mapping", args=[batch.pk])


def sent(client, batch: Batch, **changes: str) -> dict[str, str]:
    """The form as a browser without JavaScript would send it, with some fields changed."""
    form = Page(client.get(url(batch)).content.decode()).forms["mapping-form"]
    return {name: values[0] for name, values in form.items()} | changes


def test_an_editor_reads_a_file_by_the_guesses_and_keeps_the_mapping(client, queued):
    login(client, *ALL)
    batch = read(DATA)
    answer = client.post(url(batch), sent(client, batch, do="read", keep="Aide"))
    assert answer.url == reverse("admin:imports_batch_change", args=[batch.pk])
    assert queued == [batch.pk]
    batch.refresh_from_db()
    assert (carried_on(batch).counts["new"], str(batch.mapping)) == (3, "Aide")


def test_the_page_of_the_import_leads_to_the_mapping(client):
    login(client, "view_batch", "change_batch")
    batch = read(DATA)
    html = client.get(reverse("admin:imports_batch_change", args=[batch.pk])).content.decode()
    assert f'href="{url(batch)}"' in html


def test_the_preview_shows_the_rows_and_problems_beside_their_cells(client):
    login(client, *ALL)
    html = client.get(url(read(DATA))).content.decode()
    text = Page(html).text
    assert "Of the first 4 rows, 3 would become entries." in text
    assert "donor: Germany" in text
    assert "<s>Atlantide</s>" in html
    assert "“Atlantide” is no country that could be told for sure." in text
    assert "Its values are amounts; the comma is the decimal mark." in text


def test_htmx_gets_the_preview_alone_and_nothing_is_read(client, queued):
    login(client, *ALL)
    batch = read(DATA)
    headers = {"HX-Request": "true", "HX-Target": "mapping-preview"}
    answer = client.post(url(batch), sent(client, batch, **{"c1-field": ""}), headers=headers)
    html = answer.content.decode()
    assert html.lstrip().startswith("<section") and "<html" not in html
    assert "No column is mapped to the title" in html
    late = client.post(url(batch), sent(client, batch, do="read"), headers=headers)
    assert late.content.decode().lstrip().startswith("<section")
    assert queued == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"c1-field": ""}, "No column is mapped to the title"),
        ({"c2-field": ""}, "No column is mapped to the date"),
        ({"c9-field": "date"}, "are all mapped to “date, or first day”, which is one."),
        ({"c1-field": "nothing"}, "which a pledge does not have"),
        ({"c1-language": "<x>"}, "String should match"),
    ],
)
def test_a_mapping_that_makes_no_entries_is_not_read_and_says_why(client, queued, changes, said):
    login(client, *ALL)
    batch = read(DATA)
    answer = client.post(url(batch), sent(client, batch, do="read", **changes))
    assert (answer.status_code, queued) == (422, [])
    assert said in Page(answer.content.decode()).text


def test_of_two_editors_the_second_keeps_the_page_and_is_told(client, queued):
    login(client, *ALL)
    batch = read(DATA)
    late = sent(client, batch, do="read", keep="Mine")
    client.post(url(batch), sent(client, batch, do="read"))
    batch.refresh_from_db()
    carried_on(batch)
    answer = client.post(url(batch), late)
    assert (answer.status_code, queued) == (409, [batch.pk])
    assert "Somebody else mapped or applied this file" in answer.content.decode()
    assert not Mapping.objects.exists()


def test_a_kept_mapping_of_another_header_says_which_columns_are_missing(client):
    login(client, *ALL)
    plan = Plan(kind="pledge", header=["Was"], columns={"Was": {"field": "title"}})
    kept = keep(name="Other", plan=plan)
    html = client.get(url(read(DATA)), {"kept": kept.pk}).content.decode()
    assert "The mapping speaks of columns that this file lacks: Was." in html


def test_another_kind_has_other_fields(client):
    login(client, *ALL)
    html = client.get(url(read(DATA)), {"kind": "document", "kept": "none"}).content.decode()
    assert 'value="stage"' in html and 'value="amount"' not in html
    assert "Nothing says the form." in html


def test_looking_is_not_mapping(client, queued):
    login(client, "view_batch", "add_batch")
    batch = read(DATA)
    answers = [client.get(url(batch)), client.post(url(batch), {"do": "read"})]
    assert ([one.status_code for one in answers], queued) == ([403, 403], [])


def test_who_may_not_keep_mappings_may_still_map(client, queued):
    login(client, "view_batch", "change_batch")
    batch = read(DATA)
    refused = client.post(url(batch), sent(client, batch, do="read", keep="Aide"))
    assert "You may map this file, but not keep the mapping." in refused.content.decode()
    client.post(url(batch), sent(client, batch, do="read", keep=""))
    assert (queued, Mapping.objects.count()) == ([batch.pk], 0)


def test_what_was_applied_is_not_mapped_anew(client):
    login(client, *ALL)
    batch = read(DATA)
    Batch.objects.update(state="applied", plan={"a": 1})
    answer = client.get(url(batch), follow=True)
    assert "The columns of this import cannot be mapped now." in answer.content.decode()
    assert standing_of(batch)


def kept_one() -> Mapping:
    plan = Plan(kind="incident", header=["Was"], columns={"Was": {"field": "title"}})
    return keep(name="Wer schoss?", plan=plan)


def test_a_mapping_is_exported_brought_in_renamed_and_deleted(client):
    login(client, *ALL, "delete_mapping")
    kept = kept_one()
    answer = client.get(reverse("admin:imports_mapping_export", args=[kept.pk]))
    assert "parley-mapping-wer-schoss.json" in answer["Content-Disposition"]
    assert json.loads(answer.content)["name"] == "Wer schoss?"
    file = SimpleUploadedFile("m.json", answer.content)
    client.post(reverse("admin:imports_mapping_bring_in"), {"file": file, "name": "Two"})
    two = Mapping.objects.get(name="Two")
    client.post(reverse("admin:imports_mapping_change", args=[two.pk]), {"name": "Three"})
    two.refresh_from_db()
    assert (two.name, two.plan["name"], two.version) == ("Three", "Three", 2)
    client.post(reverse("admin:imports_mapping_delete", args=[two.pk]), {"post": "yes"})
    assert list(Mapping.objects.values_list("name", flat=True)) == ["Wer schoss?"]


def test_a_name_that_is_taken_is_an_error_in_the_form(client):
    login(client, *ALL)
    kept = kept_one()
    other = keep(name="Two", plan=Plan.model_validate(kept.plan))
    answer = client.post(reverse("admin:imports_mapping_change", args=[other.pk]), {"name": kept})
    assert "There is a mapping of this name." in answer.content.decode()


def test_a_file_that_is_no_mapping_is_refused_with_the_reason(client):
    login(client, *ALL)
    file = SimpleUploadedFile("m.json", b'{"kind": "round"}')
    answer = client.post(reverse("admin:imports_mapping_bring_in"), {"file": file})
    assert "This is no mapping that can be read. header: Field required" in (
        answer.content.decode()
    )


def test_the_list_of_mappings_says_how_many_columns_are_mapped(client):
    login(client, *ALL)
    kept_one()
    html = client.get(reverse("admin:imports_mapping_changelist")).content.decode()
    assert "1 of 1 column" in html and reverse("admin:imports_mapping_bring_in") in html
