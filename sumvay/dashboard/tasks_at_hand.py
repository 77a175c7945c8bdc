"""One card of *Việc của tôi*: what, until when, and the one button that goes on."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sumvay.directives.models import Assignment, Dispatch


@dataclass
class Task:
    """A document to open, a duty to do, or a finished document to close; `given` of `wanted` are there."""

    dispatch: Dispatch
    due_at: datetime
    assignment: Assignment | None = None
    given: int = 0
    wanted: int = 0

    @property
    def is_unopened(self) -> bool:
        """Nobody has pressed to open this document yet."""
        return self.dispatch.state == Dispatch.State.SENT

    @property
    def is_report(self) -> bool:
        """What is asked is the report itself."""
        return self.assignment is not None and self.assignment.kind == Assignment.Kind.REPORT

    @property
    def url(self) -> str:
        """The page where it is done."""
        if self.assignment is None:
            return reverse("directives:dispatch", args=[self.dispatch.pk])
        if self.is_report:
            return reverse("reporting:fill", args=[self.dispatch.pk])
        return reverse("directives:task", args=[self.dispatch.pk, self.assignment.pk])


def tasks_from(dispatches: list[Dispatch], unfinished: list[Assignment]) -> list[Task]:
    """Cards by date: an unopened document is one card, an opened one a card for each duty left, or one to close it."""
    by_directive: dict[int, list[Assignment]] = {}
    for assignment in unfinished:
        by_directive.setdefault(assignment.directive_id, []).append(assignment)
    tasks = []
    for dispatch in dispatches:
        due = dispatch.directive.report_due_at
        left = by_directive.get(dispatch.directive_id, [])
        if dispatch.state == Dispatch.State.SENT or not left:
            tasks.append(Task(dispatch, due, wanted=len(left)))
        else:
            tasks += [Task(dispatch, a.due_at or due, a, a.given_count, a.quantity) for a in left]
    return sorted(tasks, key=lambda task: task.due_at)
