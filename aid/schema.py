"""Pledges in the words of schema.org: money granted, by whom and to whom."""

from collections.abc import Callable

from aid.models import Pledge
from records.models import Involvement
from records.schema import Thing, actor_things, register_schema

Role = Involvement.Role


@register_schema(Pledge)
def grant(entry: Pledge, absolute: Callable[[str], str]) -> Thing:
    involved = list(entry.involvements.all())
    return {
        "@type": "MonetaryGrant",
        "amount": _amount(entry),
        "funder": actor_things(involved, (Role.DONOR,), absolute),
        "fundedItem": actor_things(involved, (Role.RECIPIENT,), absolute),
    }


def _amount(entry: Pledge) -> Thing | None:
    if entry.amount is None:
        return None
    return {"@type": "MonetaryAmount", "value": str(entry.amount), "currency": entry.currency}
