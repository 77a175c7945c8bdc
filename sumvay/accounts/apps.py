"""The room's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.accounts"
    default_auto_field = "django.db.models.BigAutoField"
