"""Put the demonstration among the records, and take it away again."""

from collections import Counter
from datetime import date

import pghistory
from django.db import models, transaction
from django.db.models.functions import Left

from aid.models import ExchangeRate, Pledge
from imports.demonstration import cast, money, rounds, texts
from imports.demonstration.making import MARK, REASON, SITE, Stage
from records.models import Actor, Affiliation, Entry, Process, Source
from sanctions.models import Designation, Programme, Relief
from talks.models import Document, Issue, Track

Made = Counter[type[models.Model]]


@transaction.atomic
def demonstrate(*, today: date) -> Made:
    """Make the invented process around `today`, and count what was made; nothing if it is there.

    The same day gives the same records.
    """
    stage = Stage(today)
    if not Process.objects.filter(slug__startswith=MARK).exists():
        with pghistory.context(reason=REASON):
            cast.gather(stage)
            series = rounds.hold(stage)
            texts.tell(stage, series["direct"])
            money.ease(stage)
            money.pledge(stage)
    return stage.made


@transaction.atomic
def remove() -> Made:
    """Take every invented record away, and count what went; the history keeps that they were.

    Raises ProtectedError where an editor has since tied something real to them.
    """
    gone: Made = Counter()
    process = Process.objects.filter(slug__startswith=MARK)
    entries = Entry.objects.filter(slug__startswith=f"{MARK}-")
    ours = entries.values("pk")
    with pghistory.context(reason=f"{REASON} removed"):
        # What refuses to lose its forerunner goes without it first
        Relief.objects.filter(pk__in=ours).update(replaces=None)
        Document.objects.filter(pk__in=ours).update(replaces=None)
        Pledge.objects.filter(pk__in=ours).update(restates=None)
        for rows in (
            entries,
            ExchangeRate.objects.filter(currency=money.TEST),
            Designation.objects.filter(actor__slug__startswith=f"{MARK}-"),
            Affiliation.objects.filter(person__slug__startswith=f"{MARK}-"),
            Programme.objects.annotate(start=Left("authority", len(MARK))).filter(
                start__iexact=MARK
            ),
            Track.objects.filter(process__in=process),
            Issue.objects.filter(process__in=process),
            Actor.objects.filter(slug__startswith=f"{MARK}-"),
            process,
            Source.objects.filter(url__startswith=SITE),
        ):
            number, _by_model = rows.delete()
            if number:
                gone[rows.model] += number
    return gone
