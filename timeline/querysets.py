"""What profiles ask across records: who is known, with whom they appear, what a source supports."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from records.contributions import known_elsewhere
from records.models import Actor, Affiliation, Citation, Entry, Identifier, Involvement, Source
from records.querysets import ActorQuerySet, EntryQuerySet

SHARED = 500  # newest entries of an actor in which its company is counted
COMPANY = 12

ENTRIES_OF_ACTORS = """
SELECT wanted.id, count(e.id) FROM unnest(%s::bigint[]) AS wanted (id)
JOIN records_entry e ON e.actor_ids @> ARRAY[wanted.id] AND e.state = 'published'
GROUP BY wanted.id
"""
ENTRIES_OF_COUNTRIES = """
SELECT code, count(*) FROM records_entry, unnest(countries) AS code
WHERE state = 'published' GROUP BY code
"""


def known_actors() -> ActorQuerySet:
    """Actors whom readers meet in published entries, where those held their posts, and whom a
    room knows besides, such as those on a list of sanctions.

    A post makes nobody known who is not met: anybody who writes on the desk may add an actor with
    one, and no editor has read that yet.
    """
    # Each condition asks of one actor, so that asking for one does not read who all the others are.
    met = Actor.objects.in_published()
    posts = Affiliation.objects.filter(
        Exists(met.filter(pk=OuterRef("person"))), organisation=OuterRef("pk")
    )
    known = Q(Exists(met.filter(pk=OuterRef("pk")))) | Q(Exists(posts))
    for ids in known_elsewhere():
        (column,) = ids.query.values_select
        known |= Q(Exists(ids.filter(**{column: OuterRef("pk")})))
    return Actor.objects.filter(known)


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
    """With whom the actor shares entries, and how many of its newest ones.

    Those on whose behalf it acts, or who act on its behalf, are no company. Three queries.
    """
    newest = Entry.objects.published().involving([actor.pk]).newest_first_of_few()
    together = newest.values_list("actor_ids", flat=True)[:SHARED]
    counts = Counter(pk for ids in together for pk in ids)
    own = Involvement.objects.filter(Q(actor=actor) | Q(party=actor), party__isnull=False)
    for pair in own.order_by().values_list("actor", "party").distinct():
        for pk in pair:
            counts.pop(pk, None)
    counts.pop(actor.pk, None)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMPANY]
    actors = Actor.objects.in_bulk([pk for pk, _entries in most])
    return [(actors[pk], entries) for pk, entries in most if pk in actors]


def shared_entries(actor: Actor, other: Actor) -> EntryQuerySet:
    """Published entries in which both had a part, or somebody had one on their behalf."""
    both = Entry.objects.published().filter(actor_ids__contains=[actor.pk, other.pk])
    found: EntryQuerySet = both.newest_first_of_few()
    return found


def kinds_of(entries: EntryQuerySet) -> list[tuple[str, int]]:
    """How many of `entries` there are of each kind, the most frequent first."""
    counted = entries.order_by().values_list("kind").annotate(entries=Count("pk"))
    return [(kind, n) for kind, n in counted.order_by("-entries", "kind")]


def entries_of_each(actors: Iterable[Actor]) -> dict[int, int]:
    """How many published entries involve each of these actors. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES_OF_ACTORS, [[actor.pk for actor in actors]])
        return dict(cursor.fetchall())


def entries_of_countries() -> dict[str, int]:
    """How many published entries there are of each country. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES_OF_COUNTRIES)
        return dict(cursor.fetchall())


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
    actors: ActorQuerySet = known_actors().named_like(text)
    if kinds := list(kinds):
        actors = actors.filter(kind__in=kinds)
    if codes := list(codes):
        actors = actors.filter(country__in=codes)
    return actors.order_by("name_i18n", "id")
