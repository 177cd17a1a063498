"""An entry as data: what its page says, its version, and where to find the rest."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.citing import Reference
from records.evidence import linked
from records.models import Entry, PublicVersion


def reference_to(request: HttpRequest, version: PublicVersion) -> Reference:
    """How to cite a version, by the title that it had, in the reader's language."""
    language = get_language() or "en"
    content = version.content
    title = content.get(f"title_{language}")
    pk, number = content["id"], version.number
    address = (
        reverse("records:version", args=[pk, number])
        if number
        else reverse("timeline:entry", args=[pk])
    )
    return Reference(
        key=f"parley-{pk}-v{number}" if number else f"parley-{pk}-{version.sha256[:12]}",
        title=title or content["title"],
        language=language if title else "en",
        address=request.build_absolute_uri(address),
        on=version.at.date(),
        version=_("version %(n)s") % {"n": number} if number else _("version not numbered yet"),
        sha256=version.sha256,
    )


def entry_data(request: HttpRequest, entry: Entry, current: PublicVersion) -> dict[str, Any]:
    """The content that readers see now, under names that stay, and what is about it."""

    def address(name: str, *args: object) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    links = [
        {
            "how": link.kind,
            "direction": link.direction,
            "entry": {
                "id": link.entry.pk,
                "kind": link.entry.kind,
                "title": link.entry.title_i18n,
                "url": request.build_absolute_uri(link.entry.get_absolute_url()),
            },
            "linked_because": link.note,
        }
        for link in linked(entry.pk)
    ]
    return {
        **current.content,
        "url": request.build_absolute_uri(entry.get_absolute_url()),
        "permanent_url": address("timeline:entry", entry.pk),
        "links": links,
        "version": {
            "number": current.number or None,
            "changed_at": current.at.isoformat(),
            "sha256": current.sha256,
            **(
                {
                    "url": address("records:version", entry.pk, current.number),
                    "json": address("records:version-json", entry.pk, current.number),
                }
                if current.number
                else {}
            ),
        },
    }
