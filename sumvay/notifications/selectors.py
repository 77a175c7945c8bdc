"""Questions about notices: everyone sees their own alone."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.notifications.models import Notice
from sumvay.org.models import Unit

MOST_COUNTED = 100


def notices_of(officer: User) -> QuerySet[Notice]:
    """What an officer was told, newest first."""
    return Notice.objects.filter(officer=officer).order_by("-created_at", "-pk")


def unread_notices_of(officer: User) -> QuerySet[Notice]:
    """What an officer was told and has not opened, newest first."""
    return notices_of(officer).filter(read_at__isnull=True)


def unread_count(officer: User) -> int:
    """How many notices are new, counted up to 100: on every page, so from the small index of unread ones alone."""
    return Notice.objects.filter(officer=officer, read_at__isnull=True)[:MOST_COUNTED].count()


def not_opened_by(officers: Collection[User], *, kind: str, unit: Unit, since: datetime) -> set[int]:
    """Which of the officers (by their ids) were told of a unit in this kind since a moment and have not opened it."""
    told = Notice.objects.filter(officer__in=officers, read_at__isnull=True, kind=kind, unit=unit, created_at__gt=since)
    return set(told.values_list("officer_id", flat=True))
