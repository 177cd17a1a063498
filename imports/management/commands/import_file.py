"""Import a file, or undo an import, in the foreground: the same steps as in the admin."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.urls import reverse

from imports import actions, presenting
from imports.connectors import CONNECTORS
from imports.mappings.actions import take
from imports.mappings.sampling import sheets_of
from imports.models import Batch, Mapping, Row
from imports.problems import FileProblem, words

State = Batch.State
SHOWN = 20


class Command(BaseCommand):
    help = "Import a file: read it and compare it; with --apply, make entries of its rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)
        parser.add_argument(
            "--connector",
            choices=sorted(CONNECTORS),
            default="",
            help="the form of the file; told from its columns where this is left out",
        )
        parser.add_argument(
            "--mapping", metavar="NAME", default="", help="read it by this kept mapping of columns"
        )
        parser.add_argument("--apply", action="store_true", help="make drafts of the rows")
        parser.add_argument("--publish", action="store_true", help="apply, and publish at once")
        parser.add_argument("--undo", type=int, metavar="BATCH", help="undo this import instead")

    def handle(self, *_args: object, **options: Any) -> None:
        if (options["path"] is None) == (options["undo"] is None):
            raise CommandError("Name either a file to import or, with --undo, an import to undo.")
        if options["undo"] is not None:
            batch = self._undo(options["undo"])
        else:
            mapping = self._mapping(options["mapping"])
            batch = self._import(options["path"], options["connector"], mapping)
            if batch.state == State.READY and (options["apply"] or options["publish"]):
                actions.request_apply(batch=batch, publish=options["publish"])
                self._work(batch, "applying")
        self._report(batch)

    def _mapping(self, name: str) -> Mapping | None:
        found = Mapping.objects.filter(name=name).first() if name else None
        if name and not found:
            known = ", ".join(f"“{one}”" for one in Mapping.objects.values_list("name", flat=True))
            raise CommandError(f"There is no mapping “{name}”. Kept are: {known or 'none'}.")
        return found

    def _import(self, path: Path, connector: str, mapping: Mapping | None) -> Batch:
        try:
            with path.open("rb") as file:
                batch = actions.receive(file=File(file), name=path.name, connector=connector)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except FileProblem as error:
            raise CommandError(f"{path}: {error}") from error
        if mapping:
            take(batch=batch, mapping=mapping)
        self._work(batch, "reading")
        return batch

    def _undo(self, pk: int) -> Batch:
        batch = Batch.objects.filter(pk=pk).first()
        if batch is None:
            raise CommandError(f"There is no import {pk}.")
        if not actions.request_undo(batch=batch):
            raise CommandError(f"Import {pk} has nothing to undo ({batch.get_state_display()}).")
        self._work(batch, "undoing")
        return batch

    def _work(self, batch: Batch, what: str) -> None:
        finished = Event()
        watcher = Thread(target=self._watch, args=(batch.pk, what, finished), daemon=True)
        watcher.start()
        try:
            free = actions.carry_on(batch_id=batch.pk)
        finally:
            finished.set()
            watcher.join()
        if not free:
            raise CommandError("A worker is busy with this import already.")
        batch.refresh_from_db()

    def _watch(self, pk: int, what: str, finished: Event) -> None:
        while not finished.wait(2):
            batch = Batch.objects.get(pk=pk)
            total = f" of {batch.rows_total}" if batch.rows_total else ""
            self.stderr.write(f"{what}: {batch.rows_done}{total} rows")
        connection.close()

    def _report(self, batch: Batch) -> None:
        self.stdout.write(f"Import {batch.pk}: {batch.file_name}, {batch.get_state_display()}")
        self.stdout.write(f"  form {batch.connector or '?'}, encoding {batch.encoding or '?'}")
        if batch.mapping:
            self.stdout.write(f"  columns as in the mapping “{batch.mapping}”")
        numbers = [*batch.counts.items(), *batch.report.items()]
        failed = batch.state == State.FAILED
        for name, number in numbers if not failed or any(n for _name, n in numbers) else []:
            self.stdout.write(f"  {name.replace('_', ' '):<24}{number:>9}")
        if held := batch.rows.filter(held=True, applied_at=None).count():
            page = reverse("admin:imports_batch_who", args=[batch.pk])
            self.stdout.write(f"  {'held':<24}{held:>9}  say who is who at {page}")
        self._refusals(batch)
        if failed:
            raise CommandError(words(batch.error["code"], batch.error["params"]))
        if batch.state == State.MAPPING:
            raise CommandError(self._to_be_mapped(batch))

    def _to_be_mapped(self, batch: Batch) -> str:
        columns = ", ".join(name for sheet in sheets_of(batch) for name in sheet.columns[:12])
        page = reverse("admin:imports_batch_mapping", args=[batch.pk])
        return (
            f"No known form fits these columns: {columns[:250]}. Say what they mean at {page}, or "
            "name a kept mapping with --mapping."
        )

    def _refusals(self, batch: Batch) -> None:
        """The first refused rows: where, why, and how to mend it; and how many more there are."""
        refused = batch.rows.filter(outcome=Row.Outcome.INVALID).order_by("number")
        for row in refused[:SHOWN]:
            sheet = f"{row.sheet} " if row.sheet else ""
            for one in presenting.problems_of(row):
                column = f", {one.column}" if one.column else ""
                if one.is_error:
                    self.stdout.write(f"  {sheet}line {row.line}{column}: {one.text}")
        if (more := refused.count() - SHOWN) > 0:
            self.stdout.write(f"  … and {more} more refused; the page of the import lists them all")
