"""Entries of a query as an Atom feed (RFC 4287): those changed last come first."""

from collections.abc import Iterable

from django.utils.feedgenerator import Atom1Feed

from records.tidying import for_xml
from timeline.exports.records import Record


def atom(found: Iterable[Record], *, address: str, page: str, title: str, language: str) -> str:
    """`address` is the feed's own, `page` the timeline that it follows."""
    feed = Atom1Feed(
        title=for_xml(title), link=page, description=None, language=language, feed_url=address
    )
    for record in found:
        feed.add_item(
            title=for_xml(record["title"]),
            link=record["url"],
            unique_id=record["url"],
            description=for_xml(record["summary"] or record["title"]),
            updateddate=record["changed_at"],
            categories=[record["kind"], *record["countries"]],
        )
    return str(feed.writeString("utf-8"))
