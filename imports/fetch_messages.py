"""What can go wrong between Parley and an address, and how to mend it; part of `problems`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FETCH_MESSAGES: dict[str, Any] = {
    "fetch_bad_address": _(
        "“%(address)s” is no web address. Write it whole, such as https://news.example/feed.xml."
    ),
    "fetch_scheme": _("Addresses begin with http:// or https://; “%(scheme)s” is not read."),
    "fetch_credentials": _(
        "The address carries a user name or a password, which would be kept and shown. Use an "
        "address without them."
    ),
    "fetch_port": _("Port %(port)s belongs to another service than the web and is not asked."),
    "fetch_unknown_name": _("No address is known for “%(host)s”. Look for a typing mistake."),
    "fetch_private": _(
        "“%(host)s” leads to %(address)s, which is no public address, so it was not asked. If it "
        "is meant, list it in the setting FETCH_ALLOWED."
    ),
    "fetch_no_connection": _(
        "“%(host)s” could not be reached: %(reason)s. It may be down; try again later."
    ),
    "fetch_certificate": _(
        "“%(host)s” could not prove that it is what it says: %(reason)s. Its owner has to mend the "
        "certificate."
    ),
    "fetch_too_slow": _("The answer was not complete after %(seconds)s seconds. Try again later."),
    "fetch_too_large": _(
        "The answer is larger than %(limit)s, so it was broken off. Look for a smaller one at the "
        "same site."
    ),
    "fetch_broken": _("“%(host)s” gave a broken answer: %(reason)s. Try again later."),
    "fetch_packing": _("The answer is packed as “%(packing)s”, which was not asked for."),
    "fetch_loop": _("%(address)s leads back to itself. Look up the address at the site."),
    "fetch_redirects": _(
        "The address leads on more than %(limit)s times. Open it in a browser, and use the address "
        "that it ends at."
    ),
    "fetch_nowhere": _("The answer was %(status)s, “look elsewhere”, without saying where."),
}
