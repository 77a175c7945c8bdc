"""The room's registration with Django."""

from django.apps import AppConfig


class TallyConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.tally"
    default_auto_field = "django.db.models.BigAutoField"
