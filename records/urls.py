"""What an entry has beside its page, whatever its kind: versions, citations, data, dates."""

from django.urls import path

from records import views

app_name = "records"
urlpatterns = [
    path("entries/<int:pk>.json", views.entry_json, name="json"),
    path("entries/<int:pk>.ics", views.entry_ics, name="ics"),
    path("entries/<int:pk>/cite.bib", views.cite, {"form": "bibtex"}, name="bibtex"),
    path("entries/<int:pk>/cite.ris", views.cite, {"form": "ris"}, name="ris"),
    path("entries/<int:pk>/cite.csl.json", views.cite, {"form": "csl-json"}, name="csl-json"),
    path("entries/<int:pk>/versions/", views.versions, name="versions"),
    path("entries/<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("entries/<int:pk>/versions/<int:number>.json", views.version_json, name="version-json"),
]
