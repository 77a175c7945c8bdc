"""The room's registration with Django."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.notifications"
    default_auto_field = "django.db.models.BigAutoField"
