"""Addresses of the officers' home and of boards."""

from django.urls import path, re_path

from sumvay.dashboard import views

app_name = "dashboard"

urlpatterns = [
    path("", views.home, name="home"),
    path("board/<int:pk>/", views.board, name="board"),
    path("board/<int:pk>/units/", views.board_units, name="board_units"),
    path("board/<int:pk>/proofs/", views.board_proofs, name="board_proofs"),
    re_path(r"^board/(?P<pk>[0-9]+)/board\.(?P<form>csv|xlsx)$", views.board_sheet, name="board_sheet"),
]
