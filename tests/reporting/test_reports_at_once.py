"""Many hands at once: a report is counted once, whoever presses and however often."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from sumvay.errors import Refusal
from sumvay.mail.models import OutboundMessage
from sumvay.reporting import selectors, services
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import Indicator, ReportVersion, UnitReport
from sumvay.reporting.services.refusals import FormInUse
from sumvay.reporting.totals import tally_subject
from sumvay.tally import selectors as tally
from tests.factories.directives import dispatch_to, issued_directive
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.turns import begun_meanwhile

HANDS = 6


@pytest.fixture
def case(module_database):
    province = UnitFactory(kind=UnitKindFactory(code="province", name="LĐLĐ", rank=10))
    unit = UnitFactory(parent=province)
    chairs = officer_of(province), officer_of(unit)
    dispatch = dispatch_to(issued_directive(actor=chairs[0], unit=province), unit)
    return province, dispatch, chairs, services.form_of(directive=dispatch.directive, now=timezone.now())


def content(form, value):
    entries = {line.pk: Entry(Decimal(value)) for line in selectors.lines_of(form)}
    return Content(entries, {"results": "Đã làm."}, "Lê Thị Hoa")


def at_once(works):
    """Run all at the same moment; gives what each was refused with, or None."""
    barrier, outcomes = Barrier(len(works)), [None] * len(works)

    def run(place, work):
        barrier.wait()
        try:
            work()
        except Refusal as no:
            outcomes[place] = no
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def totals(form, province):
    counted = tally.totals(subject=tally_subject(form, None), unit_ids=[province.pk])[province.pk]
    return counted["reports"], {value for measure, value in counted.items() if measure.startswith("line:")}


def test_double_and_parallel_presses_count_once(case):
    province, dispatch, (chair, officer), form = case

    def submit(actor, value):
        return lambda: services.submit_report(
            actor=actor, dispatch=dispatch_to(dispatch.directive, dispatch.unit), content=content(form, value),
            now=timezone.now(), all_done=True,
        )  # fmt: skip

    at_once([submit((chair, officer)[n % 2], 7) for n in range(HANDS)])
    report = UnitReport.objects.get(form=form, unit=dispatch.unit)
    assert report.state == "submitted"
    assert ReportVersion.objects.filter(report=report).count() == report.version
    assert totals(form, province) == (1, {7})


def test_two_officers_with_different_figures_leave_one_of_them_whole(case):
    province, dispatch, (chair, officer), form = case
    works = [
        (lambda actor=actor, value=value: services.submit_report(
            actor=actor, dispatch=dispatch_to(dispatch.directive, dispatch.unit), content=content(form, value),
            now=timezone.now(),
        ))
        for actor, value in ((chair, 3), (officer, 9))
    ]  # fmt: skip
    at_once(works)
    reports, figures = totals(form, province)
    assert reports == 1
    assert figures in ({3}, {9})
    assert set(UnitReport.objects.get(form=form).values.values_list("value", flat=True)) == figures


def test_returning_and_submitting_at_once_never_counts_wrong(case):
    province, dispatch, (chair, officer), form = case
    services.submit_report(actor=officer, dispatch=dispatch, content=content(form, 5), now=timezone.now())
    report = UnitReport.objects.get(form=form)
    at_once(
        [
            lambda: services.return_report(actor=chair, report=report, remark="Xem lại", now=timezone.now()),
            lambda: services.submit_report(
                actor=officer, dispatch=dispatch_to(dispatch.directive, dispatch.unit), content=content(form, 8),
                now=timezone.now(),
            ),
        ]
    )  # fmt: skip
    report.refresh_from_db()
    reports, figures = totals(form, province)
    assert (reports, figures) == ((1, {8}) if report.state == "submitted" else (0, {0}))


def test_a_form_shaped_while_a_unit_submits_takes_no_report_away(case):
    province, dispatch, (chair, officer), form = case

    def shape():
        lines = [services.LineInput(Indicator.objects.get(code="suat-qua").pk)]
        services.change_form(
            actor=chair, directive=dispatch.directive, title="Chỉ suất quà", lines=lines, headings=[],
            now=timezone.now(),
        )  # fmt: skip

    def submit():
        services.submit_report(actor=officer, dispatch=dispatch, content=content(form, 5), now=timezone.now())

    services.save_draft(actor=officer, dispatch=dispatch, content=content(form, 5), now=timezone.now())
    with pytest.raises(FormInUse):
        begun_meanwhile(submit, shape)
    assert UnitReport.objects.get(form=form).state == "submitted"
    assert totals(form, province) == (1, {5})


def test_a_form_two_workers_mail_at_once_goes_out_once(case):
    _province, dispatch, _chairs, _form = case
    asked = {"directive_id": dispatch.directive_id, "unit_id": dispatch.unit_id}
    letters = []
    begun_meanwhile(*[lambda: letters.append(services.mail_form(**asked, now=timezone.now()))] * 2)
    assert letters == [1, 0]
    about = f"directive:{dispatch.directive_id}:unit:{dispatch.unit_id}"
    assert OutboundMessage.objects.filter(about=about).count() == 1
