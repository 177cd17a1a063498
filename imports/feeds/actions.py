"""Fetching feeds, and what people do with them. A state changes only here."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from secrets import SystemRandom
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from imports.apart import TookTooMuch, apart
from imports.feeds.inbox import take_in
from imports.feeds.models import Feed, FeedFetch
from imports.feeds.parsing import MOST_ITEMS, Reading, read_feed
from imports.fetching import Answer, fetch
from imports.problems import FileProblem, Problem, problem
from imports.texts import clean

logger = logging.getLogger(__name__)
LIMIT = 5 * 1024 * 1024  # bytes
SECONDS = 60.0  # of one fetch
READING_SECONDS = 20.0  # of what it brought
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5"
)
LONGEST_WAIT = timedelta(days=1)  # after failures, where the interval itself is not longer
SPREAD = 0.1  # feeds that were added together are not fetched together for ever
Said = list[dict[str, Any]]


class FeedFailed(Exception):  # noqa: N818 - told, not raised to anybody
    """The site gave no feed; `gone` where it says that it never will again."""

    def __init__(self, problem: Problem, *, gone: bool = False) -> None:
        super().__init__(str(problem))
        self.problem, self.gone = problem, gone


@dataclass
class Work:
    """One fetch on its way to a row of FeedFetch."""

    feed: Feed
    started: float
    answer: Answer | None = None

    def row(self, outcome: str, said: Said, **numbers: int) -> FeedFetch:
        return FeedFetch(
            feed=self.feed,
            outcome=outcome,
            said=said,
            status=self.answer.status if self.answer else None,
            size=len(self.answer.body) if self.answer else 0,
            milliseconds=round(1000 * (time.monotonic() - self.started)),
            **numbers,
        )


def claim_due() -> list[int]:
    """Feeds whose time has come, each claimed for one caller, who queues them."""
    now = timezone.now()
    due = Feed.objects.due(now).order_by("due_at").values_list("pk", flat=True)
    return [pk for pk in due if Feed.objects.claim(pk, now)]


def fetch_feed(*, feed_id: int) -> bool:
    """Fetch a feed that was queued, and note what came of it. False where another worker does."""
    if not Feed.objects.take(feed_id, timezone.now()):
        return False
    work = Work(Feed.objects.get(pk=feed_id), time.monotonic())
    try:
        _fetch(work)
    except FeedFailed as error:
        _fail(work, error.problem, gone=error.gone)
    except FileProblem as error:
        _fail(work, error.problem)
    except (OperationalError, InterfaceError):
        raise  # the database went away; the feed is due again after its lease
    except Exception as error:
        logger.exception("Feed %s failed", feed_id)
        _fail(work, problem("internal", reason=clean(f"{type(error).__name__}: {error}")))
    return True


def _fetch(work: Work) -> None:
    feed = work.feed
    work.answer = answer = fetch(
        feed.address,
        etag=feed.etag,
        modified=feed.modified,
        limit=LIMIT,
        seconds=SECONDS,
        accept=ACCEPT,
    )
    if answer.status == HTTPStatus.NOT_MODIFIED:
        _succeed(work, None)
    elif answer.status == HTTPStatus.GONE:
        raise FeedFailed(problem("feed_gone"), gone=True)
    elif not answer.is_success:
        raise FeedFailed(problem("feed_status", status=answer.status, phrase=answer.phrase))
    else:
        _succeed(work, _read(answer))


def _read(answer: Answer) -> Reading:
    try:
        return apart(read_feed, answer.body, answer.address, seconds=READING_SECONDS)
    except TookTooMuch:
        raise FileProblem("feed_too_intricate", seconds=round(READING_SECONDS)) from None


@transaction.atomic
def _succeed(work: Work, reading: Reading | None) -> None:
    """Items, the feed's own row and the log of the fetch: all of it or nothing."""
    feed, answer = work.feed, work.answer
    assert answer is not None  # noqa: S101 - there is no success without one
    values: dict[str, Any] = {"failures": 0}
    said: Said = []
    if reading is None:
        said.append(_said("feed_unchanged"))
        row = work.row(FeedFetch.Outcome.UNCHANGED, said)
    else:
        new = take_in(reading, feed)
        values |= {"etag": answer.etag, "modified": answer.modified} | _named(feed, reading)
        said += _told(reading, new)
        row = work.row(FeedFetch.Outcome.READ, said, items=len(reading.items), new=new)
    values |= _moved(work, answer, said)
    if pause := values.pop("pause", None):
        _pause(feed, pause)
    _note(work, row, due=_later(feed.minutes, 0), **values)


