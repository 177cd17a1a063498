"""Where readers browse; the kinds' own pages stand in the kinds' rooms."""

from django.urls import path

from timeline.views import actors, browse, countries, exports, home, processes, search, sources

app_name = "timeline"
urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", browse.timeline, name="timeline"),
    *(
        path(f"timeline.{form}", exports.export, {"form": form}, name=f"timeline-{form}")
        for form in exports.FORMS
    ),
    path("entries/<int:pk>/", browse.entry, name="entry"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:slug>/", actors.actor_page, name="actor"),
    path("actors/<slug:slug>/with/<slug:other>/", actors.pair_page, name="pair"),
    path("countries/", countries.country_list, name="countries"),
    path("countries/<str:code>/", countries.country_page, name="country"),
    path("processes/", processes.process_list, name="processes"),
    path("processes/<slug:slug>/", processes.process_page, name="process"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<int:pk>/", sources.source_page, name="source"),
]
