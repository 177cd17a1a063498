"""Detail pages of rounds, statements, documents and incidents."""

from typing import Any

from records.chains import chain_of
from records.display import day_words
from records.evidence import differences
from records.models import Involvement
from records.pages import entry_page
from talks.comparing import compare
from talks.delegations import name_originals, table_of
from talks.models import Document, Incident, Round, Statement
from talks.naming import mark_disputed
from talks.positions import matrix
from talks.querysets import PLANNED
from talks.readouts import by_party


@entry_page(Round, "talks/round.html")
def round_page(entry: Any) -> dict[str, object]:
    table = table_of(entry.involvements.all())
    name_originals(table.seats)
    mark_disputed(table.seats, entry.cited)
    rounds = Round.objects.for_rows().published()
    previous = rounds.before(entry)
    processes = {process.pk for process in entry.belongs_to}
    if entry.track_id:
        processes.add(entry.track.process_id)
    last_day = entry.ends_on or entry.starts_on
    since = (previous.ends_on or previous.starts_on) if previous else None
    return {
        "table": table,
        "previous": previous,
        "next": rounds.after(entry),
        "last_words": day_words(last_day),
        "is_planned": entry.status in PLANNED,
        "positions": matrix(processes, last_day, since),
        "readouts": by_party(entry.readouts.select_related("party", "source"), table),
        "differences": differences(entry),
    }


@entry_page(Statement, "talks/statement.html")
def statement_page(entry: Any) -> dict[str, object]:
    roles = Involvement.Role
    involved = list(entry.involvements.all())
    speakers = [i for i in involved if i.role == roles.SPEAKER]
    adopted = {"involvements": ", ".join(str(i.actor) for i in speakers)} if speakers else None
    return {
        "speakers": speakers,
        "addressees": [i for i in involved if i.role == roles.ADDRESSEE],
        "others": [i for i in involved if i.role not in (roles.SPEAKER, roles.ADDRESSEE)],
        "attribution": next((c for c in entry.cited if c.quotation), None),
        "positions_taken": list(entry.positions.select_related("issue", "party")),
        "differences": differences(entry, adopted),
    }


@entry_page(Document, "talks/document.html")
def document_page(entry: Any) -> dict[str, object]:
    chain = chain_of(entry)
    before = next((step for step in reversed(chain[: chain.index(entry)])), None)
    provisions = list(entry.provisions.select_related("issue"))
    earlier = list(before.provisions.select_related("issue")) if before else []
    return {
        "chain": chain,
        "before": before,
        "provisions": provisions,
        "compared": compare(earlier, provisions) if earlier and provisions else [],
        "others": list(entry.involvements.all()),
        "differences": differences(entry),
    }


@entry_page(Incident, "talks/incident.html")
def incident_page(entry: Any) -> dict[str, object]:
    return {"others": list(entry.involvements.all()), "differences": differences(entry)}
