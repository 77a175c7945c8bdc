"""Reports sent, cuts begun and closed, through the real services."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.directives.models import Directive
from sumvay.org.models import Unit
from sumvay.reporting import selectors, services
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import Consolidation, FormLine, UnitReport
from tests.factories.directives import dispatch_to


def line_of(directive: Directive, code: str) -> FormLine:
    """The line of a directive's form that asks for an indicator."""
    form = services.form_of(directive=directive, now=timezone.now())
    return form.lines.select_related("indicator").get(indicator__code=code)


def report_from(
    directive: Directive, unit: Unit, *, now: datetime | None = None, narrative: dict | None = None, **figures
) -> UnitReport:
    """A unit's report as sent: 0 everywhere but for figures given by code (`suat_qua=120`); None leaves one empty."""
    form = services.form_of(directive=directive, now=timezone.now())
    FormLine.objects.filter(form=form).update(is_required=False)
    given = {line.pk: figures.get(line.indicator.code.replace("-", "_"), 0) for line in selectors.lines_of(form)}
    return services.submit_report(
        actor=None,
        dispatch=dispatch_to(directive, unit),
        content=Content(
            {pk: Entry(None if value is None else Decimal(value)) for pk, value in given.items()},
            narrative or {},
            "Lê Thị Hoa",
        ),
        now=now or timezone.now(),
    )


def begun_consolidation(directive: Directive, unit: Unit, actor: User) -> Consolidation:
    """A unit's consolidation, open."""
    return services.begin_consolidation(actor=actor, directive=directive, unit=unit, now=timezone.now())


def closed_consolidation(directive: Directive, unit: Unit, actor: User) -> Consolidation:
    """A unit's consolidation with its figures closed."""
    cut = begun_consolidation(directive, unit, actor)
    services.close_figures(actor=actor, consolidation=cut, now=timezone.now())
    return cut
