"""The room's registration with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.files"
    default_auto_field = "django.db.models.BigAutoField"
