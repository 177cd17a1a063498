"""What the domain asks of entries, actors and sources; public code starts from `published()`."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value

from records.contributions import evidence_elsewhere
from records.words import says_phrases, search_query_for, wanted, words_of, words_query

if TYPE_CHECKING:
    from records.models import Actor, Entry, Process, Source

    EntryBase = models.QuerySet[Entry]
    ActorBase = models.QuerySet[Actor]
    ProcessBase = models.QuerySet[Process]
    SourceBase = models.QuerySet[Source]
else:
    EntryBase = ActorBase = ProcessBase = SourceBase = models.QuerySet


class Fold(Func):
    """`records_fold`: without accents and capitals, words parted by spaces."""

    function = "records_fold"
    output_field = models.TextField()


def _published_with(model: str, **reference: OuterRef) -> Exists:
    rows = apps.get_model(model)._default_manager
    return Exists(rows.filter(entry__state="published", **reference))


class EntryQuerySet(EntryBase):
    def published(self) -> Self:
        return self.filter(state="published")

    def took_place(self) -> Self:
        """Without what was only planned; kinds that may be planned say which."""
        return self

    def met(self) -> Self:
        """Those whose people met each other; kinds in which they may not have say which."""
        return self.took_place()

    def called_off(self) -> Self:
        """What was planned and then cancelled or postponed; kinds that may be planned say which."""
        return self.none()

    def of_kind(self, kinds: Iterable[str]) -> Self:
        return self.filter(kind__in=list(kinds))

    def in_country(self, codes: Iterable[str]) -> Self:
        """Entries that involve any of these ISO 3166-1 codes by place, actor or party."""
        return self.filter(countries__overlap=list(codes))

    def involving(self, actor_ids: Iterable[int]) -> Self:
        """Entries in which any of these actors had a part, or on whose behalf somebody did."""
        return self.filter(actor_ids__overlap=list(actor_ids))

    def in_process(self, process_ids: Iterable[int]) -> Self:
        return self._having("records.ProcessEntry", process__in=list(process_ids))

    def from_source(self, source_ids: Iterable[int]) -> Self:
        return self._having("records.Citation", source__in=list(source_ids))

    def _having(self, model: str, **conditions: object) -> Self:
        rows = apps.get_model(model)._default_manager
        return self.filter(models.Exists(rows.filter(entry=models.OuterRef("pk"), **conditions)))

    def between(self, first: date | None, last: date | None) -> Self:
        """Entries whose span touches the days from `first` to `last`, both included."""
        entries = self
        if first:
            entries = entries.filter(
                Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first) | Q(date_end="open")
            )
        if last:
            entries = entries.filter(starts_on__lte=last)
        return entries

    def search(self, text: str) -> Self:
        """Entries with the words and phrases of `text`; all of them where it has none."""
        return self.search_among([text]) if wanted(text) else self

    def search_among(
        self,
        texts: Iterable[str],
        *,
        countries: Iterable[str] = (),
        actor_ids: Iterable[int] = (),
        kinds: Iterable[str] = (),
    ) -> Self:
        """Entries with the words and phrases of any of `texts` and any value of each facet.

        The same as `search` with `in_country`, `involving` and `of_kind`, but by one index; only
        phrases in quotation marks are looked up in the texts that the index finds.
        """
        texts = list(texts)
        query = search_query_for(texts, countries=countries, actor_ids=actor_ids, kinds=kinds)
        if query is None:
            return self.none()
        return self.filter(Q(search=query) & says_phrases(texts))

    def row_values(self) -> Any:
        """`values()` with the kind's own columns of a row on a list, without those all share."""
        return self.values()

    def for_rows(self) -> Self:
        """What a row on a list needs in the same query; kinds add their own relations."""
        return self.defer("search", "actor_ids", "countries")

    def for_page(self) -> Self:
        """What a detail page needs in the same query; kinds add their own relations."""
        return self.for_rows()

    def newest_first(self) -> Self:
        return self.order_by("-starts_on", "-id")

    def newest_first_of_few(self) -> Self:
        """As `newest_first()`, for filters that few entries pass.

        Ordered by an expression that no index has, so that PostgreSQL takes the filter's own index
        and sorts what it finds, rather than walk the whole date index in search of a match.
        """
        day = models.ExpressionWrapper(F("starts_on") + 0, output_field=models.DateField())
        return self.order_by(day.desc(), "-id")


class ActorQuerySet(ActorBase):
    def named_like(self, text: str) -> Self:
        """Actors whose names have every word of `text`, also within a word, in any spelling."""
        within = Q()
        for word in words_of(text)[:10]:
            within &= Q(search_names__contains=Fold(Value(word)))
        spelt = self.model._default_manager.all().search(text)  # type: ignore[attr-defined]
        return self.filter(within | Q(pk__in=spelt.values("pk"))) if within else self

    def search(self, text: str) -> Self:
        """Actors whose names have every word of `text`, each in any of its spellings."""
        names = SearchVector("search_names", config="simple")
        query = words_query(text)
        return self.alias(name_words=names).filter(name_words=query) if query else self.none()

    def in_published(self) -> Self:
        """Actors with a part in a published entry, or on whose behalf somebody had one."""
        return self.filter(
            _published_with("records.Involvement", actor=OuterRef("pk"))
            | _published_with("records.Involvement", party=OuterRef("pk"))
        )


class ProcessQuerySet(ProcessBase):
    def with_published(self) -> Self:
        return self.filter(_published_with("records.ProcessEntry", process=OuterRef("pk")))


class SourceQuerySet(SourceBase):
    def of_published(self) -> Self:
        """Sources that something readers may see rests on: a citation of a published entry, a post
        of somebody met in one, or what a room shows besides, such as a readout or a designation.

        Whatever else names a source, it is the desk's own, and no editor need have read it.
        """
        met = apps.get_model("records.Actor").objects.in_published()
        posts = apps.get_model("records.Affiliation")._default_manager.filter(
            Exists(met.filter(pk=OuterRef("person"))), source=OuterRef("pk")
        )
        seen = Q(_published_with("records.Citation", source=OuterRef("pk"))) | Q(Exists(posts))
        for rows in evidence_elsewhere():
            seen |= Q(Exists(rows.filter(source=OuterRef("pk"))))
        return self.filter(seen)
