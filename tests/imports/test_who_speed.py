"""Thousands of names against tens of thousands of actors: seconds, not minutes."""

import random
import sys
import time

import pytest

from imports.models import Batch, UnknownName
from imports.who.finding import find_unknown
from records.models import Actor, ActorName
from tests.imports.helpers import a_round, csv_bytes, read

SYLLABLES = [
    *("ra", "be", "ko", "vi", "ta", "no", "mi", "shu", "len", "der", "zel", "man"),
    *("ov", "yev", "sky", "ali", "had", "ib", "um", "er", "ro", "st"),
]
ACTORS, NAMES = 20_000, 5_000
MOST_SECONDS = 30  # of one processor

pytestmark = [pytest.mark.torture, pytest.mark.django_db]


def a_name(chance: random.Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _n in range(2))
    return " ".join(word.capitalize() for word in words)


def test_five_thousand_names_against_twenty_thousand_actors() -> None:
    chance = random.Random(4)  # noqa: S311 - names, no secrets
    names = [a_name(chance) for _n in range(ACTORS)]
    actors = Actor.objects.bulk_create(
        Actor(name=name, kind="person", slug=f"a{n}") for n, name in enumerate(names)
    )
    ActorName.objects.bulk_create(
        ActorName(actor=actor, text=f"{a_name(chance)} {n}") for n, actor in enumerate(actors)
    )
    known = [name.replace("v", "w", 1) for name in names[:1000]]
    fresh = [a_name(chance) for _n in range(NAMES - len(known))]
    asked = [f"mediator: {name} [person]" for name in [*known, *fresh]]
    rows = [a_round(n, involved="\n".join(asked[n * 50 : n * 50 + 50])) for n in range(NAMES // 50)]
    batch: Batch = read(csv_bytes(rows))
    start = time.process_time()
    find_unknown(batch)
    seconds = time.process_time() - start
    found = f"{UnknownName.objects.count()} names, {2 * ACTORS} known ones: {seconds:.1f} s\n"
    sys.stderr.write(found)
    assert batch.unknown_names.filter(best__gte=80).count() >= 1000
    assert seconds < MOST_SECONDS
