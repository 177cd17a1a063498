"""Pledges: who promised how much to whom."""

from collections.abc import Iterator

from imports.articles.acting import acting, before, behind
from imports.articles.drafts import Context, Draft, Involved, Reason, dated
from imports.articles.found import ACTOR, AMOUNT, PLACE, Found, Said, Who

KINDS = ("reconstruction", "military", "humanitarian")


def pledges(context: Context, said: Said) -> Iterator[Draft]:
    """A verb of promising with its donor before it, and an amount behind; aid where announced."""
    verb, amount = _promise(said)
    donors = before(acting(context.text, said), verb) if verb else []
    if not verb or not amount or not donors:
        return
    donor = donors[-1]
    recipient = _recipient(said, amount, donor.value)
    when, dates = context.when(said, verb)
    money = amount.value
    to = f" for {recipient.value.ref.name}" if recipient else ""
    draft = Draft(
        "pledge",
        said,
        f"{donor.value.ref.name}: {money.currency} {money.amount:,.0f}{to}",
        when,
        [context.quote(said, verb)],
        [
            context.reason("pledged", verb),
            context.reason(amount.rule, amount),
            context.reason(donor.rule, donor),
        ],
        involved=[Involved(donor.value, "donor", context.party_of(donor.value))],
        details={"amount": f"{money.amount:.2f}", "currency": money.currency},
    )
    if recipient:
        draft.involved.append(Involved(_as_state(context, recipient), "recipient"))
        draft.reasons.append(context.reason("recipient", recipient))
    _add_kind(context, said, draft)
    _add_condition(context, said, draft)
    dated(context, draft, dates)
    yield draft


def _promise(said: Said) -> tuple[Found | None, Found | None]:
    """The verb and the amount that it promises; money of which nothing says aid is no pledge."""
    amounts = said.of(AMOUNT)
    is_aid = said.signal("aid", *KINDS)
    for verb in said.signals("pledge"):
        found = behind(amounts, verb) or [
            one for one in amounts if verb.first < one.first < verb.last
        ]
        if found and is_aid:
            return verb, found[0]
    return None, None


def _recipient(said: Said, amount: Found, donor: Who) -> Found | None:
    """The first other state behind the verb of promising, also where it is named as a place."""
    states = [
        one
        for one in said.found
        if (one.what == ACTOR and one.value.is_state and one.value.state != donor.state)
        or (one.what == PLACE and not one.value.is_town and one.value.country != donor.state)
    ]
    later = behind(states, amount)
    return next(iter(later or states), None)


def _as_state(context: Context, one: Found) -> Who:
    code = one.value.state if one.what == ACTOR else one.value.country
    return context.states.of(code)


def _add_kind(context: Context, said: Said, draft: Draft) -> None:
    for kind in KINDS:
        if word := said.signal(kind):
            draft.details["aid_kind"] = kind
            draft.reasons.append(context.reason(f"kind_{kind}", word))
            return


def _add_condition(context: Context, said: Said, draft: Draft) -> None:
    """From the words of a condition to the end of the sentence, as the text has it."""
    if mark := said.signal("condition"):
        words = context.text.content[mark.start : said.end].rstrip(" .!")
        draft.details["conditions"] = words
        draft.reasons.append(Reason("condition", words[:300]))
        draft.quoted.append(context.quote(said, mark))
