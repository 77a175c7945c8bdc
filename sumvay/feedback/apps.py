"""The room's registration with Django."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.feedback"
    default_auto_field = "django.db.models.BigAutoField"
