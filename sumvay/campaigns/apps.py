"""The room's registration with Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.campaigns"
    default_auto_field = "django.db.models.BigAutoField"
