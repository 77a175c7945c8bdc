"""Paths to moves, endings and hand-overs."""

from django.urls import path

from sumvay.reorganisation import views

app_name = "reorganisation"

urlpatterns = [
    path("units/<int:pk>/move/", views.move, name="move"),
    path("units/<int:pk>/end/", views.end, name="end"),
    path("posts/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("posts/<int:pk>/leave/", views.leave, name="leave"),
]
