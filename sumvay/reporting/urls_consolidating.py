"""Addresses of consolidations, annexes of superiors, replies by e-mail and pasted chats, for the room's own list."""

from django.urls import path, re_path

from sumvay.reporting.views import annexes, chat, consolidating, cuts, replies

urlpatterns = [
    path("of/<int:directive_pk>/", consolidating.consolidations, name="consolidations"),
    path("consolidations/<int:pk>/", consolidating.consolidation, name="consolidation"),
    path("consolidations/<int:pk>/narrative/", consolidating.narrative, name="narrative"),
    path("consolidations/<int:pk>/pick/", consolidating.pick, name="pick"),
    path("consolidations/<int:pk>/unpick/<int:pick_pk>/", consolidating.unpick, name="unpick"),
    path("consolidations/<int:pk>/looked/", consolidating.looked, name="looked"),
    path("consolidations/<int:pk>/number/<int:line_pk>/", consolidating.number, name="number"),
    path("consolidations/<int:pk>/own-part/", consolidating.own_part, name="own_part"),
    path("consolidations/<int:pk>/close/", cuts.close, name="close"),
    path("consolidations/<int:pk>/supplement/", cuts.supplement, name="supplement"),
    path("consolidations/<int:pk>/paper/", cuts.paper, name="paper"),
    re_path(r"^consolidations/(?P<pk>[0-9]+)/download\.(?P<form>docx|pdf|xlsx)$", cuts.download, name="download"),
    path("consolidations/<int:pk>/ask-annex/", cuts.ask_annex, name="ask_annex"),
    path("consolidations/<int:pk>/mail-forms/", replies.mail_forms, name="mail_forms"),
    path("consolidations/<int:pk>/annexes/", annexes.annexes, name="annexes"),
    path("consolidations/<int:pk>/annexes/<int:annex_pk>/", annexes.map_annex, name="map_annex"),
    path("consolidations/<int:pk>/annexes/<int:annex_pk>/filled/", annexes.filled, name="filled_annex"),
    path("consolidations/<int:pk>/annexes/<int:annex_pk>/drop/", annexes.drop, name="drop_annex"),
    path("unmatched/", replies.unmatched, name="unmatched"),
    path("unmatched/<int:pk>/", replies.match, name="match"),
    path("of/<int:directive_pk>/chat/", chat.chat, name="chat"),
    re_path(r"^(?P<pk>[0-9]+)/paper\.(?P<form>docx|pdf)$", cuts.own_report_paper, name="own_report_paper"),
]
