"""What can be said of a fetch, a feed and an item; part of `imports.problems`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FEED_MESSAGES: dict[str, Any] = {
    # what came of a fetch
    "feed_read": _("Items: %(items)s; of these new: %(new)s."),
    "feed_unchanged": _("Nothing changed since the last fetch."),
    "feed_moved": _("The feed has moved for good, and is read at %(address)s from now on."),
    "feed_more": _("The feed holds more than %(limit)s items; only the first were read."),
    "feed_unreadable": _("Items without a title and an address, left out: %(items)s."),
    # why it failed
    "feed_status": _("The site answered %(status)s (%(phrase)s) in place of the feed."),
    "feed_html": _(
        "The answer is a web page and no feed. Open it in a browser and look for its RSS or Atom "
        "address."
    ),
    "feed_not_xml": _("The answer is %(found)s, which no feed is. Look up the feed’s address."),
    "feed_other": _("The answer is XML of another kind (<%(root)s>). Look up the feed’s address."),
    "feed_too_intricate": _(
        "Reading the feed took more than %(seconds)s seconds or too much memory, so it was broken "
        "off. Open its address and see whether it is the right one; if it is, tell its site."
    ),
    # why it is paused
    "feed_failed_often": _("It failed %(times)s times in a row. The last time:"),
    "feed_gone": _("The site says that the feed is gone for good (410)."),
    "feed_moved_onto": _(
        "The feed has moved for good to %(address)s, which another feed here reads already."
    ),
    "feed_paused_by": _("%(user)s paused it."),
    # of an item
    "feed_item_says_nothing": _("The item has neither a title nor an address."),
    "feed_item_broken": _("The item cannot be read: %(reason)s."),
    "feed_item_too_long": _("The item is larger than %(limit)s and was left out."),
}
