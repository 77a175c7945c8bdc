"""Addresses of the room."""

from django.urls import path

from sumvay.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.notices, name="list"),
    path("<int:pk>/read/", views.read, name="read"),
    path("read-all/", views.read_all, name="read_all"),
]
