from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imports.seeding import SeedError, seed


class Command(BaseCommand):
    help = "Load the facts that Parley starts with; what exists already is left as it is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            made = seed()
        except SeedError as error:
            raise CommandError(error) from error
        for model, count in made.items():
            noun = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            self.stdout.write(f"{count:5} {noun}")
        if not made:
            self.stdout.write("Nothing to do: every fact of the seed has been loaded before.")
