"""What the domain asks of rounds, documents and positions."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import Coalesce, RowNumber

from records.querysets import EntryQuerySet
from records.statements import translated

if TYPE_CHECKING:
    from talks.models import Position, Round

    PositionBase = models.QuerySet[Position]
else:
    PositionBase = models.QuerySet

PLANNED = ("announced", "EventScheduled", "EventPostponed", "EventRescheduled")


class RoundQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        named = self.annotate(track_name=translated("track__name"))
        return named.values("number", "status", "outcome", "track_id", "track_name")

    def for_rows(self) -> Self:
        return super().for_rows().select_related("track")

    def for_page(self) -> Self:
        return super().for_page().select_related("track__process")

    def took_place(self) -> Self:
        return self.filter(status__in=["held", "ongoing", "broken_off"])

    def planned(self) -> Self:
        return self.filter(status__in=PLANNED)

    def in_order(self) -> Self:
        """Oldest first, as a track counts its rounds."""
        return self._numbered().order_by("starts_on", "place_in_day", "pk")

    def latest_per_track(self) -> Self:
        return (
            self.filter(track__isnull=False)
            .order_by("track_id", "-starts_on", F("number").desc(nulls_last=True), "-pk")
            .distinct("track_id")
        )

    def newest_in_tracks(self, track_ids: Iterable[int], each: int) -> Self:
        """The newest rounds of each of these tracks, at most `each` of one."""
        place = Window(
            RowNumber(), partition_by="track", order_by=[F("starts_on").desc(), F("pk").desc()]
        )
        rounds = self.filter(track__in=list(track_ids)).annotate(place_in_track=place)
        return rounds.filter(place_in_track__lte=each).order_by("track_id", "-starts_on", "-pk")

    def before(self, other: "Round") -> "Round | None":
        """The round just before `other` in its track."""
        return self._neighbour(other, "lt")

    def after(self, other: "Round") -> "Round | None":
        """The round just after `other` in its track."""
        return self._neighbour(other, "gt")

    def _numbered(self) -> Self:
        return self.annotate(place_in_day=Coalesce("number", 0))

    def _neighbour(self, other: "Round", side: str) -> "Round | None":
        if other.track_id is None:
            return None
        day, number = {"starts_on": other.starts_on}, {"place_in_day": other.number or 0}
        beyond = (
            Q(**{f"starts_on__{side}": other.starts_on})
            | Q(**day, **{f"place_in_day__{side}": other.number or 0})
            | Q(**day, **number, **{f"pk__{side}": other.pk})
        )
        rounds = self.in_order() if side == "gt" else self.in_order().reverse()
        found: Any = rounds.filter(beyond, track=other.track_id).first()
        return found  # type: ignore[no-any-return]


class DocumentQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        before = self.annotate(
            replaced_state=F("replaces__state"), replaced_title=translated("replaces__title")
        )
        return before.values("form", "version", "status", "replaced_state", "replaced_title")

    def for_rows(self) -> Self:
        return super().for_rows().select_related("replaces")


class StatementQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        return self.annotate(said_by=translated("speaker_words")).values("act", "said_by")


class IncidentQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        return self.values("category")


class PositionQuerySet(PositionBase):
    def published(self) -> Self:
        return self.filter(entry__state="published")

    def standing(self, processes: Iterable[int], until: date | None = None) -> Self:
        """Each party's last published stand on each issue, taken up to the day `until`."""
        positions = self.published().filter(issue__process__in=list(processes))
        if until:
            positions = positions.filter(entry__starts_on__lte=until)
        return (
            positions.select_related("issue", "party", "entry")
            .defer("entry__search", "entry__actor_ids", "entry__countries", "entry__summary")
            .order_by("issue_id", "party_id", "-entry__starts_on", "-entry__pk")
            .distinct("issue_id", "party_id")
        )
