"""What search engines may find: every published entry and profile, in every language."""

from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from records.models import Entry, Process, Source
from timeline.facets import occurring_countries
from timeline.querysets import known_actors


class _Translated(Sitemap):  # type: ignore[type-arg]
    """Each address stands once for each language: a thousand records are three thousand of them."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000


class Pages(_Translated):
    names: ClassVar = [
        "timeline:home",
        "timeline:timeline",
        "sanctions:register",
        "aid:ledger",
        "timeline:processes",
        "timeline:actors",
        "timeline:countries",
        "timeline:sources",
        "timeline:calendar",
        "timeline:map",
        "timeline:network",
        "talks:positions",
    ]

    def items(self) -> list[str]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)


class Entries(_Translated):
    def items(self) -> Any:
        return Entry.objects.published().only("kind", "slug", "changed_at").order_by("pk")

    def lastmod(self, item: Entry) -> Any:
        return item.changed_at


class Actors(_Translated):
    def items(self) -> Any:
        return known_actors().only("slug").order_by("pk")


class Processes(_Translated):
    def items(self) -> Any:
        return Process.objects.with_published().order_by("pk")


class Sources(_Translated):
    def items(self) -> Any:
        return Source.objects.of_published().only("pk").order_by("pk")


class Countries(_Translated):
    def items(self) -> list[str]:
        return sorted(occurring_countries())

    def location(self, item: str) -> str:
        return reverse("timeline:country", args=[item])


SITEMAPS: dict[str, type[_Translated]] = {
    "pages": Pages,
    "entries": Entries,
    "actors": Actors,
    "processes": Processes,
    "countries": Countries,
    "sources": Sources,
}
