"""Incidents: attacks, by what they hit."""

from collections.abc import Iterator

from imports.articles.acting import before
from imports.articles.drafts import Context, Draft, Involved, dated
from imports.articles.found import ACTOR, PLACE, Found, Said

NEAR = 8  # words between the attack and what it hit
CATEGORIES = {"energy": "energy", "shipping": "shipping", "civilians": "civilians"}
NAMES = {
    "energy": "Attack on energy infrastructure",
    "shipping": "Attack on shipping",
    "civilians": "Attack on civilians",
    "strike": "Strike",
}


def incidents(context: Context, said: Said) -> Iterator[Draft]:
    """An attack with what it hit behind it; one of drones or missiles with its place or actor."""
    for signal in [*said.signals("attack_verb"), *said.signals("attack")]:
        category, word = _category(said, signal)
        if category:
            yield _draft(context, said, signal, category, word)
            return


def _category(said: Said, signal: Found) -> tuple[str, Found | None]:
    for group, category in CATEGORIES.items():
        for word in said.signals(group):
            if 0 <= word.first - signal.last <= NEAR:
                return category, word
    weapon = said.signal("weapons")
    is_placed = said.of(PLACE) or (signal.group == "attack_verb" and said.of(ACTOR))
    return ("strike", weapon) if weapon and is_placed else ("", None)


def _draft(context: Context, said: Said, signal: Found, category: str, word: Found | None) -> Draft:
    when, dates = context.when(said, signal)
    place = next(iter(said.of(PLACE)), None)
    draft = Draft(
        "incident",
        said,
        NAMES[category] + (f" in {place.value.name}" if place else ""),
        when,
        [context.quote(said, signal)],
        [context.reason("attacked", signal), context.reason(f"hit_{category}", word)],
        where=place.value if place else None,
        details={"category": category},
    )
    if place:
        draft.reasons.append(context.reason(place.rule, place))
    if signal.group == "attack_verb":
        _add_sides(context, said, signal, word, draft)
    dated(context, draft, dates)
    return draft


def _add_sides(context: Context, said: Said, verb: Found, word: Found | None, draft: Draft) -> None:
    """Who stands before the verb attacked; the state whose the target is was attacked."""
    attackers = before(said.of(ACTOR), verb)
    if attackers:
        draft.involved.append(Involved(attackers[-1].value, "other", note="attacker"))
        draft.reasons.append(context.reason("attacker", attackers[-1]))
    end = word.last if word else verb.last
    hit = [
        one
        for one in said.of(ACTOR)
        if verb.last <= one.first <= end and one.value not in {i.who for i in draft.involved}
    ]
    if hit:
        draft.involved.append(Involved(hit[0].value, "target"))
        draft.reasons.append(context.reason("attacked_state", hit[0]))
