"""The room's registration with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.audit"
    default_auto_field = "django.db.models.BigAutoField"
