from django.urls import path

from sanctions import views

app_name = "sanctions"
urlpatterns = [
    path("sanctions/", views.register, name="register"),
    path("relief/<slug:slug>/", views.relief_page, name="relief"),
]
