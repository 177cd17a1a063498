"""Pages that other sites may show in a frame: only what is asked for with `embed=1`.

Every other page refuses to be framed (the settings' Content-Security-Policy and X-Frame-Options).
An embedded page has no form, no session and no way to the editors' desk, so that nothing on it can
be clicked by trickery.
"""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from timeline.facets import chosen
from timeline.filters import EntryFilter, offered_processes
from timeline.listing import newest

EMBEDDED = 15  # entries
View = Callable[[HttpRequest], HttpResponseBase]


def embeddable(view: View) -> View:
    """Answer `embed=1` with the newest entries of the same query, as a page that may be framed."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponseBase:
        return _embedded(request) if request.GET.get("embed") == "1" else view(request)

    return wrapper


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def _embedded(request: HttpRequest) -> HttpResponse:
    entry_filter = EntryFilter.parse(request.GET, offered_processes())
    context = {
        "filter": entry_filter,
        "chosen": chosen(entry_filter),
        "page": newest(entry_filter, size=EMBEDDED),
    }
    return render(request, "timeline/embed.html", context)
