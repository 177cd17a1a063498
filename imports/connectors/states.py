"""States as actors: one for each ISO 3166-1 code, whatever a file calls it."""

from babel import Locale

from imports.rows import ActorRef


def state_of(code: str) -> ActorRef:
    """The state of an ISO 3166-1 code, by its English name, so that each is one actor."""
    return ActorRef(name=str(Locale("en").territories[code]), kind="state", country=code)
