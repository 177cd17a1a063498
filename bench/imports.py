"""How fast rows are applied, and how much memory that takes; run by `make bench`.

Generates rounds with two or three involvements and a citation each in a CSV file of Parley's own
form, reads it and applies it, in a database of its own that is removed afterwards. The baselines,
measured in the same run, are Python's `csv` reading the same file, and plain COPY of the same rows
into the same six tables without indexes and triggers; once more with the rows of history that
applying writes, too. Prints rates, ratios, and this process's peak memory at each step: compare
that of two runs with `--rows 10000` and `--rows 200000`. The last step reads the same rounds once
more with another summary each, so that every row is compared field by field with what is stored.

    python -m bench.imports --rows 100000
"""

import argparse
import csv
import os
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the settings are there
from django.core.files import File  # noqa: E402
from django.db import connection  # noqa: E402

from imports import actions  # noqa: E402
from imports.files import open_file  # noqa: E402
from imports.lines import Table  # noqa: E402
from imports.models import Batch  # noqa: E402
from tools.memory import peak  # noqa: E402

TABLES = [
    *("records_entry", "talks_round", "records_involvement", "records_citation"),
    *("records_identifier", "records_processentry"),
]

COLUMNS = [
    *("kind", "id", "title", "summary", "date", "place", "country", "mode", "status"),
    *("processes", "involved", "sources"),
]
COUNTRIES = ["EG", "US", "RU", "UA", "TR", "SA", "QA", "CH", "DE", "FR"]


def line(number: int, said: str = "they parted without a text") -> list[str]:
    """A round; among all are 2,000 people, some 550 bodies and 20,000 sources."""
    country = COUNTRIES[number % 10]
    involved = [
        f"mediator: Envoy {number % 2000} [person {country}] for Body {number % 50} [organisation]",
        f"party: Front {(number * 7) % 300} [armed_group]",
    ]
    if number % 2:
        involved.append(f"party: Council {(number * 3) % 200} [organisation]")
    report = number % 20_000
    return [
        *("round", f"bench-{number}", f"Round {number} of the talks in town {number % 97}"),
        f"The delegations met for the {number}th time and spoke of prisoners, of the line of "
        f"contact and of grain; {said}. Note {number}.",
        f"{1995 + number % 30}-{1 + number % 12:02}-{1 + number % 28:02}",
        *(f"Town {number % 97}", country, "direct", "held", "Generated talks"),
        "\n".join(involved),
        f"https://news{report % 40}.example.org/{report} | title: Report {report} | at: §2",
    ]


def generate(path: Path, rows: int, *said: str) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(line(number, *said) for number in range(rows))


def timed(work: object, *args: object, **kwargs: object) -> float:
    start = time.perf_counter()
    work(*args, **kwargs)  # type: ignore[operator]
    return time.perf_counter() - start


@dataclass(frozen=True)
class Step:
    """What a step of the batch took."""

    seconds: float
    peak: int  # MB

    @classmethod
    def of(cls, batch: Batch) -> Self:
        peak(afresh=True)
        return cls(timed(actions.carry_on, batch_id=batch.pk), peak())


def received(path: Path) -> Batch:
    with path.open("rb") as file:
        return actions.receive(file=File(file), name=path.name)


def plain_copy(table: str) -> float:
    """COPY of what stands in a table into one of the same columns, without indexes or triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table} WITH NO DATA")
        with tempfile.TemporaryFile() as file:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                for block in copy:
                    file.write(block)
            file.seek(0)

            def write() -> None:
                with cursor.copy(f"COPY bench_{table} FROM STDIN") as copy:
                    while block := file.read(1 << 16):
                        copy.write(block)

            return timed(write)


def csv_alone(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        for _cells in csv.reader(file):
            pass


def lines_alone(path: Path) -> None:
    """Parley's own table: encodings, quotation marks that do not pair, cells under their names."""
    with closing(open_file(path)) as opened:
        for _line in cast("Table", opened).lines:
            pass


def measure(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        settings.IMPORT_MAX_BYTES = 1 << 30
        path = Path(folder) / "rounds.csv"
        generate(path, rows)
        batch = received(path)
        plain = timed(csv_alone, path)
        lines = timed(lines_alone, path)
        reading = Step.of(batch)
        actions.request_apply(batch=batch)
        applying = Step.of(batch)
        generate(path, rows, "they agreed on a text")
        again = received(path)
        comparing = Step.of(again)
    changed = Batch.objects.get(pk=again.pk).counts["changed"]
    done = Batch.objects.get(pk=batch.pk)
    copying = sum(plain_copy(table) for table in TABLES)
    history = sum(plain_copy(f"{table}event") for table in TABLES)
    if done.report.get("applied") != rows or changed != rows:
        raise SystemExit(f"Of {rows} rows {done.report}, {changed} changed: {done.error}")
    print(f"imports: {rows:,} rounds with involvements and citations")
    print(f"  reading lines        {rows / lines:10,.0f} rows/s")
    print(f"  reading and sorting  {rows / reading.seconds:10,.0f} rows/s")
    print(f"  applying             {rows / applying.seconds:10,.0f} rows/s")
    print(f"  reading, comparing   {rows / comparing.seconds:10,.0f} rows/s")
    print(f"  plain COPY           {rows / copying:10,.0f} rows/s")
    print(f"  lines : csv          1 : {lines / plain:.1f}   (aim 1 : 8)")
    print(f"  all reading : csv    1 : {reading.seconds / plain:.1f}")
    print(f"  applying : COPY      1 : {applying.seconds / copying:.1f}   (aim 1 : 6)")
    print(f"  with history's rows  1 : {applying.seconds / (copying + history):.1f}")
    for name, step in (("reading", reading), ("applying", applying), ("comparing", comparing)):
        print(f"  peak while {name:9} {step.peak:10} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the import of generated rounds.")
    parser.add_argument("--rows", "--entries", type=int, default=100_000)
    rows = parser.parse_known_args()[0].rows
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure(rows)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
