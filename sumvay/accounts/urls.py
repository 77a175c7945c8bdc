"""Paths to accounts; those that lead to `closed` shadow pages of the sign-in package."""

from django.urls import path, re_path

from sumvay.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.profile, name="profile"),
    path("change/", views.change_profile, name="change_profile"),
    path("new-email/", views.ask_for_email, name="ask_for_email"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("password/reset/", views.forgotten, name="forgotten"),
    re_path(r"^(?:signup|email|confirm-email|phone|password/reset|login/code)/", views.closed),
]
