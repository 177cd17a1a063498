"""Work in a process of its own: what it gives, and that it ends."""

import os
import threading
import time
from operator import pow as power

import pytest

from imports.apart import TookTooMuch, apart
from imports.feeds.parsing import read_feed
from imports.problems import FileProblem
from tests.imports.feeds import rss


def test_it_gives_what_the_function_returns_in_another_process():
    assert apart(os.getpid, seconds=20) != os.getpid()
    address = "https://news.example/feed.xml"
    assert apart(read_feed, rss(), address, seconds=20) == read_feed(rss(), address)


def test_a_problem_comes_out_as_it_is():
    with pytest.raises(FileProblem) as raised:
        apart(read_feed, b"<html>", "", seconds=20)
    assert raised.value.problem.code == "feed_html"


def test_an_error_comes_out_in_its_own_words():
    with pytest.raises(RuntimeError, match=r"^ZeroDivisionError: "):
        apart(divmod, 1, 0, seconds=20)


def test_what_takes_too_long_is_killed_while_other_threads_go_on():
    turns = []
    stopped = threading.Event()

    def count():
        while not stopped.wait(0.05):
            turns.append(time.monotonic())

    other = threading.Thread(target=count)
    other.start()
    start = time.monotonic()
    with pytest.raises(TookTooMuch):
        apart(power, 3, 10**9, seconds=2)  # one step of the interpreter, for minutes
    stopped.set()
    other.join()
    assert time.monotonic() - start < 10
    assert len(turns) > 5


def test_what_needs_too_much_memory_is_ended():
    with pytest.raises(TookTooMuch):
        apart(bytes, 1 << 31, seconds=20)
