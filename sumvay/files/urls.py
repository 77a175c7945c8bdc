"""Addresses of the room."""

from django.urls import path

from sumvay.files import uploading, views

app_name = "files"

urlpatterns = [
    path("uploads/", uploading.uploads, name="uploads"),
    path("uploads/<uuid:token>/", uploading.upload, name="upload"),
    path("<uuid:key>/", views.open_file, name="open"),
    path("<uuid:key>/thumb/", views.thumb, name="thumb"),
]
