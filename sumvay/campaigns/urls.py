"""Addresses of campaigns."""

from django.urls import path

from sumvay.campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
]
