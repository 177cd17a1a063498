"""`{% load talks %}`: the table of a round on a list."""

from django import template

from records.rows import Row
from talks.delegations import Table, table_of

register = template.Library()


@register.filter
def table(entry: Row) -> Table:
    """Who sat with whom: `{{ entry|table }}`."""
    return table_of(entry.parts)
