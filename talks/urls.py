from django.urls import path

from talks import process_views, views

app_name = "talks"
urlpatterns = [
    path("rounds/<slug:slug>/", views.round_page, name="round"),
    path("statements/<slug:slug>/", views.statement_page, name="statement"),
    path("documents/<slug:slug>/", views.document_page, name="document"),
    path("incidents/<slug:slug>/", views.incident_page, name="incident"),
    path("positions/", process_views.positions, name="positions"),
    path(
        "processes/<slug:slug>/positions/",
        process_views.process_positions,
        name="process_positions",
    ),
    path("processes/<slug:slug>/tracks/<slug:track_slug>/", process_views.track_page, name="track"),
    path("processes/<slug:slug>/issues/<slug:issue_slug>/", process_views.issue_page, name="issue"),
]
