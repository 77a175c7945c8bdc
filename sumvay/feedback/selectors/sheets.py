"""Files of answers as the officers of a unit see them."""

from datetime import date

from django.db.models import Count, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

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


def is_sheet_at_work(pk: int) -> bool:
    """Whether the worker makes messages of a sheet or will; a job that failed for good does not."""
    jobs = ProcrastinateJob.objects.filter(task_name="feedback.take_sheet", args__sheet_id=pk)
    return jobs.filter(status__in=["todo", "doing"]).exists()
