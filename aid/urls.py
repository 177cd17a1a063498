from django.urls import path

from aid import views

app_name = "aid"
urlpatterns = [
    path("aid/", views.ledger, name="ledger"),
    path("pledges/<slug:slug>/", views.pledge_page, name="pledge"),
]
