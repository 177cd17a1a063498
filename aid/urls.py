from django.urls import path

from aid import views

app_name = "aid"
urlpatterns = [
    path("aid/", views.ledger, name="ledger"),
    path("aid.csv", views.export, {"form": "csv"}, name="csv"),
    path("aid.json", views.export, {"form": "json"}, name="json"),
    path("pledges/<slug:slug>/", views.pledge_page, name="pledge"),
]
