from django.urls import path

from talks import views

app_name = "talks"
urlpatterns = [
    path("rounds/<slug:slug>/", views.round_page, name="round"),
    path("statements/<slug:slug>/", views.statement_page, name="statement"),
    path("documents/<slug:slug>/", views.document_page, name="document"),
    path("incidents/<slug:slug>/", views.incident_page, name="incident"),
]