def _named(feed: Feed, reading: Reading) -> dict[str, str]:
    """What the feed says of itself, where nobody said it better."""
    channel = reading.channel
    told = {"title": channel.title, "language": channel.language}
    return {name: value for name, value in told.items() if value and not getattr(feed, name)}


def _told(reading: Reading, new: int) -> Said:
    said = [_said("feed_read", items=len(reading.items), new=new)]
    if reading.has_more:
        said.append(_said("feed_more", limit=MOST_ITEMS))
    if reading.unreadable:
        said.append(_said("feed_unreadable", items=reading.unreadable))
    return said


def _moved(work: Work, answer: Answer, said: Said) -> dict[str, Any]:
    """The new address of a feed that moved for good; a second feed of one address is paused."""
    address = answer.moved_to
    if not address or address == work.feed.address:
        return {}
    if Feed.objects.filter(address=address).exists():
        said.append(_said("feed_moved_onto", address=address))
        return {"pause": said[-1:]}
    said.append(_said("feed_moved", address=address))
    return {"address": address}


@transaction.atomic
def _fail(work: Work, problem: Problem, *, gone: bool = False) -> None:
    feed, failures = work.feed, work.feed.failures + 1
    said = [_said(problem.code, **problem.params)]
    if gone:
        _pause(feed, said)
    elif failures >= Feed.MOST_FAILURES:
        _pause(feed, [_said("feed_failed_often", times=failures), *said])
    row = work.row(FeedFetch.Outcome.FAILED, said)
    wait = max(_later(feed.minutes, failures), _asked_for(work.answer))
    _note(work, row, due=wait, failures=failures)


def _later(minutes: int, failures: int) -> timedelta:
    """The interval, doubled for each failure in a row, and a little more by chance."""
    interval = timedelta(minutes=minutes)
    doubled = interval * (1 << min(failures, 10))
    return min(doubled, max(LONGEST_WAIT, interval)) * (1 + SystemRandom().uniform(0, SPREAD))


def _asked_for(answer: Answer | None) -> timedelta:
    """How long the site asks to be left alone (Retry-After), within reason."""
    text = answer.retry_after.strip() if answer else ""
    try:
        seconds = (
            int(text)
            if text.isdecimal()
            else (parsedate_to_datetime(text) - timezone.now()).total_seconds()
        )
        return min(timedelta(seconds=seconds), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return timedelta()


def _note(work: Work, row: FeedFetch, *, due: timedelta, **values: Any) -> None:
    now = timezone.now()
    row.at = now
    row.save()
    Feed.objects.filter(pk=work.feed.pk).update(
        fetched_at=now, due_at=now + due, last_answer=row.said, **values
    )
    old = work.feed.fetches.order_by("-id").values_list("pk", flat=True)[FeedFetch.KEPT :]
    FeedFetch.objects.filter(pk__in=list(old)).delete()


def _pause(feed: Feed, because: Said) -> None:
    """A feed that somebody paused meanwhile keeps their reason."""
    Feed.objects.active().filter(pk=feed.pk).update(state=Feed.State.PAUSED, paused_because=because)


def _said(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, "params": params}


def pause(*, feeds: Iterable[int], by: AbstractBaseUser) -> int:
    """Pause feeds by hand; returns how many were active."""
    because = [_said("feed_paused_by", user=by.get_username())]
    active = Feed.objects.active().filter(pk__in=list(feeds))
    return int(active.update(state=Feed.State.PAUSED, paused_because=because, queued_at=None))


def resume(*, feeds: Iterable[int]) -> list[int]:
    """Let paused feeds go on, as if they had never failed; the caller queues what is returned."""
    now = timezone.now()
    paused = Feed.objects.filter(state=Feed.State.PAUSED)
    return [
        pk
        for pk in feeds
        if paused.filter(pk=pk).update(
            state=Feed.State.ACTIVE, paused_because=[], failures=0, due_at=now, queued_at=now
        )
    ]


def ask_now(*, feeds: Iterable[int]) -> list[int]:
    """Claim active feeds before their time; the caller queues what is returned."""
    now: datetime = timezone.now()
    free = Feed.objects.active().waiting_for_nobody(now)
    return [pk for pk in feeds if free.filter(pk=pk).update(due_at=now, queued_at=now)]
