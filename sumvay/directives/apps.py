"""The room's registration with Django."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.directives"
    default_auto_field = "django.db.models.BigAutoField"
