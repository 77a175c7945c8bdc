"""Questions about campaigns and the calendar."""

from datetime import date

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.campaigns.models import Campaign, Holiday
from sumvay.org import selectors as org


def campaigns_visible_to(viewer: User, *, on: date) -> QuerySet[Campaign]:
    """Campaigns of every unit the viewer sees, newest first."""
    return Campaign.objects.filter(unit__in=org.units_visible_to(viewer, on=on).values("pk")).order_by(
        "-created_at", "-pk"
    )


def days_off() -> set[date]:
    """All days off in the calendar."""
    return set(Holiday.objects.filter(is_working=False).values_list("on", flat=True))


def worked_weekend_days() -> set[date]:
    """Weekend days that are worked in exchange for a day off."""
    return set(Holiday.objects.filter(is_working=True).values_list("on", flat=True))
