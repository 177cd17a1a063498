"""What talks add to pages about everything: tracks and silence, planned rounds, positions."""

from collections.abc import Collection, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from records.contributions import (
    Country,
    Due,
    Latest,
    Overdue,
    Panel,
    register_due,
    register_evidence,
    register_latest,
    register_overdue,
    register_page,
    register_panel,
)
from records.dates import Span, elapsed
from records.loading import load_rows
from records.models import Actor, Process
from records.rows import Row
from talks.models import Readout, Round, Track
from talks.positions import matrix
from talks.profiles import SHOWN, last_stands, of_actor, of_country, rounds_with, said_by
from talks.querysets import missed_by

ROUNDS_OF_A_TRACK = 5  # on the page of the process; the track's own page has them all
FOLLOW_UP = timedelta(days=30)  # after which a follow-up that was agreed is missed

register_page("talks:positions")


@register_evidence
def readouts_of_published() -> QuerySet[Any]:
    return Readout.objects.order_by().filter(round__state="published")


@register_due
def planned_rounds(now: datetime, process_ids: Collection[int]) -> Iterator[Due]:
    rounds = Round.objects.for_rows().published().still_planned().not_over(now.date())
    if process_ids:
        rounds = rounds.in_process(process_ids)
    zone = timezone.get_current_timezone_name()
    for entry in rounds.in_order():
        yield Due(
            at=datetime.combine(entry.expected_on, time.max, tzinfo=ZoneInfo(zone)),
            what=_("Round of talks: %(status)s") % {"status": entry.get_status_display()},
            title=entry.title_i18n,
            url=entry.get_absolute_url(),
            kind=entry.KIND,
            zone=zone,
            precision="day" if entry.date_precision == "day" else "month",
            entry_id=entry.pk,
        )


@register_overdue
def rounds_not_held(now: datetime, process_ids: Collection[int]) -> Iterator[Overdue]:
    """Planned rounds whose date has passed without a word that they took place."""
    rounds = Round.objects.for_rows().published().still_planned().over(now.date())
    if process_ids:
        rounds = rounds.in_process(process_ids)
    for entry in rounds:
        yield Overdue(
            since=entry.ended_on,
            what=_("Round planned; nothing on record says that it took place"),
            title=entry.title_i18n,
            url=entry.get_absolute_url(),
            kind=entry.KIND,
            precision=entry.date_precision,
        )


@register_overdue
def follow_ups_not_held(now: datetime, process_ids: Collection[int]) -> Iterator[Overdue]:
    """Tracks whose last round agreed on another, of which nothing is on record since."""
    rounds = Round.objects.for_page().published().took_place().filter(starts_on__lte=now.date())
    if process_ids:
        rounds = rounds.filter(track__process__in=process_ids)
    for entry in rounds.with_next_on_record().latest_per_track():
        last_day = entry.ends_on or entry.starts_on
        open_still = entry.outcome == Round.Outcome.NEXT_ROUND and not entry.has_next
        if open_still and last_day <= now.date() - FOLLOW_UP and entry.track:
            yield Overdue(
                since=last_day,
                what=_("Follow-up agreed; no later round of “%(track)s” on record")
                % {"track": entry.track},
                title=entry.title_i18n,
                url=entry.get_absolute_url(),
                kind=entry.KIND,
                precision=entry.date_precision,
            )


@register_latest
def latest_rounds(now: datetime, process_ids: Collection[int]) -> Iterator[Latest]:
    """The last round that took place in each track."""
    rounds = Round.objects.for_page().published().took_place().filter(starts_on__lte=now.date())
    if process_ids:
        rounds = rounds.filter(track__process__in=process_ids)
    for entry in rounds.latest_per_track():
        if entry.track is not None:
            yield Latest(
                series=entry.track.name_i18n,
                span=entry.span,
                title=entry.title_i18n,
                url=entry.get_absolute_url(),
                kind=entry.KIND,
                process_id=entry.track.process_id,
                series_url=entry.track.get_absolute_url(),
            )


@register_panel(Process)
def tracks_of_process(process: Process) -> Iterator[Panel]:
    published = Q(rounds__state="published")
    today = timezone.localdate()
    counted = process.tracks.annotate(
        round_count=Count("rounds", filter=published),
        missed_count=Count("rounds", filter=published & missed_by(today)),
    )
    tracks: list[Any] = list(counted.filter(round_count__gt=0))
    if not tracks:
        return
    rounds = _newest_rounds(tracks)
    for track in tracks:
        track.newest = rounds.get(track.pk, [])
        held = [r for r in track.newest if r.own["status"] in ("held", "ongoing", "broken_off")]
        past = [r.span for r in held if r.starts_on <= today]
        track.last = max(past, key=lambda span: span.last_known, default=None)
        track.since = elapsed(track.last, Span(today, today)) if track.last else None
    yield Panel(
        title=_("Tracks and their rounds"),
        template="talks/_tracks_panel.html",
        context={"tracks": tracks},
        order=10,
    )


@register_panel(Process)
def positions_of_process(process: Process) -> Iterator[Panel]:
    positions = matrix([process.pk])
    if positions.rows:
        yield Panel(
            title=_("Issues and positions"),
            template="talks/_positions_panel.html",
            context={"positions": positions, "process": process, "is_page": True},
            order=20,
        )


@register_panel(Actor)
def talks_of_actor(actor: Actor) -> Iterator[Panel]:
    yield from _talks_panels(of_actor(actor), Q(party=actor), f"actor={actor.slug}", actor)


@register_panel(Country)
def talks_of_country(country: Country) -> Iterator[Panel]:
    code = country.code
    yield from _talks_panels(of_country(code), Q(party__country=code), f"country={code}")


def _talks_panels(
    parts: Q, parties: Q, query: str, subject: Model | None = None
) -> Iterator[Panel]:
    """Rounds, stands and statements: of one actor, or of all that belong to a country."""
    attended, has_more = rounds_with(parts)
    if attended:
        yield Panel(
            title=_("Rounds of talks"),
            template="talks/_attended_panel.html",
            context={"attended": attended, "more": has_more, "query": query, "subject": subject},
            order=10,
        )
    stands = last_stands(parties)
    if stands:
        yield Panel(
            title=_("Where it stands"),
            template="talks/_stands_panel.html",
            context={"stands": stands[:SHOWN], "folded": stands[SHOWN:], "subject": subject},
            order=20,
        )
    rows, has_more = said_by(parts)
    if rows:
        yield Panel(
            title=_("What was said"),
            template="talks/_said_panel.html",
            context={"rows": rows, "more": has_more, "query": query},
            order=25,
        )


def _newest_rounds(tracks: Collection[Track]) -> dict[int, list[Row]]:
    """The newest published rounds of each track, in as many queries for any number of them."""
    newest = Round.objects.published().newest_in_tracks(
        [track.pk for track in tracks], ROUNDS_OF_A_TRACK
    )
    found: dict[int, list[Row]] = {}
    for row in load_rows(newest.values_list("pk", flat=True)):
        found.setdefault(row.own["track_id"], []).append(row)
    return found
