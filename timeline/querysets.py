"""What profiles ask across records: who is known, with whom they appear, what a source supports."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from records.models import Actor, Affiliation, Citation, Entry, Identifier, Involvement, Source
from records.querysets import ActorQuerySet

SHARED = 500  # newest entries of an actor in which its company is counted
COMPANY = 12


def known_actors() -> ActorQuerySet:
    """Actors whom readers meet in published entries, and where those held their posts.

    A post makes nobody known who is not met: anybody who writes on the desk may add an actor with
    one, and no editor has read that yet.
    """
    met = Actor.objects.in_published().values("pk")
    posts = Affiliation.objects.filter(organisation=OuterRef("pk"), person__in=met)
    return Actor.objects.filter(Q(pk__in=met) | Exists(posts))


def is_known(actor: Actor) -> bool:
    return known_actors().filter(pk=actor.pk).exists()


def roles_of(actor: Actor) -> list[dict[str, object]]:
    """Role and party with the number of published entries, most frequent first."""
    rows = (
        Involvement.objects.filter(actor=actor, entry__state=Entry.State.PUBLISHED)
        .order_by()
        .values("role", "party")
        .annotate(entries=Count("entry", distinct=True))
        .order_by("-entries", "role")
    )
    found = list(rows)
    parties = Actor.objects.in_bulk({row["party"] for row in found if row["party"]})
    return [
        {
            "role": Involvement.Role(row["role"]).label,
            "party": parties.get(row["party"]),
            "entries": row["entries"],
        }
        for row in found
    ]


def company_of(actor: Actor) -> list[tuple[Actor, int]]:
    """With whom the actor shares entries, and how many of its newest ones."""
    newest = Entry.objects.published().involving([actor.pk]).newest_first_of_few()
    counted = (
        Involvement.objects.filter(entry__in=list(newest.values_list("pk", flat=True)[:SHARED]))
        .exclude(actor=actor)
        .order_by()
        .values_list("actor")
        .annotate(entries=Count("entry", distinct=True))
        .order_by("-entries", "actor")[:COMPANY]
    )
    counts = dict(counted)
    actors = Actor.objects.in_bulk(counts)
    return [(actors[pk], entries) for pk, entries in counts.items()]


def posts_of(actor: Actor) -> QuerySet[Affiliation]:
    """Posts held in organisations that readers know of, newest first."""
    return (
        actor.affiliations.filter(organisation__in=known_actors().values("pk"))
        .select_related("organisation")
        .order_by("-starts_on", "id")
    )


def people_of(actor: Actor) -> QuerySet[Affiliation]:
    """Who holds posts in the organisation, of those whom readers meet in published entries."""
    return (
        actor.members.filter(person__in=Actor.objects.in_published().values("pk"))
        .select_related("person")
        .order_by("-starts_on", "id")
    )


def public_identifiers(actor: Actor) -> list[Identifier]:
    """Identifiers that others use too; those of our own files say nothing to readers."""
    return list(actor.identifiers.exclude(scheme__startswith="parley"))


def citations_from(source: Source) -> QuerySet[Citation]:
    """What published entries cite from the source, newest entry first."""
    return (
        source.citations.filter(entry__state=Entry.State.PUBLISHED)
        .select_related("entry")
        .defer("entry__search", "entry__summary", "entry__actor_ids", "entry__countries")
        .order_by("-entry__starts_on", "-entry_id", "id")
    )


def shown_sources(text: str) -> QuerySet[Source]:
    """Sources of published entries, of which every word stands in publisher, title or author."""
    sources: QuerySet[Source] = Source.objects.of_published()
    for word in text.split()[:10]:
        sources = sources.filter(
            Q(publisher__icontains=word) | Q(title__icontains=word) | Q(author__icontains=word)
        )
    return sources.order_by("publisher", "title", "id")


def listed_actors(text: str, kinds: Iterable[str], codes: Iterable[str]) -> ActorQuerySet:
    """Actors for a list: by a part of a name in any script, by kind and by country."""
    actors: ActorQuerySet = Actor.objects.in_published().named_like(text)
    if kinds := list(kinds):
        actors = actors.filter(kind__in=kinds)
    if codes := list(codes):
        actors = actors.filter(country__in=codes)
    return actors.order_by("name_i18n", "id")
