"""Directives on their way: drafted and issued through the real services."""

from datetime import datetime, timedelta

from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.directives import services
from sumvay.directives.models import Directive, Dispatch
from sumvay.org.models import Unit

ASKED = [
    ("spread", "Đăng, chia sẻ bài về Chợ Tết trên trang của công đoàn cơ sở", 2, ["link"]),
    ("event", "Tổ chức trao quà cho đoàn viên khó khăn", 1, ["activity"]),
    ("report", "Báo cáo kết quả thực hiện", 1, ["report"]),
]


def drafted_directive(*, actor: User, unit: Unit, now: datetime | None = None, **named) -> Directive:
    """A draft without a paper, asking for two shares, an activity and a report within ten days."""
    now = now or timezone.now()
    due = named.pop("report_due_at", now + timedelta(days=10))
    return services.draft_directive(
        actor=actor,
        unit=unit,
        title=named.pop("title", "Truyền thông chăm lo Tết Đinh Mùi 2027"),
        report_due_at=due,
        assignments=[services.AssignmentInput(k, w, q, due, p) for k, w, q, p in ASKED],
        now=now,
        **named,
    )


def issued_directive(*, actor: User, unit: Unit, now: datetime | None = None, **named) -> Directive:
    """Such a directive issued to all units below `unit`."""
    now = now or timezone.now()
    directive = drafted_directive(actor=actor, unit=unit, now=now, **named)
    services.issue_directive(actor=actor, directive=directive, now=now)
    return directive


def dispatch_to(directive: Directive, unit: Unit) -> Dispatch:
    """What one unit received."""
    return Dispatch.objects.select_related("directive__unit", "unit").get(directive=directive, unit=unit)
