"""A unit sends its report: it counts at once at every level, stays for ever, and never twice."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services as asking
from sumvay.directives.models import Dispatch
from sumvay.directives.services.refusals import NotIssued
from sumvay.reporting import selectors, services
from sumvay.reporting.models import ReportVersion, UnitReport
from sumvay.reporting.services.refusals import (
    ChangedMeanwhile,
    NotYours,
    ReporterMissing,
    SensitiveContent,
    ValueMissing,
)
from sumvay.reporting.totals import tally_subject
from sumvay.tally import selectors as tally
from sumvay.tally import services as folding
from tests.factories.directives import dispatch_to


def line(form, code):
    return form.lines.get(indicator__code=code)


def total(form, unit, code):
    counted = tally.totals(subject=tally_subject(form, None), unit_ids=[unit.pk])
    return counted.get(unit.pk, {}).get(f"line:{line(form, code).pk}")


def submit(house, dispatch, content, **named):
    chair = house.chair_of(dispatch.unit)
    return services.submit_report(actor=chair, dispatch=dispatch, content=content, now=timezone.now(), **named)


def test_the_figures_count_at_every_level_at_once(house, form, dispatch, content_of):
    submit(house, dispatch, content_of(suat_qua=Decimal(40)))
    for unit in (house.units[0], house.wards[0], house.province, house.nation):
        assert total(form, unit, "suat-qua") == 40
    assert total(form, house.wards[1], "suat-qua") is None


def test_totals_are_the_same_after_folding(house, form, directive, dispatch, content_of):
    submit(house, dispatch, content_of(suat_qua=Decimal(40)))
    submit(house, dispatch_to(directive, house.units[2]), content_of(suat_qua=Decimal(2)))
    folding.fold_all()
    assert total(form, house.province, "suat-qua") == 42
    assert total(form, house.wards[0], "suat-qua") == 40


def test_sending_the_same_again_changes_nothing(house, form, dispatch, content_of):
    first = submit(house, dispatch, content_of())
    again = submit(house, dispatch, content_of())
    assert again.version == first.version == 1
    assert ReportVersion.objects.count() == 1
    assert total(form, house.province, "suat-qua") == 5


def test_a_correction_replaces_the_figure_and_keeps_both_versions(house, form, dispatch, content_of):
    submit(house, dispatch, content_of(suat_qua=Decimal(40)))
    submit(house, dispatch, content_of(suat_qua=Decimal(30)))
    assert total(form, house.province, "suat-qua") == 30
    kept = [
        Decimal(v.values[str(line(form, "suat-qua").pk)]["value"]) for v in ReportVersion.objects.order_by("version")
    ]
    assert kept == [40, 30]


def test_an_explicit_zero_is_a_figure_and_empty_is_not(house, form, dispatch, content_of):
    with pytest.raises(ValueMissing):
        submit(house, dispatch, content_of(suat_qua=None))
    assert UnitReport.objects.count() == 0
    submit(house, dispatch, content_of(suat_qua=Decimal(0)))
    counted = tally.totals(subject=tally_subject(form, None), unit_ids=[house.province.pk])[house.province.pk]
    assert counted[f"n:{line(form, 'suat-qua').pk}"] == 1
    assert f"line:{line(form, 'suat-qua').pk}" not in counted


def test_an_officer_of_another_branch_may_not(house, dispatch, content_of, client):
    with pytest.raises(NotYours):
        services.submit_report(actor=house.stranger, dispatch=dispatch, content=content_of(), now=timezone.now())
    client.force_login(house.stranger)
    assert client.get(reverse("reporting:fill", args=[dispatch.pk])).status_code == 404
    assert client.post(reverse("reporting:fill", args=[dispatch.pk]), {}).status_code == 404
    assert UnitReport.objects.count() == 0


def test_looking_at_the_form_changes_nothing(house, dispatch, client):
    client.force_login(house.chair_of(house.units[0]))
    assert client.get(reverse("reporting:fill", args=[dispatch.pk])).status_code == 200
    assert UnitReport.objects.count() == 0
    assert Dispatch.objects.get(pk=dispatch.pk).state == "sent"


def test_the_second_of_two_officers_is_told_not_overwritten(house, dispatch, content_of):
    report = services.save_draft(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(7), now=timezone.now()
    )
    stale = content_of(9, reporter="Người khác", edition=report.edition - 1)
    with pytest.raises(ChangedMeanwhile) as told:
        services.submit_report(
            actor=house.chair_of(house.wards[0]), dispatch=dispatch, content=stale, now=timezone.now()
        )
    assert f"{timezone.localtime(report.changed_at):%H:%M}" in str(told.value)
    assert set(report.values.values_list("value", flat=True)) == {Decimal(7)}


def test_a_report_needs_a_name(house, dispatch, content_of):
    with pytest.raises(ReporterMissing):
        submit(house, dispatch, content_of(reporter=" "))
    assert UnitReport.objects.count() == 0


def test_identity_numbers_are_stopped(house, dispatch, content_of):
    with pytest.raises(SensitiveContent):
        submit(house, dispatch, content_of(narrative={"results": "Chị Hoa, CCCD 001187012345, đã nhận quà"}))
    assert UnitReport.objects.count() == 0


def test_sending_the_report_finishes_the_duty_to_report(house, dispatch, content_of):
    submit(house, dispatch, content_of(), all_done=True)
    assert Dispatch.objects.get(pk=dispatch.pk).state == "done"


def test_a_unit_that_declined_may_still_report_that_all_is_done(house, directive, dispatch, content_of):
    chair, now = house.chair_of(dispatch.unit), timezone.now()
    asking.decline_dispatch(actor=chair, dispatch=dispatch, reason="Đơn vị không có đoàn viên", now=now)
    submit(house, dispatch, content_of(), all_done=True)
    assert Dispatch.objects.get(pk=dispatch.pk).state == "done"
    counted = tally.totals(subject=directive.tally_subject, unit_ids=[dispatch.unit_id])[dispatch.unit_id]
    assert {measure for measure, n in counted.items() if n} == {"state:done", f"done:{timezone.localdate(now)}"}


def test_a_report_on_a_recalled_document_leaves_nothing(house, directive, dispatch, content_of):
    chair, now = house.chair_of(house.province), timezone.now()
    asking.recall_directive(actor=chair, directive=directive, reason="Ban hành nhầm", now=now)
    dispatch.directive.refresh_from_db()
    with pytest.raises(NotIssued):
        submit(house, dispatch, content_of(), all_done=True)
    assert UnitReport.objects.count() == ReportVersion.objects.count() == 0
    assert not dispatch.progress.exists()


def test_sending_takes_20_queries_and_correcting_16(house, dispatch, content_of, django_assert_num_queries):
    first, corrected = content_of(7), content_of(8)
    with django_assert_num_queries(20):
        submit(house, dispatch, first, all_done=True)
    with django_assert_num_queries(16):
        submit(house, dispatch, corrected, all_done=True)


def test_what_units_alike_report_is_asked_about(house, form, directive, content_of):
    for unit in house.units[:4]:
        submit(house, dispatch_to(directive, unit), content_of(suat_qua=Decimal(10)))
    pk = line(form, "suat-qua").pk
    assert selectors.outliers(form, house.elsewhere, {pk: Decimal(5000)}, period=None) == {pk: Decimal(10)}
    assert selectors.outliers(form, house.elsewhere, {pk: Decimal(80)}, period=None) == {}
