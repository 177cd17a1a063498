"""The timeline's picture alone, as an image with links."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.tidying import for_xml
from timeline.filters import EntryFilter, offered_processes
from timeline.picture import blank, picture_of
from timeline.picture.colours import light_colours


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """400 for a query that cannot be read as it stands, as every format for machines answers."""
    entry_filter = EntryFilter.parse(request.GET, offered_processes())
    if entry_filter.problems:
        said = "\n".join(f"{p.parameter}={p.value}: {p.message}" for p in entry_filter.problems)
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    today = timezone.localdate()
    context = {
        "picture": picture_of(entry_filter, today) or blank(today),
        "colours": light_colours(),
        "host": request.build_absolute_uri("/")[:-1],
    }
    svg = engines["jinja2"].get_template("timeline/picture.svg").render(context)
    return HttpResponse(for_xml(svg.strip()), content_type="image/svg+xml; charset=utf-8")
