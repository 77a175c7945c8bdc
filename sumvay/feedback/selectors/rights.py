"""Requests of writers to erase or correct, for the officers who handle their cases."""

from datetime import date

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.models import RightsRequest
from sumvay.feedback.selectors.cases import cases_handled_by


def rights_owed(*, by: date) -> QuerySet[RightsRequest]:
    """Open requests whose answer is owed by a day, the oldest first."""
    return (
        RightsRequest.objects.filter(answered_at=None, due_on__lte=by)
        .select_related("case__unit")
        .order_by("due_on", "pk")
    )


def rights_requests_handled_by(officer: User, *, on: date) -> QuerySet[RightsRequest]:
    """Requests about the cases an officer handles: open ones by the day they are owed, then the newest answered."""
    asked = RightsRequest.objects.filter(case__in=cases_handled_by(officer, on=on).order_by())
    return asked.select_related("case__unit", "case__about_unit", "answered_by").order_by("due_on", "pk")
