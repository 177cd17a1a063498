"""`manage.py import_file`: the same path in the foreground, without a worker."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from imports.models import Batch
from records.models import Entry
from tests.imports.helpers import a_round, csv_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rounds.csv"
    path.write_bytes(csv_bytes([a_round(1), a_round(2, date="2025-02-30")]))
    return path


def run(*arguments: object, **options: object) -> str:
    out = StringIO()
    call_command("import_file", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_reading_alone_writes_no_entry(file):
    text = run(file)
    assert "ready for review" in text
    assert [line.split() for line in text.splitlines() if "invalid" in line] == [["invalid", "1"]]
    assert not Entry.objects.exists()


def test_what_was_refused_is_said_with_line_column_and_reason(tmp_path):
    path = tmp_path / "rounds.csv"
    path.write_bytes(csv_bytes([a_round(n, country="Atlantis") for n in range(1, 24)]))
    lines = run(path).splitlines()
    said = [line for line in lines if line.startswith("  line ")]
    assert (len(said), said[0]) == (
        20,
        "  line 2, country: “Atlantis” is no country that could be told for sure. Write its ISO "
        "3166-1 code.",
    )
    assert lines[-1] == "  … and 3 more refused; the page of the import lists them all"


def test_no_zeros_stand_before_a_failure(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x,y\n")
    out = StringIO()
    with pytest.raises(CommandError, match="The file is empty"):
        call_command("import_file", tmp_path / "a.csv", stdout=out, stderr=StringIO())
    assert [line for line in out.getvalue().splitlines() if line.endswith(" 0")] == []


def test_a_name_that_says_another_type_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"x,y\n1,2\n")
    with pytest.raises(CommandError, match="says an XLSX workbook, but the content is"):
        run(tmp_path / "a.xlsx")
    assert not Batch.objects.exists()


def test_publish_applies_too(file):
    run(file, publish=True)
    assert Entry.objects.get().state == "published"


def test_undo_takes_it_back(file):
    run(file, apply=True)
    run(undo=Batch.objects.get().pk)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ([], {}, "Name either"),
        (["/nowhere/file.csv"], {}, "No such file"),
        ([], {"undo": 99}, "There is no import 99"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, options, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments, **options)


def test_a_file_of_no_known_form_waits_for_its_columns_to_be_mapped(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x,y\n1,2\n")
    with pytest.raises(CommandError, match="No known form fits these columns: x, y") as raised:
        run(tmp_path / "a.csv")
    batch = Batch.objects.get()
    assert batch.state == "mapping"
    assert f"/admin/imports/batch/{batch.pk}/mapping/" in str(raised.value)
