from django.urls import path

from sanctions import views

app_name = "sanctions"
urlpatterns = [
    path("sanctions/", views.register, name="register"),
    path("sanctions.csv", views.export, {"form": "csv"}, name="csv"),
    path("sanctions.json", views.export, {"form": "json"}, name="json"),
    path("relief/<slug:slug>/", views.relief_page, name="relief"),
]
