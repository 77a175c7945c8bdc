"""Late is derived from the dates: nobody, everybody unfinished, or those whose own level asked for an earlier day."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import selectors as directives
from sumvay.directives import services
from sumvay.directives.models import Directive
from tests.dashboard.movement import finish, movement, running


def late(client, made, **query):
    """What the board says is late: of the whole and by branch."""
    client.force_login(made.chair)
    context = client.get(reverse("dashboard:board", args=[made.directive.pk]), query).context
    return context["board"].total.late, {row.unit.pk: row.figures.late for row in context["rows"]}


def recounted(made, unit):
    """The same, row by row."""
    waiting = directives.open_dispatches_below(made.directive, unit, on=timezone.localdate())
    return waiting.filter(directive__report_due_at__lt=timezone.now()).count()


@pytest.fixture
def made(db):
    made = running(movement())
    finish(made, made.base(0, 0), made.base(1, 1))
    return made


def test_nobody_is_late_before_the_day(client, made):
    assert late(client, made) == (0, {ward.pk: 0 for ward in made.wards})


def test_everyone_who_has_not_finished_is_late_after_it(client, made):
    Directive.objects.update(report_due_at=timezone.now() - timedelta(hours=1))
    whole, branches = late(client, made)
    assert whole == 13
    assert branches == {ward.pk: recounted(made, ward) for ward in made.wards}


def test_a_level_that_asked_earlier_has_late_units_before_the_others(client, made):
    ward, now = made.wards[0], timezone.now()
    services.pass_on(actor=ward.appointments.get().officer, dispatch=made.dispatch(ward), note="", now=now)
    own = Directive.objects.get(parent=made.directive)
    services.complete_dispatch(actor=None, dispatch=made.dispatch(made.base(0, 1), own), now=now)
    Directive.objects.filter(pk=own.pk).update(report_due_at=F("report_due_at") - timedelta(days=30))
    whole, branches = late(client, made)
    assert whole == branches[ward.pk] > 0
    assert branches == {ward.pk: recounted(made, ward) for ward in made.wards}
    _whole, units = late(client, made, unit=ward.pk)
    assert units == {unit.pk: recounted(made, unit) - (unit == ward) * whole for unit in (ward, *made.bases[ward.pk])}
    assert (units[ward.pk], units[made.base(0, 1).pk], units[made.base(0, 2).pk]) == (0, 0, 1)


def test_what_was_recalled_is_late_nowhere(client, made):
    Directive.objects.update(report_due_at=timezone.now() - timedelta(hours=1))
    services.recall_directive(actor=made.chair, directive=made.directive, reason="Thay văn bản", now=timezone.now())
    assert late(client, made)[0] == 0
