"""The room's registration with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.reporting"
    default_auto_field = "django.db.models.BigAutoField"
