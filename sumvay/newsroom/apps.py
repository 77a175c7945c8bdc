"""The room's registration with Django and with Wagtail's permissions."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Named by its folder."""

    name = "sumvay.newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand Wagtail the permissions that come from posts, before it makes its own from groups."""
        # Models are there only now
        from sumvay.newsroom.wagtail_permissions import register  # noqa: PLC0415

        register()
