"""RSS and Atom as a file: its items land in the inbox, as those of a feed that is fetched do."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from imports.connectors.base import Connector
from imports.feeds.parsing import (
    LONGEST_LANGUAGE,
    ROOTS,
    Channel,
    Item,
    channel_of,
    elements,
    item_of,
)
from imports.markup import Markup, line_of, raw_of
from imports.rows import ItemRow, Name, ReadRow

SCHEME = "feed"


def missing(markup: Markup) -> list[str]:
    return [] if markup.root in ROOTS else ["rss / feed"]


def read(markup: Markup) -> Iterator[ReadRow]:
    channel: Channel | None = None
    for element in elements(markup):
        channel = channel or channel_of(element)
        yield _row(element, channel)


def _row(element: etree._Element, channel: Channel) -> ReadRow:
    line, raw = line_of(element), raw_of(element)
    item = item_of(element, channel.address)
    if not isinstance(item, Item):
        return ReadRow(line, raw, problems=[item])
    record = ItemRow(
        identifier=Name(scheme=SCHEME, value=item.guid),
        feed=channel.address,
        fields={
            "title": item.title,
            "address": item.address,
            "summary": item.summary,
            "author": item.author,
            "publisher": channel.title,
            "language": (item.language or channel.language)[:LONGEST_LANGUAGE],
            "published_at": item.published_at.isoformat() if item.published_at else None,
        },
    )
    return ReadRow(line, raw, record=record)


FEED = Connector(
    name="feed",
    label=_("RSS or Atom feed (XML)"),
    licence=_("As the feed says: titles and summaries belong to their publishers."),
    opens=(Markup,),
    missing=missing,
    read=read,
)
