"""Addresses of the room."""

from django.urls import path

from sumvay.mail import views

app_name = "mail"

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/resend/", views.resend, name="resend"),
    path("<int:pk>/give-up/", views.give_up, name="give_up"),
    path("on-this-machine/", views.caught_letters, name="caught"),
    path("on-this-machine/<str:name>/", views.caught_letter, name="caught_letter"),
]
