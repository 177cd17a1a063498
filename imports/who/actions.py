"""What reviewers do with names: say whose they are, all at once or one by one, and take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from imports.knowing import Key, Knowledge
from imports.locks import SPACE
from imports.models import Batch, NameDecision, UnknownName
from imports.statements import execute, select
from imports.who.holding import hold_again
from records.merging import standing_for
from records.models import Actor, ActorName

NEW = "new"
MOST = 2000  # names in one request
Choices = Mapping[int, int | str]  # number of an unknown name → number of an actor, or NEW
Verdict = NameDecision.Verdict
SAME_NAMES = """
UPDATE imports_unknownname AS n SET decision_id = d.id
FROM imports_namedecision d
WHERE d.id = ANY(%s) AND n.decision_id IS NULL AND n.folded = d.folded AND n.kind = d.kind
  AND n.country = d.country AND n.numbers = d.numbers
RETURNING n.batch_id
"""


@dataclass
class Outcome:
    """How many names were decided, and in words why others were not."""

    done: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def decide(*, batch: Batch, choices: Choices, by: AbstractBaseUser) -> Outcome:
    """Say who is meant by names of a batch, in all files from now on.

    A name of a known actor becomes its alias. What somebody else decided meanwhile stays, and is
    told. Rows that are applied stay as they are; those that waited for it do so no longer.
    """
    _one_at_a_time()
    outcome = Outcome()
    if not Batch.objects.lock_decidable(batch.pk):
        outcome.refused.append(_("The import is being worked on; decide when it is done."))
        return outcome
    names = list(UnknownName.objects.filter(batch=batch, pk__in=choices).order_by("pk")[:MOST])
    actors = _actors(choices)
    known = _decided_already(names)
    decisions: dict[Key, NameDecision] = {}
    for name in names:
        choice = choices[name.pk]
        if name.key in known:
            outcome.refused.append(_already(known[name.key]))
        elif choice != NEW and choice not in actors:
            outcome.refused.append(_("“%(name)s”: that actor is no longer there.") % {"name": name})
        else:
            actor = None if choice == NEW else actors[int(choice)]
            decisions[name.key] = _decision(name, actor, batch, by)
    outcome.done = len(decisions)
    _write(batch, list(decisions.values()), by)
    return outcome


@transaction.atomic
def take_back(*, decisions: Iterable[NameDecision], by: AbstractBaseUser) -> int:
    """Forget decisions and the aliases they wrote; the names are asked again where rows wait."""
    _one_at_a_time()
    wanted = [decision.pk for decision in decisions]
    found = list(NameDecision.objects.filter(pk__in=wanted).select_related("actor"))
    asking = UnknownName.objects.filter(decision__in=found).values("batch")
    waiting = Batch.objects.filter(pk__in=asking, state__in=Batch.APPLICABLE)
    batches = list(waiting.order_by("pk").select_for_update())
    with pghistory.context(user=by.pk, reason="who is who: decision taken back"):
        for decision in found:
            if decision.alias and decision.actor:
                decision.actor.names.filter(text=decision.alias, language="").delete()
        NameDecision.objects.filter(pk__in=[decision.pk for decision in found]).delete()
    for batch in batches:
        hold_again(batch)
    return len(found)


def _one_at_a_time() -> None:
    """Two editors who decide on one name follow each other, so that the second is told."""
    execute("SELECT pg_advisory_xact_lock(%s, -2)", [SPACE])


def _actors(choices: Choices) -> dict[int, Actor]:
    """Number → actor, whoever stands for it where it was merged."""
    wanted = {int(choice) for choice in choices.values() if choice != NEW}
    merged = standing_for(wanted)
    found = Actor.objects.in_bulk({merged.get(pk, pk) for pk in wanted})
    return {pk: found[merged.get(pk, pk)] for pk in wanted if merged.get(pk, pk) in found}


def _decided_already(names: list[UnknownName]) -> dict[Key, NameDecision]:
    wanted = {name.folded for name in names}
    found = NameDecision.objects.filter(folded__in=wanted).select_related("actor", "by")
    void = [decision.pk for decision in found if decision.is_void]
    NameDecision.objects.filter(pk__in=void).delete()
    return {decision.key: decision for decision in found if not decision.is_void}


def _already(decision: NameDecision) -> str:
    who = decision.by or _("somebody")
    if decision.actor is None:
        words = _("“%(name)s” was decided by %(who)s already: somebody new. Take it back first.")
        return words % {"name": decision, "who": who}
    words = _("“%(name)s” was decided by %(who)s already: %(actor)s. Take it back first.")
    return words % {"name": decision, "who": who, "actor": decision.actor}


def _decision(
    name: UnknownName, actor: Actor | None, batch: Batch, by: AbstractBaseUser
) -> NameDecision:
    return NameDecision(
        text=name.text,
        folded=name.folded,
        kind=name.kind,
        country=name.country,
        numbers=name.numbers,
        verdict=Verdict.ACTOR if actor else Verdict.NEW,
        actor=actor,
        batch=batch,
        by_id=by.pk,
    )


def _write(batch: Batch, decisions: list[NameDecision], by: AbstractBaseUser) -> None:
    reason = f"who is who, import {batch.pk}: {batch.file_name}"
    with pghistory.context(user=by.pk, reason=reason):
        ActorName.objects.bulk_create(_aliases(decisions), ignore_conflicts=True)
    NameDecision.objects.bulk_create(decisions)
    decided = select(SAME_NAMES, [[decision.pk for decision in decisions]])
    for one in Batch.objects.filter(pk__in={pk for (pk,) in decided}):
        _strike_known(one, decisions)
        hold_again(one)


def _aliases(decisions: list[NameDecision]) -> list[ActorName]:
    """Where the actor is not known by the name yet; noted on the decision that brings it."""
    actors = [decision.actor for decision in decisions if decision.actor]
    known = {(actor.pk, actor.name.lower()) for actor in actors}
    names = ActorName.objects.filter(actor__in=actors).values_list("actor_id", "text")
    known |= {(pk, text.lower()) for pk, text in names}
    found = []
    for decision in decisions:
        one = (decision.actor_id or 0, decision.text.lower())
        if decision.actor and one not in known:
            known.add(one)
            decision.alias = decision.text
            found.append(ActorName(actor=decision.actor, text=decision.text))
    return found


def _strike_known(batch: Batch, decisions: list[NameDecision]) -> None:
    """The same name with another country is known by the new alias, too."""
    folded = {decision.folded for decision in decisions}
    names = list(UnknownName.objects.undecided().filter(batch=batch, folded__in=folded))
    knowledge = Knowledge([name.data for name in names])
    known = [name.pk for name in names if len(knowledge.who(name.data)) == 1]
    UnknownName.objects.filter(pk__in=known).delete()
