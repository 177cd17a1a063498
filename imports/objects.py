"""JSON objects, one on each line, streamed; a line that is none is a problem of its own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from imports.problems import FileProblem, Problem, problem

MAX_LINE = 10_000_000  # bytes
DEEPEST = 50  # objects and lists within each other


@dataclass
class Object:
    """One line: the object on it, or what is wrong with it."""

    number: int
    value: dict[str, Any]
    problems: list[Problem]


@dataclass
class Objects:
    """A file of JSON lines that was opened; `again` reads it from the beginning once more."""

    path: Path
    first: dict[str, Any]
    encoding: str
    bytes_done: Callable[[], int]
    close: Callable[[], None]
    lines: Iterator[Object]

    def again(self) -> Iterator[Object]:
        with self.path.open("rb") as file:
            yield from _objects(file)

    @property
    def described(self) -> str:
        return "JSON {" + ", ".join(list(self.first)[:12]) + "}"


def open_objects(path: Path) -> Objects:
    """Raises FileProblem where not even the first line is an object."""
    with path.open("rb") as file:
        first = next(_objects(file), None)
    if first is None:
        raise FileProblem("empty_file")
    if first.problems:
        raise FileProblem("broken_json", line=first.number, reason=first.problems[0])
    opened = path.open("rb")
    size = path.stat().st_size

    def bytes_done() -> int:
        return size if opened.closed else opened.tell()

    return Objects(path, first.value, "UTF-8", bytes_done, opened.close, _objects(opened))


def _objects(file: IO[bytes]) -> Iterator[Object]:
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) >= MAX_LINE:
            _skip(file)
            yield Object(number, {}, [problem("line_too_long", limit=MAX_LINE)])
        elif line.strip():
            yield _object(number, line)


def _skip(file: IO[bytes]) -> None:
    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        continue


def _object(number: int, line: bytes) -> Object:
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        return Object(number, {}, [problem("broken_line", reason=_reason(error))])
    if not isinstance(value, dict):
        return Object(number, {}, [problem("broken_line", reason="it is no object")])
    if _depth(value) > DEEPEST:
        return Object(number, {}, [problem("broken_line", reason="it is nested too deeply")])
    return Object(number, value, [])


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _depth(value: Any) -> int:
    """How deep lists and objects stand in each other, counted without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting += [(part, depth + 1) for part in inner]
    return deepest
