"""The ways to a whole export: command and download; and that its reader never fails."""

import json
import stat
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.connectors import CONNECTORS, recognise
from imports.objects import Object, open_objects
from imports.problems import FileProblem
from imports.whole import exporting
from imports.whole.checking import record_of
from imports.whole.exporting import ExportError, export_to
from imports.whole.kinds import columns, lists_of, record_models
from records.models import Process, Source
from tests.factories import make_process, make_source
from tests.imports.everything import exported, lines_of, world
from tests.imports.test_admin import login

CONNECTOR = CONNECTORS["parley_lines"]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_writes_the_file_and_says_how_much(tmp_path: Path) -> None:
    world()
    path = tmp_path / "all.parley.jsonl"
    said = run("--output", str(path))
    assert path.read_bytes() == exported()
    assert said == f"{path}: {len(lines_of(exported())) - 1} records, {path.stat().st_size} bytes\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.django_db
def test_the_command_replaces_no_file_unless_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "all.parley.jsonl"
    path.write_text("mine")
    with pytest.raises(CommandError, match=r"exists already\. Name another file, or add --force"):
        run("--output", str(path))
    assert path.read_text() == "mine"
    run("--output", str(path), "--force")
    assert path.read_bytes() == exported()


@pytest.mark.django_db
def test_where_no_file_can_be_written_the_command_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run("--output", str(tmp_path / "nowhere" / "all.jsonl"))


@pytest.mark.django_db
def test_an_export_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "all.parley.jsonl"
    path.write_text("old")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_to(path, force=True, tell=stop)
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]
    with pytest.raises(ExportError):
        export_to(path, tell=stop)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another connection adds a source and a process after the first line."""
    make_process(slug="before")
    counts = exporting._counts

    def added_meanwhile() -> dict[str, int]:
        found = counts()

        def add() -> None:
            make_source()
            make_process(slug="after")
            connections.close_all()

        other = threading.Thread(target=add)
        other.start()
        other.join()
        return found

    monkeypatch.setattr(exporting, "_counts", added_meanwhile)
    header, *lines = lines_of(exported())
    assert header["records"] == {"process": 1}
    assert [line["slug"] for line in lines] == ["before"]
    assert (Source.objects.count(), Process.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_the_desk_hands_it_out_to_those_who_may_see_everything(client) -> None:
    world()
    login(client, "add_batch", "view_entry")
    page = client.get(reverse("admin:imports_batch_add")).content.decode()
    address = reverse("admin:imports_batch_everything")
    assert f'href="{address}"' in page
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == exported()
    assert answer["Content-Disposition"].endswith('.parley.jsonl"')
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("permissions", [("add_batch",), ("view_entry",), ()])
def test_it_is_for_nobody_else(client, permissions: tuple[str, ...]) -> None:
    login(client, *permissions)
    assert client.get(reverse("admin:imports_batch_everything")).status_code == 403


# The reader: whatever stands in a file, it raises nothing but FileProblem

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEY = st.lists(st.text(max_size=5), max_size=4) | st.text(max_size=5)
DAY = st.dates().map(str) | st.datetimes().map(str) | st.from_regex(r"\d{1,5}-\d{1,2}-\d{1,2}")
VALUE = ANYTHING | KEY | DAY | st.decimals().map(str)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, object]:
    """A line of some type whose columns and lists may hold anything."""
    kind = draw(st.sampled_from(sorted(record_models())))
    model = record_models()[kind]
    names = sorted({*columns(model), "nth", "#problems"})
    line = draw(st.dictionaries(st.sampled_from(names), VALUE, max_size=8))
    for name, listed in lists_of(model).items():
        row = st.dictionaries(st.sampled_from(sorted(listed.columns)), VALUE, max_size=4)
        if draw(st.booleans()):
            line[name] = draw(st.lists(row, max_size=2) | VALUE)
    return {"type": kind, **line}


@given(lines() | st.dictionaries(st.text(), ANYTHING))
@settings(max_examples=300, deadline=None)
def test_a_line_becomes_a_record_or_problems(line: dict[str, object]) -> None:
    record, problems = record_of(line)
    assert (record is None) == any(one.is_error for one in problems)
    assert all(str(one) for one in problems)
    if record:
        stored = json.dumps(record.stored())
        assert "\\u0000" not in stored
        assert len(record.identifier.value) <= 300


@given(
    st.lists(
        lines().map(lambda line: json.dumps(line).encode())
        | st.binary(max_size=60)
        | st.just(b'{"type":"rates","date":"2025-01-01","rates":{"USD":"1e400","X":1,"EUR":null}}')
        | st.dictionaries(st.sampled_from(["type", "date", "rates"]), VALUE).map(
            lambda line: json.dumps(line | {"type": "rates"}).encode()
        ),
        max_size=6,
    ),
    st.sampled_from(
        [b'{"parley":1}', b'{"parley":1,"records":{"x":1e9}}', b'{"parley":1,"records":7}']
    ),
)
@settings(max_examples=200, deadline=None)
def test_a_file_is_read_to_its_end_or_refused(tmp_path_factory, found, header) -> None:
    path = tmp_path_factory.mktemp("whole") / "file.jsonl"
    path.write_bytes(b"\n".join([header, *found]))
    opened = open_objects(path)
    try:
        assert recognise(opened) is CONNECTOR
        for row in CONNECTOR.read(opened):
            assert row.record or row.problems
            assert row.line > 1
    except FileProblem as problem:
        assert str(problem)
    finally:
        opened.close()


def test_it_is_told_from_other_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text('{"id": "x", "schema": "Person", "properties": {}}')
    opened = open_objects(path)
    assert CONNECTOR.lacks(opened) == ["parley"]
    assert isinstance(next(opened.lines), Object)
    opened.close()
