"""The room's registration with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.portal"
    default_auto_field = "django.db.models.BigAutoField"
