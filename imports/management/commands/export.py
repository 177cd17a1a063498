"""Write everything into one file that `import_file` reads back into an empty Parley."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from imports.whole.exporting import ExportError, export_to

EVERY = 2  # seconds


class Command(BaseCommand):
    help = "Write all records, as JSON lines that import_file reads back. Nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="parley-<day>.parley.jsonl by default"
        )
        parser.add_argument("--force", action="store_true", help="replace a file that is there")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["output"] or Path(f"parley-{timezone.localdate()}.parley.jsonl")
        self.told_at = time.monotonic()
        try:
            lines = export_to(path, force=options["force"], tell=self._tell)
        except ExportError as error:
            raise CommandError(error) from error
        self.stdout.write(f"{path}: {lines - 1} records, {path.stat().st_size} bytes")

    def _tell(self, done: int, total: int) -> None:
        if (now := time.monotonic()) - self.told_at >= EVERY:
            self.told_at = now
            self.stderr.write(f"exporting: {done} of {total} lines")
