from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.models import Entry
from records.verification import differences


class Command(BaseCommand):
    help = "Recompute derived columns, check the rules, and report every difference."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = 0
        for difference in differences():
            found += 1
            self.stdout.write(f"{difference.record}: {difference.problem}")
        if found:
            raise CommandError(f"{found} differences found.")
        self.stdout.write(f"{Entry.objects.count()} entries verified: no difference.")
