"""Addresses of listening reports, for the room's own list."""

from django.urls import path, re_path

from sumvay.reporting.views import listening, listening_cuts

urlpatterns = [
    path("listening/", listening.listening, name="listening"),
    path("listening/<int:pk>/", listening.report, name="listening_report"),
    path("listening/<int:pk>/narrative/", listening.narrative, name="listening_narrative"),
    path("listening/<int:pk>/pin/", listening.pin, name="listening_pin"),
    path("listening/<int:pk>/extracts/", listening.extracts, name="listening_extracts"),
    path("listening/<int:pk>/extracts/<int:extract_pk>/shorten/", listening.shorten, name="listening_shorten"),
    path("listening/<int:pk>/extracts/<int:extract_pk>/drop/", listening.drop, name="listening_drop"),
    path("listening/<int:pk>/close/", listening_cuts.close, name="listening_close"),
    path("listening/<int:pk>/supplement/", listening_cuts.supplement, name="listening_supplement"),
    path("listening/<int:pk>/paper/", listening_cuts.paper, name="listening_paper"),
    re_path(
        r"^listening/(?P<pk>[0-9]+)/download\.(?P<form>docx|pdf|xlsx)$",
        listening_cuts.download,
        name="listening_download",
    ),
]
