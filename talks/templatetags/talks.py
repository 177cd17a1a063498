"""`{% load talks %}`: the table of a round on a list."""

from django import template

from records.models import Entry
from talks.delegations import Table, table_of

register = template.Library()


@register.simple_tag
def delegations(entry: Entry) -> Table:
    """Who sat with whom: `{% delegations entry as table %}`; involvements come loaded."""
    return table_of(entry.involvements.all())
