"""The columns held in memory: always what the database would count, whoever wrote last."""

import random
import subprocess
import sys
import threading
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Min
from django.http import QueryDict

from records.data_version import MOST_TOUCHES, forget_old_changes
from records.models import Actor, ActorName, Citation, Entry, Involvement, ProcessEntry, Touch
from talks.models import Round
from tests.factories import make_actor, make_entry, make_process, make_source
from timeline import held as held_module
from timeline import passing
from timeline.counting import counted
from timeline.filters import EntryFilter, offered_processes
from timeline.held import Numbers, held
from timeline.picture.marks import find
from timeline.statuses import status_models

pytestmark = pytest.mark.django_db(transaction=True)
KINDS, CODES = ("round", "relief", "statement"), ("UA", "US", "TR")
STATES = ("published", "published", "published", "draft")


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_module, "_held", None)


def elsewhere(write: object) -> None:
    """In another connection."""

    def run() -> None:
        write()  # type: ignore[operator]
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def by_hand(filter_: EntryFilter) -> dict[str, int]:
    """Each value's count under the other filters, by the ORM alone."""

    def of(facet: str, **conditions: object) -> int:
        ids = filter_.without(facet).apply(Entry.objects.published()).values("pk")
        return Entry.objects.filter(pk__in=ids, **conditions).count()

    found = {f"kind {kind}": of("kind", kind=kind) for kind in KINDS}
    found |= {f"country {code}": of("country", countries__contains=[code]) for code in CODES}
    for pk in Actor.objects.values_list("pk", flat=True):
        found[f"actor {pk}"] = of("actor", actor_ids__contains=[pk])
    for process in offered_processes():
        found[f"process {process.pk}"] = of("process", process_entries__process=process.pk)
    for status in Round.Status.values:
        found[f"status {status}"] = of("status", round__status=status)
    return found


def assert_as_by_hand(query: str) -> None:
    filter_ = EntryFilter.parse(QueryDict(query), offered_processes())
    counts, passing = counted(filter_), filter_.apply(Entry.objects.published())
    expected = by_hand(filter_)
    assert {key: counts.of(*key.split(" ")) for key in expected} == expected
    ends = passing.aggregate(first=Min("starts_on"), last=Max("starts_on"))
    assert counts.total == passing.count()
    assert (counts.first.starts_on if counts.first else None) == ends["first"]
    bins = find(filter_, date(2026, 11, 27)).bins
    assert sum(one.entries for one in bins) == counts.total
    assert max((one.last for one in bins), default=None) == ends["last"]


def a_query(dice: random.Random) -> str:
    offered = [
        *(f"kind={kind}" for kind in KINDS),
        *(f"country={code}" for code in CODES),
        *(f"actor=a{n}" for n in range(4)),
        *(f"process=p{n}" for n in range(2)),
        *("status=held", "from=2025-03", "to=2025-09", "q=word1", 'q="word0"'),
    ]
    return "&".join(dice.sample(offered, dice.randrange(4)))


def a_write(dice: random.Random) -> None:
    """Something that an editor, an import or plain SQL may do."""
    entries = list(Entry.objects.values_list("pk", flat=True))
    one = dice.choice(entries)
    actor = Actor.objects.order_by("pk")[dice.randrange(4)]
    match dice.randrange(8):
        case 0:
            make_entry("word1", kind=dice.choice(KINDS), by=(actor,), place_country="TR")
        case 1:
            Entry.objects.filter(pk=one).update(state="draft")
        case 2:
            Entry.objects.filter(pk__in=dice.sample(entries, 3)).update(state="published")
        case 3:
            Entry.objects.filter(pk=one).update(starts_on="2024-05-01", title="word0 word1")
        case 4:
            Involvement.objects.filter(entry=one).delete()
        case 5:
            Actor.objects.filter(pk=actor.pk).update(country=dice.choice(CODES))
        case 6:
            ProcessEntry.objects.filter(entry=one).delete()
        case 7:
            Round.objects.update(status=dice.choice(("held", "cancelled")))


@pytest.mark.parametrize("seed", range(3))
def test_after_every_write_the_counts_are_those_of_the_database(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 — no secret
    actors = [make_actor(slug=f"a{n}", country=dice.choice(CODES)) for n in range(4)]
    processes = [make_process(slug=f"p{n}") for n in range(2)]
    for n in range(25):
        make_entry(
            f"word{n % 2}",
            kind=dice.choice(KINDS),
            on=date(2025, 1 + n % 12, 1).isoformat(),
            state=dice.choice(STATES),
            by=tuple(dice.sample(actors, dice.randrange(3))),
            process=dice.choice((*processes, None)),
        )
    kept = EntryFilter(words=("word1",))
    for _n in range(12):
        elsewhere(lambda: a_write(dice))
        assert_as_by_hand(a_query(dice))
        assert counted(kept).total == kept.apply(Entry.objects.published()).count()


def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[int] | None]:
    """Among which entries the database is asked for words, each time it is; None for all."""
    among: list[list[int] | None] = []
    found = passing._found

    def noting(filter_: EntryFilter, only: list[int] | None = None) -> Numbers:
        among.append(only)
        return found(filter_, only)

    monkeypatch.setattr(passing, "_found", noting)
    return among


