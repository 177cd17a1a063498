"""Running the seed again changes nothing, whatever editors did in between."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from aid.models import Pledge
from imports.management.commands import seed as command
from imports.seeding import FOLDER, SeedError, seed
from records.actions import withdraw
from records.models import Actor, Citation, Entry, Process, Source, Touch
from records.verification import differences
from sanctions.models import Designation
from talks.models import Round, Statement

ROOMS = ("records", "talks", "sanctions", "aid", "imports")
pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table of the rooms, with its history; but not who was told of writes."""
    models = (
        model
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model is not Touch
    )
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in models}


def copy_with(tmp_path: Path, name: str, *records: object) -> Path:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "seed"))
    path = folder / f"{name}.yaml"
    path.write_text(path.read_text() + yaml.safe_dump([*records], allow_unicode=True))
    return folder


def statement(**more: object) -> dict[str, object]:
    texts = {"en": "New", "fr": "Nouveau", "uk": "Нове"}
    return {"key": "new", "date": "2025-12-07", "title": texts, "summary": texts, **more}


def test_a_second_run_changes_nothing() -> None:
    seed()
    before = everything()
    assert seed() == {}
    assert everything() == before


def test_what_editors_changed_withdrew_renamed_or_deleted_stays_so() -> None:
    seed()
    editor = get_user_model().objects.create(username="editor")
    Round.objects.filter(slug="miami-2025-12-04").update(title="Edited", slug="miami")
    Process.objects.update(slug="renamed")
    Actor.objects.filter(slug="jared-kushner").update(slug="kushner")
    Source.objects.filter(publisher="RFE/RL").update(url="https://example.org/moved")
    withdraw(entry=Entry.objects.get(slug="midvolga-2-2025-12-02"), because="Wrong", by=editor)
    Pledge.objects.get(slug="germany-60-million-2025").delete()
    Citation.objects.filter(quotation="jeudi soir").delete()
    Designation.objects.filter(actor__slug="rosneft").delete()
    before = everything()
    assert seed() == {}
    assert everything() == before


def test_an_actor_that_was_there_before_is_used_and_left_as_it_is() -> None:
    ours = Actor.objects.create(kind=Actor.Kind.STATE, slug="turkey", name="Türkiye", country="TR")
    seed()
    assert list(Actor.objects.filter(country="TR", kind="state")) == [ours]
    assert ours.names.count() == 0
    appeal = Statement.objects.get(slug="turkey-on-energy-infrastructure")
    assert appeal.involvements.get(role="speaker").party == ours


def test_a_record_added_to_the_files_later_finds_what_was_renamed(tmp_path: Path) -> None:
    seed()
    Actor.objects.filter(slug="donald-trump").update(slug="trump")
    added = statement(
        involvements=[{"actor": "donald-trump", "role": "speaker", "party": "united-states"}],
        citations=[{"source": "rferl"}],
    )
    seed(folder=copy_with(tmp_path, "statements", added))
    new = Statement.objects.get(slug="new")
    assert (new.state, new.involvements.get().actor.slug) == ("published", "trump")


def test_a_row_that_refers_to_what_was_deleted_is_left_out(tmp_path: Path) -> None:
    seed()
    Pledge.objects.get(slug="germany-60-million-2025").delete()
    note = {"en": "Why", "fr": "Pourquoi", "uk": "Чому"}
    added = statement(
        citations=[{"source": "afp"}],
        links_out=[
            {"to_entry": f"pledge/{slug}", "kind": "reported_with", "note": note}
            for slug in ("germany-60-million-2025", "germany-100-million-2025-12-04")
        ],
    )
    seed(folder=copy_with(tmp_path, "statements", added))
    links = Statement.objects.get(slug="new").links_out.all()
    assert [link.to_entry.slug for link in links] == ["germany-100-million-2025-12-04"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": {"en": "Only English"}}, "title needs the languages en, fr, uk"),
        ({"involvements": [{"actor": "nobody", "role": "speaker"}]}, "no actor .* key nobody"),
        ({"date": "2025-13"}, "2025-13"),
        ({"act": "shout"}, "shout"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_nothing_is_made(
    tmp_path: Path, wrong: dict[str, object], message: str
) -> None:
    folder = copy_with(tmp_path, "statements", statement(**wrong))
    before = everything()
    with pytest.raises(SeedError, match=f"statements.yaml, new: .*{message}"):
        seed(folder=folder)
    assert everything() == before


def test_a_file_without_keys_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"issues\.yaml is not a list of records"):
        seed(folder=copy_with(tmp_path, "issues", {"name": "No key"}))


def test_every_version_says_that_the_seed_wrote_it_and_nobody_else() -> None:
    seed()
    contexts = {
        tuple(metadata.items())
        for metadata in Entry.objects.get(slug="miami-2025-12-04").versions.values_list(
            "pgh_context__metadata", flat=True
        )
    }
    assert contexts == {(("reason", "seed"),)}


def test_derived_columns_hold() -> None:
    seed()
    assert list(differences()) == []


def test_the_command_prints_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed")
    first = capsys.readouterr().out.splitlines()
    assert {line.strip() for line in first} >= {"2 rounds", "1 process", "9 statements"}
    call_command("seed")
    assert capsys.readouterr().out.startswith("Nothing to do")


def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_with(tmp_path, "statements", statement(act="shout"))
    monkeypatch.setattr(command, "seed", lambda: seed(folder=folder))
    with pytest.raises(CommandError, match=r"statements\.yaml, new"):
        call_command("seed")
