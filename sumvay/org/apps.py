"""The room's registration with Django."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.org"
    default_auto_field = "django.db.models.BigAutoField"
