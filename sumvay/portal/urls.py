"""Readers' addresses, in Vietnamese; a piece's own page is the newsroom's."""

from django.urls import path

from sumvay.portal.views import front

app_name = "portal"

urlpatterns = [
    path("", front.home, name="home"),
]
