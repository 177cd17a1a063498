from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from records.catalogues import check, compile_all, short, update
from records.translatable import UnreadableError


class Command(BaseCommand):
    help = (
        "Gather the translatable texts of the sources into the catalogues "
        "(locale/<language>/LC_MESSAGES/django.po), keeping what is translated."
    )
    requires_system_checks = []  # no database, and the catalogues may not be compiled yet

    def add_arguments(self, parser: CommandParser) -> None:
        way = parser.add_mutually_exclusive_group()
        way.add_argument(
            "--compile", action="store_true", help="Write the .mo files that Django reads instead."
        )
        way.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; list what is missing, fuzzy, wrong or out of date, and fail.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self.check_catalogues()
            elif options["compile"]:
                self.compile_catalogues()
            else:
                self.update_catalogues()
        except UnreadableError as error:
            raise CommandError(str(error)) from error

    def check_catalogues(self) -> None:
        found = 0
        for path, problem in check():
            found += 1
            self.stdout.write(f"{short(path)}: {problem}")
        if found:
            raise CommandError(f"{found} problems in the catalogues.")
        self.stdout.write("Every text is translated.")

    def compile_catalogues(self) -> None:
        for path, count in compile_all():
            self.stdout.write(f"{short(path)}: {count} texts")

    def update_catalogues(self) -> None:
        for path, changed in update():
            self.stdout.write(f"{short(path)}: {'updated' if changed else 'up to date'}")
