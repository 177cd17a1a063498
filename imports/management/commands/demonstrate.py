"""Show Parley full: an invented peace process, which can be taken away again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError
from django.utils import timezone

from imports.demonstration.acting import demonstrate, remove


class Command(BaseCommand):
    help = (
        "Add an invented peace process, marked as a demonstration; with --remove, take it away. "
        "Run twice, it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the invented records away")
        parser.add_argument(
            "--among-facts", action="store_true", help="also where this Parley serves others"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove()
            return
        if settings.SERVES_OTHERS and not options["among_facts"]:
            raise CommandError(
                "This Parley serves others, and the records of a demonstration are invented. "
                "Add --among-facts if readers are to see them beside the facts."
            )
        made = demonstrate(today=timezone.localdate())
        for model, count in made.items():
            noun = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            self.stdout.write(f"{count:5} {noun}")
        if not made:
            self.stdout.write("Nothing to do: the demonstration is there already.")

    def _remove(self) -> None:
        try:
            gone = remove()
        except ProtectedError as error:
            held = ", ".join(sorted({f"“{one}”" for one in error.protected_objects})[:5])
            raise CommandError(
                f"Something else rests on the demonstration by now: {held}. "
                "Untie it in the admin, then run this again."
            ) from error
        self.stdout.write("The demonstration was removed." if gone else "There was none.")
