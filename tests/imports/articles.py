"""What the tests of articles share: texts, the actors that they speak of, and their drafts."""

from datetime import date
from pathlib import Path

from imports.articles.assembling import drafts_of
from imports.articles.drafts import Draft
from records.models import Actor, ActorName

SEED_ARTICLE = Path(__file__).parents[3] / "shared/seed/article.fr.txt"
PUBLISHED = date(2025, 12, 5)
ACTORS = {
    "Rustem Umerov": ("person", "UA", ("Рустем Умєров", "Рустем Умеров", "Roustem Oumerov")),
    "Steve Witkoff": ("person", "US", ("Стів Віткофф", "Стив Уиткофф")),
    "Vladimir Putin": ("person", "RU", ("Владимир Путин", "Володимир Путін")),
    "Ukraine": ("state", "UA", ("Україна", "Украина")),
    "United States": ("state", "US", ("США", "États-Unis")),
    "Russia": ("state", "RU", ("Росія", "Россия")),
    "Lukoil": ("company", "RU", ("Лукойл",)),
}


def make_actors() -> None:
    for name, (kind, country, aliases) in ACTORS.items():
        slug = name.lower().replace(" ", "-")
        actor = Actor.objects.create(name=name, kind=kind, country=country, slug=slug)
        ActorName.objects.bulk_create([ActorName(actor=actor, text=text) for text in aliases])


def drafts(text: str, language: str, published_on: date = PUBLISHED) -> list[Draft]:
    return drafts_of(text, language=language, published_on=published_on)[1]


def seats(draft: Draft) -> set[tuple[str, str, str]]:
    """Actor, role and party of everybody in a draft."""
    return {
        (one.who.ref.name, one.role, one.party.ref.name if one.party else "")
        for one in draft.involved
    }
