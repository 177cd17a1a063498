"""`{% load relief %}`: where relief stands today."""

from django import template
from django.utils import timezone

from sanctions.models import Relief
from sanctions.periods import end_words, time_left
from sanctions.standing import Standing

register = template.Library()


@register.filter
def standing_now(relief: Relief) -> Standing:
    return relief.standing(timezone.now())


@register.filter
def left_now(relief: Relief) -> str:
    """The time to the end, or since."""
    return time_left(relief, timezone.now())


@register.filter
def ends(relief: Relief) -> str:
    return end_words(relief)
