"""Who met whom: a picture, and the same as a table."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.asked import text_of
from timeline.drawing import column, ring
from timeline.narrowing import read_filter, respond
from timeline.network import MOST, Level, Pair, network, together


@require_safe
def network_page(request: HttpRequest) -> HttpResponse:
    filter_, processes = read_filter(request)
    asked = text_of(request, "by")
    level = Level(asked) if asked in {one.value for one in Level} else Level.PERSON
    one, other = text_of(request, "one"), text_of(request, "other")
    pair = Pair.read(one, other) if one or other else None
    met, is_headed = network(filter_, level), level == Level.PERSON
    context = {
        "filter": filter_,
        "kept": {"by": level.value},
        "kinds": (),  # a network has meetings only
        "level": level.value,
        "lost_level": asked[:20] if asked and asked != level.value else "",
        "network": met,
        "ring": ring(met, headed=is_headed),
        "column": column(met, headed=is_headed),
        "most": MOST,
        "pair": pair,
        "together": together(filter_, level, pair) if pair and not pair.problems else None,
    }
    return respond(request, "timeline/network.html", "met", context, processes)
