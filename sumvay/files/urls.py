"""Addresses of the room."""

from django.urls import path

from sumvay.files import views

app_name = "files"

urlpatterns = [
    path("<uuid:key>/", views.open_file, name="open"),
    path("<uuid:key>/thumb/", views.thumb, name="thumb"),
]
