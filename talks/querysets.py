"""What the domain asks of rounds, documents and positions."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When, Window
from django.db.models.functions import Coalesce, Greatest, Least, RowNumber
from django.utils import timezone

from records.querysets import EntryQuerySet
from records.statements import translated

if TYPE_CHECKING:
    from talks.models import Position, Round

    PositionBase = models.QuerySet[Position]
else:
    PositionBase = models.QuerySet

PLANNED = ("announced", "EventScheduled", "EventPostponed", "EventRescheduled")
LAST_DAY = Coalesce("ends_on", "starts_on")
TOOK_PLACE = ("held", "ongoing", "broken_off")
NOT_HELD = ("EventCancelled", "EventPostponed")
# How those who spoke were not in one room, nor on one line: vocabularies.csv, meeting_mode
APART = ("shuttle", "proximity", "written")


def missed_by(today: date) -> Q:
    """Rounds of a track that were planned and not held, as a condition on tracks."""
    past = Q(rounds__ends_on__lt=today) | Q(rounds__ends_on=None, rounds__starts_on__lt=today)
    return Q(rounds__status__in=NOT_HELD) | Q(rounds__status__in=PLANNED) & past


class RoundQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        named = self.annotate(track_name=translated("track__name"))
        return named.values("number", "status", "outcome", "track_id", "track_name")

    def for_rows(self) -> Self:
        return super().for_rows().select_related("track")

    def for_page(self) -> Self:
        return super().for_page().select_related("track__process")

    def took_place(self) -> Self:
        return self.filter(status__in=TOOK_PLACE)

    def met(self) -> Self:
        """Without those whose parties spoke through somebody or in writing alone."""
        return self.took_place().exclude(mode__in=APART)

    def called_off(self) -> Self:
        return self.filter(status__in=NOT_HELD)

    def planned(self) -> Self:
        return self.filter(status__in=PLANNED)

    def still_planned(self) -> Self:
        """Planned for the day that their date says; a postponed round has none of its own."""
        return self.planned().exclude(status="EventPostponed")

    def not_over(self, today: date) -> Self:
        """Rounds that end today or later; `expected_on` is the first day still to come."""
        ahead = Case(When(starts_on__gte=today, then=F("starts_on")), default=LAST_DAY)
        rounds = self.annotate(ended_on=LAST_DAY, expected_on=ahead)
        return rounds.filter(ended_on__gte=today)

    def over(self, today: date) -> Self:
        """Rounds whose last day is before today, with `ended_on`, latest first."""
        rounds = self.annotate(ended_on=LAST_DAY)
        return rounds.filter(ended_on__lt=today).order_by("-ended_on", "-pk")

    def with_next_on_record(self) -> Self:
        """Set `has_next`: whether a later round of the track is on record, planned or held."""
        rounds: Any = self.model._default_manager
        later = rounds.filter(
            state="published", track=OuterRef("track"), starts_on__gt=OuterRef("starts_on")
        ).exclude(status="EventCancelled")
        return self.annotate(has_next=Exists(later))

    def of_process(self, process_id: int) -> Self:
        """Rounds of the process's tracks, and those that belong to it without a track."""
        belonging = self.model._default_manager.in_process([process_id]).values("pk")  # type: ignore[attr-defined]
        return self.filter(Q(track__process=process_id) | Q(pk__in=belonging))

    def ended(self) -> Self:
        """Rounds that took place, with `ended_on`, latest end first."""
        rounds = self.took_place().annotate(ended_on=LAST_DAY)
        return rounds.order_by("-ended_on", "-pk")

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

    def in_processes(self, processes: Iterable[int]) -> Self:
        return self.filter(issue__process__in=list(processes))

    def dated(self) -> Self:
        """Set `taken_on`: the day by which the stand had surely been taken.

        That is the last day of its entry's date: of "4–6 December" the 6th, of "April 2026" the
        30th; but no later than today where the date has begun, since what is published has been
        said; and the first day where the end is open or not known.
        """
        first = F("entry__starts_on")
        last = Coalesce("entry__ends_on", first)
        return self.annotate(taken_on=Greatest(first, Least(last, timezone.localdate())))

    def up_to(self, until: date | None) -> Self:
        dated: Any = self.dated()
        found: Self = dated.filter(taken_on__lte=until) if until else dated
        return found

    def latest_first(self) -> Self:
        """Of stands taken on one day, the one that was entered last comes first."""
        dated: Any = self
        ordered: Self = dated.order_by("-taken_on", "-entry__pk", "-pk")
        return ordered

    def standing(self, processes: Iterable[int], until: date | None = None) -> Self:
        """Each party's last published stand on each issue, surely taken by the day `until`.

        `of_party` counts all the party's stands up to then.
        """
        positions = self.published().in_processes(processes).up_to(until).for_cells()
        counted: Self = positions.annotate(of_party=Window(Count("pk"), partition_by="party_id"))
        return counted.last_of_each()

    def last_of_each(self) -> Self:
        """The last stand of each party on each issue, among `dated()` ones."""
        dated: Any = self
        last: Self = dated.order_by(
            "issue_id", "party_id", "-taken_on", "-entry__pk", "-pk"
        ).distinct("issue_id", "party_id")
        return last

    def for_cells(self) -> Self:
        """What a stand needs to be shown with its issue, party and entry."""
        return self.select_related("issue__process", "party", "entry").defer(
            "entry__search", "entry__actor_ids", "entry__countries", "entry__summary"
        )

    def days_of_change(self, processes: Iterable[int]) -> list[date]:
        """The days on which a published stand counts for the first time, oldest first."""
        dated: Any = self.published().in_processes(processes).dated()
        return list(dated.order_by("taken_on").values_list("taken_on", flat=True).distinct())
