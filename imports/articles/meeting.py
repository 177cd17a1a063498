"""Rounds: who met whom, or talks that are held."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from imports.articles.acting import acting, before, behind, once
from imports.articles.drafts import Context, Draft, Involved, Reason, dated
from imports.articles.found import PLACE, Found, Said, Where, Who

NEAR = 8  # words between talks and their place or their verb
BACK = 3  # sentences back to the talks whose place a meeting takes


@dataclass
class Meeting:
    """A signal of a meeting and who takes part; `left` are those who stand before a verb."""

    said: Said
    signal: Found
    found: list[Found]
    left: list[Found] = field(default_factory=list)
    others: list[Who] = field(default_factory=list)  # by a rule about the sentence before
    reasons: list[Reason] = field(default_factory=list)

    @property
    def people(self) -> list[Who]:
        return list(dict.fromkeys([*self.others, *(one.value for one in self.found)]))

    @property
    def sides(self) -> set[str]:
        return {who.state or who.ref.name for who in self.people}

    @property
    def is_one(self) -> bool:
        return len(self.people) > 1 and len(self.sides) > 1


def rounds(context: Context, said: Said) -> Iterator[Draft]:
    """At most one of a sentence: by a verb of meeting, or by a noun of talks with its verb."""
    meetings = (one for one in _meetings(context, said) if one.is_one)
    if meeting := next(meetings, None):
        yield _draft(context, meeting)


def _meetings(context: Context, said: Said) -> Iterator[Meeting]:
    actors = acting(context.text, said)
    if verb := said.signal("meet"):
        left, right = once(before(actors, verb)), once(behind(actors, verb))
        yield Meeting(said, verb, once([*left, *right]), left)
        return
    for talks in said.signals("talks"):
        if _is_new(said, talks):
            others, reasons = _of_possessive(context, said, talks)
            yield Meeting(said, talks, once(actors), [], others, reasons)


def _is_new(said: Said, talks: Found) -> bool:
    """Talks that are held or have a place; “these talks” are those told of before."""
    if any(one.last == talks.first for one in said.signals("demonstratives")):
        return False
    is_held = any(abs(one.first - talks.last) <= NEAR for one in said.signals("held"))
    return is_held or bool(_place(said, talks))


def _of_possessive(context: Context, said: Said, talks: Found) -> tuple[list[Who], list[Reason]]:
    """“Their meeting” is that of those who met in the sentence before, in their own words."""
    for one in said.signals("possessives"):
        if one.last == talks.first:
            for draft in reversed(context.drafts):
                if draft.kind == "round" and said.number - draft.said.number <= 1:
                    return draft.subjects, [context.reason("their_meeting", one, talks)]
    return [], []


def _draft(context: Context, meeting: Meeting) -> Draft:
    said, signal = meeting.said, meeting.signal
    when, dates = context.when(said, signal)
    where, place_reason = _where(context, meeting)
    rule = "met" if signal.group == "meet" else "talks_held"
    reasons = [context.reason(rule, signal), *meeting.reasons]
    draft = Draft(
        "round",
        said,
        _title(meeting.people, where),
        when,
        [context.quote(said, signal)],
        [*reasons, *context.reasons_for(meeting.found), *place_reason],
        involved=[_involved(context, who) for who in meeting.people],
        where=where,
        subjects=[one.value for one in meeting.left],
    )
    if none := said.signal("no_result"):
        draft.details["outcome"] = "none"
        draft.reasons.append(context.reason("no_result", none))
    dated(context, draft, dates)
    return draft


def _involved(context: Context, who: Who) -> Involved:
    role = "negotiator" if who.ref.kind == "person" else "party"
    return Involved(who, role, context.party_of(who))


def _place(said: Said, near: Found) -> Found | None:
    """The nearest place, towns before countries."""
    places = [one for one in said.of(PLACE) if abs(one.first - near.first) <= 2 * NEAR]
    order = sorted(places, key=lambda one: (not one.value.is_town, abs(one.first - near.first)))
    return order[0] if order else None


def _where(context: Context, meeting: Meeting) -> tuple[Where | None, list[Reason]]:
    """The place of the sentence; else that of talks of the same sides shortly before."""
    if place := _place(meeting.said, meeting.signal):
        return place.value, [context.reason(place.rule, place)]
    for draft in reversed(context.drafts):
        is_near = meeting.said.number - draft.said.number <= BACK
        sides = {(one.party or one.who).state for one in draft.involved}
        if draft.kind == "round" and draft.where and is_near and sides == meeting.sides:
            return draft.where, [Reason("place_of_talks", draft.where.name)]
    return None, []


def _title(people: list[Who], where: Where | None) -> str:
    names = list(dict.fromkeys(who.ref.name for who in people))
    told = ", ".join(names[:-1]) + f" and {names[-1]}"
    is_personal = any(who.ref.kind == "person" for who in people)
    verb = "meet" if is_personal else "hold talks"
    return f"{told} {verb}" + (f" in {where.name}" if where else "")
