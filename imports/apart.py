"""What may take too long is done apart: in a process of its own, which is killed at a deadline.

A thread cannot be ended from outside, and while it computes it holds up all others of its process.
The process has neither settings nor database: what is called there takes plain data and gives some.
"""

import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from django.conf import settings

from imports.problems import FileProblem

T = TypeVar("T")
MOST_MEMORY = 1 << 30  # bytes of address space
CODE = Path(__file__).resolve().parent.parent


class TookTooMuch(Exception):  # noqa: N818 - the caller says what to do about it
    """It was ended, as it took more time or memory than it was given."""


def apart(function: Callable[..., T], *arguments: object, seconds: float) -> T:
    """What a function of a module returns that is called in a process of its own.

    Raises FileProblem where the function does, TookTooMuch, and RuntimeError for any other error.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=pickle.dumps((seconds, function, arguments)),
            capture_output=True,
            timeout=seconds,
            cwd=CODE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooMuch from None
    if done.returncode < 0:  # by a signal: its own limit, or the machine's
        raise TookTooMuch
    if done.returncode:
        _fail(done.stderr.decode(errors="replace"))
    returned, problem = pickle.loads(done.stdout)  # noqa: S301 - our own code wrote it
    if problem:
        raise FileProblem(problem.code, **problem.params)
    return returned  # type: ignore[no-any-return]


def _fail(traceback: str) -> NoReturn:
    """Raises what a process died of, by the last line that it said."""
    last = traceback.strip().rpartition("\n")[2]
    raise TookTooMuch if last.startswith("MemoryError") else RuntimeError(last)


def _answer() -> None:
    """In that process: the function's outcome, pickled; any other error ends it."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever a library prints is no answer
    settings.configure(USE_I18N=False)  # problems are put into words by whoever asked
    seconds, function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
    _limit(resource.RLIMIT_CPU, ceil(seconds))  # should nobody be left to kill it
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    outcome: tuple[Any, Any]
    try:
        outcome = function(*arguments), None
    except FileProblem as error:
        outcome = None, error.problem
    pickle.dump(outcome, out)
    out.flush()


def _limit(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # not every system has each of them
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    _answer()
