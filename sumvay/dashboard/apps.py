"""The room's registration with Django."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.dashboard"
    default_auto_field = "django.db.models.BigAutoField"
