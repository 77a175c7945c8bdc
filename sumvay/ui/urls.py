"""The style page; included by the frame only with DEBUG."""

from django.urls import path

from sumvay.ui import views

app_name = "ui"
urlpatterns = [path("", views.style, name="style")]
