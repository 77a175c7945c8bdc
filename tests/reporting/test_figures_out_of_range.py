"""A figure that cannot be is refused wherever it comes from, and nothing of the report is lost or counted."""

from decimal import Decimal

import pytest
from django.utils import timezone

from sumvay.mail.models import InboundMessage
from sumvay.reporting import services
from sumvay.reporting.models import ReportValue, UnitReport
from sumvay.reporting.services.refusals import FigureOutOfRange
from sumvay.tally.models import TallyDelta
from tests.factories.mail import InboundMessageFactory, raw_letter


@pytest.mark.parametrize("value", [Decimal(-1), Decimal(10**16), Decimal(10**30)])
def test_it_is_neither_sent_nor_kept_as_a_draft(house, dispatch, content_of, value):
    actor, counted = house.chair_of(house.units[0]), TallyDelta.objects.count()
    for act in (services.submit_report, services.save_draft):
        with pytest.raises(FigureOutOfRange):
            act(actor=actor, dispatch=dispatch, content=content_of(value), now=timezone.now())
    assert not UnitReport.objects.exists()
    assert not ReportValue.objects.exists()
    assert TallyDelta.objects.count() == counted


def test_a_letter_with_such_a_figure_waits_for_a_person_and_holds_up_no_other(house, dispatch, form):
    unit = house.units[0]
    purpose, sender = f"report-{dispatch.directive_id}-{unit.pk}", house.chair_of(unit).email
    name = form.lines.order_by("position").first().indicator.name
    for number in ("9" * 30, "12"):
        InboundMessageFactory(purpose=purpose, sender=sender, raw=raw_letter(f"{name}: {number}\n"))
    assert services.claim_mail_reports(now=timezone.now()) == 1
    assert ReportValue.objects.get(value__isnull=False).value == 12
    assert list(InboundMessage.objects.order_by("pk").values_list("state", flat=True)) == ["unmatched", "claimed"]
