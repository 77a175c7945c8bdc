"""The room's registration with Django."""

from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.reorganisation"
    default_auto_field = "django.db.models.BigAutoField"