def test_after_a_write_words_are_looked_for_in_what_it_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [make_entry(f"Talks {n}") for n in range(5)]
    among, phrase = asked(monkeypatch), EntryFilter(words=('"talks 3"',))
    assert (counted(phrase).total, among) == (1, [None])
    Entry.objects.filter(pk=entries[1].pk).update(title="Talks 3")
    assert (counted(phrase).total, among) == (2, [None, [entries[1].pk]])
    Entry.objects.filter(pk=entries[3].pk).update(title="Talks 7")
    assert (counted(phrase).total, among) == (1, [None, [entries[1].pk], [entries[3].pk]])
    assert counted(phrase).total == 1
    assert len(among) == 3


def test_a_name_written_and_a_source_cited_have_all_looked_through_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actor, source = make_actor(name="Ada"), make_source()
    entry = make_entry(by=(actor,))
    among, named = asked(monkeypatch), EntryFilter(words=('"Ada Quist"',))
    from_source = EntryFilter(sources=(source,))
    assert (counted(named).total, counted(from_source).total) == (0, 0)
    ActorName.objects.create(actor=actor, text="Ada Quist")
    Citation.objects.create(entry=entry, source=source)
    assert (counted(named).total, counted(from_source).total) == (1, 1)
    assert among == [None] * 4


def test_a_write_has_only_what_it_touched_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [make_entry() for _n in range(5)]
    held()
    read: list[list[int] | None] = []
    columns = held_module._columns
    monkeypatch.setattr(held_module, "_columns", lambda only: (read.append(only), columns(only))[1])
    Entry.objects.filter(pk=entries[2].pk).update(kind="round", part_of_day="night")
    assert held().alive.sum() == 5
    assert read == [[entries[2].pk]]


def test_what_began_earlier_and_ended_later_is_not_missed() -> None:
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            make_entry("Slow")
            began.set()
            may_end.wait(10)

    thread = threading.Thread(target=lambda: elsewhere(slow))
    thread.start()
    began.wait(10)
    make_entry("Quick")
    assert counted(EntryFilter()).total == 1
    may_end.set()
    thread.join()
    assert counted(EntryFilter()).total == 2


def test_what_is_written_while_it_is_read_is_read_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_entry("Miami")
    columns = held_module._columns

    def read_then_another_writes(only: list[int] | None) -> object:
        read = columns(only)
        elsewhere(lambda: make_entry("Doha"))
        return read

    with monkeypatch.context() as patch:
        patch.setattr(held_module, "_columns", read_then_another_writes)
        held()
    assert counted(EntryFilter()).total == 2


def test_another_process_sees_what_was_written_here() -> None:
    """Each process holds columns of its own: both stay as new as the data."""
    make_entry("Miami")
    code = (
        "import django; django.setup(); from django.db import connection as c;"
        f"c.settings_dict['NAME'] = {connection.settings_dict['NAME']!r};"
        "from timeline.counting import counted; from timeline.filters import EntryFilter;"
        "[print(counted(EntryFilter()).total, flush=True) for _line in open(0)]"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert process.stdin
    assert process.stdout
    said = []
    for write in (lambda: None, make_entry, lambda: Entry.objects.update(state="draft")):
        write()
        process.stdin.write("\n")
        said.append(process.stdout.readline().strip())
    process.stdin.close()
    process.stdout.close()
    process.wait(10)
    assert said == ["1", "2", "0"]


def test_of_many_touches_one_stays_that_means_any_entry() -> None:
    make_entry("Miami")
    held()
    Entry.objects.update(part_of_day="night")  # not yet seen, and forgotten before it is
    Entry.objects.update(state="draft")
    for _n in range(MOST_TOUCHES):
        with connection.cursor() as cursor:
            cursor.execute("SELECT records_touched(ARRAY[1]::bigint[])")
    forget_old_changes()
    assert list(Touch.objects.values_list("entries", flat=True)) == [None]
    Actor.objects.create(slug="a", name="A", kind="person")  # moves the version on
    assert counted(EntryFilter()).total == 0


def test_a_statement_about_too_many_entries_names_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT records_touched(ARRAY(SELECT generate_series(1, 10001)))")
    assert Touch.objects.latest("pk").entries is None


def test_names_are_touched_without_entries() -> None:
    Touch.objects.all().delete()
    ActorName.objects.create(actor=make_actor(), text="Умєров")
    assert set(Touch.objects.values_list("has_names", flat=True)) == {True}


def test_every_kind_with_a_status_says_which_entries_a_write_concerns() -> None:
    for model in (Entry, ProcessEntry, *status_models()):
        names = {trigger.name for trigger in model._meta.triggers}
        assert names >= {"touch_insert", "touch_update", "touch_delete", "touch_truncate"}
