"""The room's registration with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.ui"
    label = "ui"
