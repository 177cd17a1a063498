"""What can be wrong with an article, and how to mend it; part of `imports.problems`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ARTICLE_MESSAGES: dict[str, Any] = {
    "article_empty": _("There is no text. Paste the article, choose its file or give its address."),
    "article_too_long": _(
        "The article has %(length)s characters; at most %(limit)s are read. Paste the article "
        "alone, or a part of it."
    ),
    "article_with_nul": _(
        "Character %(place)s is a NUL, which no text has. Save the article as text or HTML."
    ),
    "article_not_found": _(
        "No article was found in this page: perhaps its text comes by script. Copy the text from "
        "the browser and paste it."
    ),
    "article_too_intricate": _(
        "The page has so many parts that reading it took more than %(seconds)s seconds or too much "
        "memory, so it was broken off. Copy the article’s text from the browser and paste it."
    ),
    # of one that is fetched
    "article_status": _(
        "The site answered %(status)s (%(phrase)s) in place of the article. Open the address in a "
        "browser; if the article is there, copy its text and paste it."
    ),
    "article_not_a_page": _(
        "The address answers with %(found)s; only web pages and plain texts are read. Copy the "
        "article’s text and paste it."
    ),
    "article_of_no_kind": _(
        "The address does not say what it answers with, and it is no web page. Copy the article’s "
        "text and paste it."
    ),
    "article_not_open": _(
        "No article was found at this address: its text may be for subscribers alone, or come by "
        "script. Open it in a browser, copy the text and paste it."
    ),
    "article_page_too_large": _(
        "The page is larger than %(limit)s, so it was broken off. Copy the article’s text and "
        "paste it."
    ),
}
