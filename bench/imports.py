"""How fast rows are applied, and how much memory that takes; run by `make bench`.

Generates rounds with two or three involvements and a citation each in a CSV file of Parley's own
form, reads it and applies it, in a database of its own that is removed afterwards. The baseline is
plain COPY of the same entries into one table of the same columns with a primary key and no
triggers, measured in the same run. Prints rates, the ratio, and this process's peak memory.

    python -m bench.imports --rows 100000
"""

import argparse
import csv
import os
import resource
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the settings are there
from django.core.files import File  # noqa: E402
from django.db import connection  # noqa: E402

from imports import actions  # noqa: E402
from imports.models import Batch  # noqa: E402

COLUMNS = [
    *("kind", "id", "title", "summary", "date", "place", "country", "mode", "status"),
    *("processes", "involved", "sources"),
]
COUNTRIES = ["EG", "US", "RU", "UA", "TR", "SA", "QA", "CH", "DE", "FR"]


def line(number: int) -> list[str]:
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
        f"contact and of grain; they parted without a text. Note {number}.",
        f"{1995 + number % 30}-{1 + number % 12:02}-{1 + number % 28:02}",
        *(f"Town {number % 97}", country, "direct", "held", "Generated talks"),
        "\n".join(involved),
        f"https://news{report % 40}.example.org/{report} | title: Report {report} | at: §2",
    ]


def generate(path: Path, rows: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(line(number) for number in range(rows))


def timed(work: object, *args: object, **kwargs: object) -> float:
    start = time.perf_counter()
    work(*args, **kwargs)  # type: ignore[operator]
    return time.perf_counter() - start


def plain_copy() -> float:
    """COPY of the applied entries into a bare table; the time of the way in only."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_entry AS SELECT * FROM records_entry WITH NO DATA")
        cursor.execute("ALTER TABLE bench_entry ADD PRIMARY KEY (id)")
        with tempfile.TemporaryFile() as file:
            with cursor.copy("COPY records_entry TO STDOUT") as copy:
                for block in copy:
                    file.write(block)
            file.seek(0)

            def write() -> None:
                with cursor.copy("COPY bench_entry FROM STDIN") as copy:
                    while block := file.read(1 << 16):
                        copy.write(block)

            return timed(write)


def measure(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        settings.IMPORT_MAX_BYTES = 1 << 30
        path = Path(folder) / "rounds.csv"
        generate(path, rows)
        with path.open("rb") as file:
            batch = actions.receive(file=File(file), name=path.name)
        reading = timed(actions.carry_on, batch_id=batch.pk)
        actions.request_apply(batch=batch)
        applying = timed(actions.carry_on, batch_id=batch.pk)
    done = Batch.objects.get(pk=batch.pk)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    copying = plain_copy()
    if done.report.get("applied") != rows:
        raise SystemExit(f"Only {done.report} of {rows} rows were applied: {done.error}")
    print(f"imports: {rows:,} rounds with involvements and citations")
    print(f"  reading and sorting  {rows / reading:10,.0f} rows/s")
    print(f"  applying             {rows / applying:10,.0f} rows/s")
    print(f"  plain COPY           {rows / copying:10,.0f} rows/s")
    print(f"  applying : COPY      1 : {applying / copying:.1f}   (aim 1 : 15)")
    print(f"  peak memory          {peak:10.0f} MB   (aim 250)")


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
