"""Issues with messages behind them, for tests."""

from datetime import datetime

from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue
from sumvay.org.models import Unit
from tests.factories.feedback import sorted_case


def issue_of(unit: Unit, count: int = 0, *, now: datetime | None = None, title: str = "Chậm lương", **given) -> Issue:
    """An open issue of a unit with `count` messages; `given` goes to each message, as `about_unit` or `may_rise`."""
    at = now or timezone.now()
    issue = Issue.objects.create(unit=unit, title=title, category="luong", state=Issue.State.OPEN, created_at=at)
    cases = [sorted_case(unit, f"Chậm lương tháng {n}.", now=at, **given) for n in range(count)]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(issue=issue)
    return issue


def raised_from(officer, issue: Issue, *, into: Issue | None = None, now: datetime | None = None) -> Issue:
    """Take it up; gives the issue above."""
    return services.raise_issue(
        actor=officer, issue=issue, solved="Đã làm việc với công ty hai lần.", proposal="Đề nghị thanh tra.", into=into,
        now=now or timezone.now(),
    )  # fmt: skip
