"""Addresses of the newsroom for officers; Wagtail's editor lies below `newsroom/editor/`."""

from django.urls import path

from sumvay.newsroom.views import desk

app_name = "newsroom"

urlpatterns = [
    path("", desk.queue, name="desk"),
    # Pages of the editor that would name or make pieces without asking whose they are
    path("editor/bulk/newsroom/piece/<str:action>/", desk.closed),
    path("editor/snippets/newsroom/piece/add/", desk.closed),
    path("editor/pages/", desk.closed),
]
