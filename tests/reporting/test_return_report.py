"""A report goes back to be mended, or is accepted; only from above, and the unit is told."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.notifications.models import Notice
from sumvay.reporting import services
from sumvay.reporting.models import UnitReport
from sumvay.reporting.services.refusals import NotSubmitted, NotYours, RemarkMissing
from sumvay.reporting.totals import tally_subject
from sumvay.tally import selectors as tally


@pytest.fixture
def report(house, dispatch, content_of):
    return services.submit_report(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(Decimal(4)), now=timezone.now()
    )


def reports_counted(form, unit):
    return tally.totals(subject=tally_subject(form, None), unit_ids=[unit.pk])[unit.pk]["reports"]


def test_a_returned_report_counts_no_more_and_the_unit_is_told_why(house, form, report):
    services.return_report(
        actor=house.chair_of(house.wards[0]), report=report, remark="Thiếu số tiền", now=timezone.now()
    )
    assert reports_counted(form, house.province) == 0
    notice = Notice.objects.get(kind="unit_report")
    assert notice.officer == house.chair_of(house.units[0])
    assert notice.body == "Thiếu số tiền"


def test_it_needs_a_remark(house, report):
    with pytest.raises(RemarkMissing):
        services.return_report(actor=house.chair_of(house.wards[0]), report=report, remark=" ", now=timezone.now())
    assert UnitReport.objects.get().state == "submitted"


def test_sent_again_it_counts_again_once(house, form, dispatch, report, content_of):
    services.return_report(actor=house.chair_of(house.wards[0]), report=report, remark="Sửa", now=timezone.now())
    services.submit_report(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(Decimal(6)), now=timezone.now()
    )
    assert reports_counted(form, house.province) == 1
    assert UnitReport.objects.get().remark == ""


def test_the_unit_itself_and_strangers_may_not_judge(house, report, client):
    for officer in (house.chair_of(house.units[0]), house.stranger):
        with pytest.raises(NotYours):
            services.accept_report(actor=officer, report=report, now=timezone.now())
    client.force_login(house.stranger)
    for name in ("accept", "return"):
        assert client.post(reverse(f"reporting:{name}", args=[report.pk])).status_code == 404
    assert client.get(reverse("reporting:report", args=[report.pk])).status_code == 404
    assert UnitReport.objects.get().state == "submitted"


def test_accepting_twice_is_refused(house, report, client):
    ward = house.chair_of(house.wards[0])
    client.force_login(ward)
    assert client.get(reverse("reporting:accept", args=[report.pk])).status_code == 405
    client.post(reverse("reporting:accept", args=[report.pk]))
    with pytest.raises(NotSubmitted):
        services.accept_report(actor=ward, report=report, now=timezone.now())
    assert UnitReport.objects.get().state == "accepted"


def test_a_version_nobody_read_is_neither_accepted_nor_returned(house, dispatch, report, content_of, client):
    services.submit_report(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(Decimal(900)), now=timezone.now()
    )
    client.force_login(house.chair_of(house.wards[0]))
    for name in ("accept", "return"):
        answer = client.post(
            reverse(f"reporting:{name}", args=[report.pk]), {"version": "1", "remark": "Thiếu"}, follow=True
        )
        assert "đã gửi lại báo cáo này" in answer.content.decode()
    assert UnitReport.objects.get().state == "submitted"
    assert '<input type="hidden" name="version" value="2">' in answer.content.decode()
    client.post(reverse("reporting:accept", args=[report.pk]), {"version": "2"})
    assert UnitReport.objects.get().state == "accepted"


def test_what_is_entered_on_behalf_is_marked_and_the_unit_told(house, dispatch, content_of, client):
    ward = house.chair_of(house.wards[0])
    services.submit_report(
        actor=ward, dispatch=dispatch, content=content_of(Decimal(4)), source="behalf", now=timezone.now()
    )
    assert UnitReport.objects.get().source == "behalf"
    assert Notice.objects.get(kind="unit_report").officer == house.chair_of(house.units[0])


def test_a_units_draft_is_not_seen_from_above_until_it_is_sent(house, dispatch, content_of, client):
    services.save_draft(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(Decimal(4)), now=timezone.now()
    )
    draft = UnitReport.objects.get()
    client.force_login(house.chair_of(house.province))
    assert client.get(reverse("reporting:report", args=[draft.pk])).status_code == 404
    client.force_login(house.chair_of(house.units[0]))
    assert client.get(reverse("reporting:report", args=[draft.pk])).status_code == 200


def test_edits_after_sending_stay_with_the_unit_until_sent_again(house, dispatch, report, content_of, client):
    services.save_draft(
        actor=house.chair_of(house.units[0]), dispatch=dispatch, content=content_of(Decimal(987)), now=timezone.now()
    )
    client.force_login(house.chair_of(house.province))
    page = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert "987" not in page
    client.force_login(house.chair_of(house.units[0]))
    assert "987" in client.get(reverse("reporting:fill", args=[dispatch.pk])).content.decode()
