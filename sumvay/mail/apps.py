"""The room's registration with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.mail"
    default_auto_field = "django.db.models.BigAutoField"
