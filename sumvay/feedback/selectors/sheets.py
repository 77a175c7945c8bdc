"""Files of answers as the officers of a unit see them."""

from datetime import date

from django.db.models import Count, QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.models import Sheet
from sumvay.feedback.selectors.cases import units_handled_by


def sheets_of(officer: User, *, on: date) -> QuerySet[Sheet]:
    """
    Files of the units an officer handles, newest first, without their rows, each with how many messages it `made`.

    One that is not taken over is its sender's alone.
    """
    handled = Sheet.objects.filter(unit__in=units_handled_by(officer, on=on))
    shown = handled.exclude(state=Sheet.State.TRIED) | handled.filter(by=officer)
    light = shown.select_related("unit", "by").defer("rows")
    return light.annotate(made=Count("brought")).order_by("-created_at", "-pk")
