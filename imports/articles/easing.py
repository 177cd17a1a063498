"""Relief: who eased which sanctions for whom, under which licence, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from imports.articles.acting import acting, before, behind
from imports.articles.drafts import Context, Draft, Involved, Quoted, dated
from imports.articles.found import DATE, LICENCE, Found, Said, Who

NEAR = 10  # words between the verb and the sanctions
CLOSE = 4  # words between the sanctions and the state that they are on
ZONES = {"US": "America/New_York", "GB": "Europe/London", "CA": "America/Toronto"}
INSTRUMENTS = {"suspend": "suspension", "waive": "waiver", "exempt": "exemption"}
TARGETS = ("company", "person", "organisation", "vessel", "bloc", "armed_group")


@dataclass(frozen=True)
class Easing:
    """The verb of easing or issuing, and who stands on either side of it."""

    verb: Found
    licence: Found | None
    issuer: Found | None
    target: Found | None

    @property
    def title(self) -> str:
        by = f"{self.issuer.value.ref.name}: " if self.issuer else ""
        what = f"licence {self.licence.value}" if self.licence else "sanctions eased"
        return f"{by}{what}" + (f" for {self.target.value.ref.name}" if self.target else "")


def reliefs(context: Context, said: Said) -> Iterator[Draft]:
    verb = _eased(said) or _licensed(said)
    if not verb:
        return
    actors = acting(context.text, said)
    issuer = next(iter(reversed(before(actors, verb))), None)
    target = _target(said, behind(actors, verb), issuer)
    if issuer or target:
        easing = Easing(verb, next(iter(said.of(LICENCE)), None), issuer, target)
        draft = _draft(context, said, easing)
        if end := _end(context, said):
            _set_end(context, draft, said, end)
        yield draft


def _eased(said: Said) -> Found | None:
    """A verb of easing with sanctions near it."""
    sanctions = said.signals("sanctions")
    return next(
        (
            verb
            for verb in said.signals("ease")
            if any(abs(one.first - verb.last) <= NEAR for one in sanctions)
        ),
        None,
    )


def _licensed(said: Said) -> Found | None:
    """A verb of issuing beside a licence with its number."""
    licences = said.of(LICENCE)
    verbs = [one for one in said.signals("issue") if licences]
    return verbs[0] if verbs else None


def _target(said: Said, found: list[Found], issuer: Found | None) -> Found | None:
    """The first company or other body behind the verb; else a state right behind “sanctions”."""
    others = [one for one in found if not issuer or one.value != issuer.value]
    named = [one for one in others if one.value.ref.kind in TARGETS]
    sanctions = said.signals("sanctions")
    near = [one for one in others if any(0 <= one.first - word.last < CLOSE for word in sanctions)]
    return next(iter(named or near), None)


def _draft(context: Context, said: Said, easing: Easing) -> Draft:
    when, dates = context.when(said, easing.verb)
    licence, issuer, target = easing.licence, easing.issuer, easing.target
    instrument, rule, words = _instrument(said, licence)
    verb_rule = "licensed" if licence else "eased"
    draft = Draft(
        "relief",
        said,
        easing.title,
        when,
        [context.quote(said, easing.verb)],
        [context.reason(verb_rule, easing.verb), context.reason(rule, words)],
        details={"instrument": instrument},
    )
    if licence:
        draft.details["number"] = licence.value
        draft.reasons.append(context.reason(licence.rule, licence))
    if issuer:
        draft.involved.append(Involved(issuer.value, "issuer", context.party_of(issuer.value)))
    if target:
        draft.involved.append(Involved(target.value, "target"))
    draft.reasons += context.reasons_for(one for one in (issuer, target) if one)
    dated(context, draft, dates)
    return draft


def _instrument(said: Said, licence: Found | None) -> tuple[str, str, Found | None]:
    if licence:
        return "general_licence", "instrument_licence", licence
    for group, instrument in INSTRUMENTS.items():
        if word := said.signal(group):
            return instrument, "instrument_word", word
    return "exemption", "instrument_unsaid", None


def _end(context: Context, said: Said) -> Found | None:
    """A date behind the publication, in a sentence of a deadline or right behind “until”."""
    for one in said.of(DATE):
        if one.value.span.ends_on > context.published_on and _deadline(said, one):
            return one
    return None


def _deadline(said: Said, day: Found) -> Found | None:
    until = [one for one in said.signals("until") if 0 <= day.first - one.last <= 1]
    return next(iter(until), None) or said.signal("deadline")


def _set_end(context: Context, draft: Draft, said: Said, end: Found) -> None:
    """The last instant of the day or month, by the issuer's clocks."""
    issuer = next((one.who for one in draft.involved if one.role == "issuer"), None)
    zone = _zone(issuer)
    span = end.value.span
    instant = datetime.combine(span.ends_on, time(23, 59, 59), ZoneInfo(zone)).astimezone(UTC)
    draft.details |= {
        "expires_at": instant.isoformat(),
        "expires_zone": zone,
        "expires_precision": "day" if span.precision == "day" else "month",
    }
    words = context.text.words_of(end)
    draft.quoted.append(Quoted(end.start, end.end, said.paragraph, field="expires_at", value=words))
    draft.reasons += [
        context.reason("deadline", _deadline(said, end), end),
        context.reason(end.rule, end),
    ]


def _zone(issuer: Who | None) -> str:
    return ZONES.get(issuer.state if issuer else "", "UTC")


def deadlines(context: Context, said: Said) -> Draft | None:
    """A deadline for measures that name somebody whom an earlier sentence told of relief for.

    It completes that draft and makes none of its own.
    """
    end = _end(context, said)
    if not end or not said.signal("measures"):
        return None
    named = {one.value for one in acting(context.text, said)}
    for draft in reversed(context.drafts):
        targets = {one.who for one in draft.involved if one.role == "target"}
        if draft.kind == "relief" and targets & named and "expires_at" not in draft.details:
            _set_end(context, draft, said, end)
            return draft
    return None
