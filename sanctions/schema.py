"""Relief in the words of schema.org: a permit with its issuer and its end."""

from collections.abc import Callable

from records.models import Involvement
from records.schema import Thing, actor_things, date_text, register_schema
from sanctions.models import Relief


@register_schema(Relief)
def permit(entry: Relief, absolute: Callable[[str], str]) -> Thing:
    issuers = actor_things(list(entry.involvements.all()), (Involvement.Role.ISSUER,), absolute)
    return {
        "@type": "GovernmentPermit",
        "identifier": entry.number,
        "issuedBy": issuers,
        "validFrom": date_text(entry.starts_on, entry.date_precision),
        "validUntil": entry.expires_local and entry.expires_local.isoformat(),
    }
