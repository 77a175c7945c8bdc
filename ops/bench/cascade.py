"""How fast one directive fans out through the service, beside the bare INSERT … SELECT of the same rows."""

import statistics
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from ops.bench.timing import Row, seconds, told
from sumvay.accounts.models import User
from sumvay.directives import services
from sumvay.directives.models import Directive
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit

BARE = (
    "INSERT INTO directives_dispatch (directive_id, unit_id, state, sent_at, reason) "
    "SELECT %s, descendant_id, 'sent', now(), '' FROM org_unitpath "
    "WHERE ancestor_id = %s AND valid_to = '9999-12-31' AND depth > 0"
)
ROUNDS = 3


def national_officer() -> User:
    """The chair who issues."""
    nation = Unit.objects.get(code="TLD")
    chair = User.objects.create_user("chair@bench.invalid", full_name="Chủ tịch")
    Appointment.objects.create(officer=chair, unit=nation, post="chair", valid=spans.since(nation.lifetime.lower))
    return chair


def draft(chair: User) -> Directive:
    """A directive of the national body to all units below."""
    now = timezone.now()
    due = now + timedelta(days=20)
    return services.draft_directive(
        actor=chair, unit=Unit.objects.get(code="TLD"), title="Truyền thông dịp Tết", report_due_at=due, now=now,
        assignments=[
            services.AssignmentInput("event", "Tổ chức trao quà dịp Tết", 1, due, ["activity"]),
            services.AssignmentInput("report", "Báo cáo kết quả", 1, due, ["report"]),
        ],
    )  # fmt: skip


def fan_out(chair: User) -> tuple[list[Row], Directive]:
    """Issue to everyone, turn about with the bare statement; both commit. The last directive stays for the board."""
    bare, full = [], []
    for _round in range(ROUNDS):
        spare, directive = draft(chair), draft(chair)
        bare.append(seconds(lambda spare=spare: _bare(spare)))
        full.append(
            seconds(
                lambda directive=directive: services.issue_directive(
                    actor=chair, directive=directive, now=timezone.now()
                )
            )
        )
        spare.dispatches.all().delete()
    floor, taken = statistics.median(bare), statistics.median(full)
    figure = f"{told(taken)} ({taken / floor:.1f} ×)"
    what = f"fan-out of one directive to {directive.dispatches.count():,} units"
    return [Row(what, figure, told(floor) + " bare, committed too", "≤ 3 ×")], directive


def _bare(spare: Directive) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [spare.pk, spare.unit_id])
