"""Damages files and lets every reader of the importer read them, for so many minutes.

    python -m tools.fuzz --minutes 10                   a seed of the hour, which is printed
    python -m tools.fuzz --minutes 10 --seed 42         the same inputs again, in the same order
    python -m tools.fuzz --again var/fuzz/ab12cd.file   one finding once more, with its traceback

Each input comes from the seed and its number alone. A process of its own reads it: one that falls
silent or dies is a finding, too. Ends with 1 where there was one.
"""

import argparse
import logging
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the settings are there
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.imports.articles import make_actors  # noqa: E402
from tools.fuzz.inputs import SMALLER_SECONDS, Inputs, smallest  # noqa: E402
from tools.fuzz.trying import MOST_MEMORY, MOST_SECONDS, Outcome, attempt  # noqa: E402

DATABASE = "parley_fuzz"
FOUND = Path(__file__).resolve().parents[2] / "var" / "fuzz"
SILENT = 60.0  # seconds after which the process is taken for hung
ADDRESS_SPACE = 3 << 30


def reader(inputs: Inputs, first: int, pipe: Connection) -> None:
    """Read one input after the other in this process, and tell what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    with TemporaryDirectory(prefix="parley-fuzz-") as folder:
        number, known = first, set[str]()
        while True:
            _name, start = inputs.number(number)
            outcome = attempt(start.door, start.data, Path(folder))
            smaller = start.data
            if outcome.fault and outcome.fault not in known and not outcome.is_slow:
                smaller = smallest(start, outcome.fault, Path(folder))
            known.add(outcome.fault)
            pipe.send((number, start.door, smaller, outcome))
            number += 1


class Run:
    """What came of a run so far."""

    def __init__(self) -> None:
        self.inputs: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()

    def take(self, number: int, door: str, data: bytes, outcome: Outcome) -> None:
        self.inputs[outcome.reader] += 1
        self.rows[outcome.reader] += outcome.rows
        self.refused[outcome.reader] += outcome.refused
        if outcome.fault:
            self.faults[outcome.fault] += 1
            if self.faults[outcome.fault] == 1:
                path = kept(door, data, outcome)
                print(
                    f"input {number}: {outcome.fault}\n  {outcome.reader}, see {path}", flush=True
                )

    def report(self) -> None:
        print(f"\n{'reader':24}{'inputs':>9}{'rows':>10}{'refused as a whole':>20}")
        for name, inputs in sorted(self.inputs.items()):
            print(f"{name:24}{inputs:9,}{self.rows[name]:10,}{self.refused[name]:20,}")
        print(f"{'all':24}{self.inputs.total():9,}{self.rows.total():10,}", end="")
        print(f"{self.refused.total():20,}\nfindings: {len(self.faults)}")


def kept(door: str, data: bytes, outcome: Outcome) -> Path:
    FOUND.mkdir(parents=True, exist_ok=True)
    path = FOUND / f"{blake2b(data, digest_size=6).hexdigest()}.{door}"
    path.write_bytes(data)
    path.with_suffix(f".{door}.txt").write_text(f"{outcome.fault}\n\n{outcome.details}")
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def run(seed: str, minutes: float) -> Run:
    inputs, done, number = Inputs(seed, real=True), Run(), 0
    fork = multiprocessing.get_context("fork")
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        connection.close()  # which two processes cannot share
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=reader, args=(inputs, number, theirs), daemon=True)
        process.start()
        theirs.close()
        number = _listen(ours, inputs, number, done, end)
        process.kill()
        process.join()
    return done


def _listen(pipe: Connection, inputs: Inputs, number: int, done: Run, end: float) -> int:
    """Take outcomes until the time is up or the process is lost; returns the next number."""
    while time.monotonic() < end:
        try:
            if not pipe.poll(SILENT + SMALLER_SECONDS):
                raise EOFError
            found, door, data, outcome = pipe.recv()
        except EOFError:
            name, start = inputs.number(number)
            lost = Outcome(start.door, fault=f"The process was lost over {name}")
            done.take(number, start.door, start.data, lost)
            return number + 1
        done.take(found, door, data, outcome)
        number = found + 1
    return number


def again(path: Path) -> int:
    with TemporaryDirectory(prefix="parley-fuzz-") as folder:
        outcome = attempt(path.suffix[1:], path.read_bytes(), Path(folder))
    print(outcome.details or outcome)
    return bool(outcome.fault)


@contextmanager
def a_database() -> Iterator[None]:
    """One that is kept for the next run, with actors for the article, and a place for uploads."""
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    with TemporaryDirectory(prefix="parley-fuzz-") as folder:
        settings.MEDIA_ROOT = folder
        connection.creation.create_test_db(verbosity=0, keepdb=True)
        call_command("flush", interactive=False, verbosity=0)
        make_actors()
        yield


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", default=str(time.time_ns()))
    parser.add_argument("--again", type=Path, help="a file of a finding")
    asked = parser.parse_args()
    for name in ("trafilatura", "htmldate"):  # which say a lot of broken pages
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with a_database():
        if asked.again:
            return again(asked.again)
        print(f"seed {asked.seed}; more than {MOST_SECONDS:g} s or {MOST_MEMORY} MB is a finding")
        done = run(asked.seed, asked.minutes)
    done.report()
    return bool(done.faults)


if __name__ == "__main__":
    sys.exit(main())
