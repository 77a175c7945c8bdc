"""The room's registration with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.documents"
    default_auto_field = "django.db.models.BigAutoField"
