"""A list as one thing to cite."""

import hashlib
from datetime import UTC

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from records.citing import Reference
from records.models import Entry
from timeline import facets
from timeline.filters import EntryFilter


def listed(filter_: EntryFilter) -> bytes:
    """A line for each entry that passes: its number, a space, and when it changed last (UTC).

    Sorted by number, so that the same entries in the same state are the same bytes.
    """
    found = filter_.apply(Entry.objects.published()).order_by("pk").values_list("pk", "changed_at")
    return b"".join(
        f"{pk} {changed_at.astimezone(UTC).isoformat()}\n".encode()
        for pk, changed_at in found.iterator(chunk_size=5000)
    )


def reference_to(request: HttpRequest, filter_: EntryFilter, lines: bytes) -> Reference:
    page, query = reverse("timeline:timeline"), filter_.query
    sha256, count = hashlib.sha256(lines).hexdigest(), lines.count(b"\n")
    chosen = ", ".join(value.label for value in facets.chosen(filter_))
    return Reference(
        key=f"parley-list-{sha256[:12]}",
        title=_("Timeline: %(chosen)s") % {"chosen": chosen} if chosen else _("Timeline"),
        language=get_language() or "en",
        address=request.build_absolute_uri(f"{page}?{query}" if query else page),
        on=timezone.now().astimezone(UTC).date(),
        version=ngettext("%(n)s entry", "%(n)s entries", count) % {"n": count},
        sha256=sha256,
        is_list=True,
    )
