"""Rounds, statements, documents and incidents in the words of schema.org."""

from collections.abc import Callable

from records.models import Involvement
from records.schema import (
    Thing,
    actor_thing,
    actor_things,
    date_text,
    place_thing,
    register_schema,
)
from talks.models import Document, Incident, Round, Statement

Role = Involvement.Role
Status = Round.Status
AT_THE_TABLE = tuple(
    role for role in Role.values if role not in (Role.HOST, Role.TARGET, Role.BENEFICIARY)
)
# A round that was held, or was broken off, is a scheduled event that is over.
STATUSES = {
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.CANCELLED: "EventCancelled",
}


@register_schema(Round)
def event_of_round(entry: Round, absolute: Callable[[str], str]) -> Thing:
    involved = list(entry.involvements.all())
    track = entry.track
    return {
        "@type": "Event",
        "eventStatus": f"https://schema.org/{STATUSES.get(Status(entry.status), 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"
        if entry.mode in (Round.Mode.VIRTUAL, Round.Mode.TELEPHONE)
        else None,
        "startDate": date_text(entry.starts_on, entry.date_precision),
        "endDate": date_text(entry.ends_on, entry.date_precision),
        "location": place_thing(entry),
        "attendee": actor_things(involved, AT_THE_TABLE, absolute),
        "organizer": actor_things(involved, (Role.HOST,), absolute),
        "superEvent": track
        and {
            "@type": "EventSeries",
            "name": str(track),
            "url": absolute(track.get_absolute_url()),
        },
    }


@register_schema(Incident)
def event_of_incident(entry: Incident, _absolute: Callable[[str], str]) -> Thing:
    return {
        "@type": "Event",
        "startDate": date_text(entry.starts_on, entry.date_precision),
        "endDate": date_text(entry.ends_on, entry.date_precision),
        "location": place_thing(entry),
    }


@register_schema(Statement)
def quotation(entry: Statement, absolute: Callable[[str], str]) -> Thing:
    involved = list(entry.involvements.all())
    return {
        "@type": "Quotation",
        "text": entry.words,
        "inLanguage": entry.words_language,
        "creator": actor_things(involved, (Role.SPEAKER,), absolute),
        "dateCreated": date_text(entry.starts_on, entry.date_precision),
        "datePublished": date_text(entry.published_on),
    }


@register_schema(Document)
def legal_text(entry: Document, absolute: Callable[[str], str]) -> Thing:
    signed = [one for one in entry.involvements.all() if one.role == Role.SIGNATORY]
    return {
        "@type": "DigitalDocument",
        "dateCreated": date_text(entry.starts_on, entry.date_precision),
        "version": entry.version,
        "contributor": [actor_thing(one.actor, absolute) for one in signed],
    }
