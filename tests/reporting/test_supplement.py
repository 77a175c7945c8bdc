"""*Báo cáo bổ sung*: what came after the cut goes to a supplement that says what changed and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.reporting import contributors, services
from sumvay.reporting.models import Consolidation
from sumvay.reporting.services.refusals import NothingNew, NotYours
from sumvay.reporting.services.supplement import NotTheLastCut, SupplementReasonMissing
from tests.factories.reporting import begun_consolidation, closed_consolidation, line_of, report_from


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[2], suat_qua=7)
    return closed_consolidation(directive, house.province, chair)


def supplement_to(cut, chair, reason="Hai đơn vị gửi muộn"):
    return services.begin_supplement(actor=chair, consolidation=cut, reason=reason, now=timezone.now())


def close(supplement, chair):
    services.close_figures(actor=chair, consolidation=supplement, now=timezone.now() + timedelta(minutes=5))


def test_a_supplement_holds_the_differences_and_the_first_cut_stays(house, directive, chair, cut):
    before = Consolidation.objects.values().get(pk=cut.pk)
    late = report_from(directive, house.units[1], suat_qua=30)
    mended = report_from(directive, house.units[0], suat_qua=100)
    services.return_report(
        actor=chair, report=house.units[2].reports.get(), remark="Xem lại số liệu", now=timezone.now()
    )
    supplement = supplement_to(cut, chair)
    close(supplement, chair)
    line = line_of(directive, "suat-qua")
    differences = {d.line.pk: (d.before, d.total) for d in services.differences_of(consolidation=supplement)}
    assert (supplement.sequence, supplement.supplement_of, supplement.reason) == (1, cut, "Hai đơn vị gửi muộn")
    assert differences == {line.pk: (127, 130)}
    assert supplement.coverage["added"] == [late.pk]
    assert supplement.coverage["changed"] == [mended.pk]
    assert supplement.coverage["withdrawn"] == [house.units[2].reports.get().pk]
    assert Consolidation.objects.values().get(pk=cut.pk) == before


def test_without_any_change_there_is_nothing_to_supplement(chair, cut):
    supplement = supplement_to(cut, chair)
    with pytest.raises(NothingNew):
        close(supplement, chair)
    supplement.refresh_from_db()
    assert (supplement.state, supplement.parts.count()) == (Consolidation.State.OPEN, 0)


def test_a_reason_is_asked_for(chair, cut):
    with pytest.raises(SupplementReasonMissing):
        supplement_to(cut, chair, " ")
    assert Consolidation.objects.count() == 1


def test_the_last_closed_cut_alone_is_supplemented_and_once(house, directive, chair, cut):
    supplement = supplement_to(cut, chair)
    with pytest.raises(NotTheLastCut):
        supplement_to(cut, chair)
    with pytest.raises(NotTheLastCut):
        supplement_to(supplement, chair)
    report_from(directive, house.units[1], suat_qua=30)
    close(supplement, chair)
    second = supplement_to(supplement, chair)
    report_from(directive, house.units[3], suat_qua=1)
    close(second, chair)
    assert [d.before for d in services.differences_of(consolidation=second)] == [157]


def test_beginning_again_after_the_close_leads_to_the_last_one(house, directive, chair, cut):
    supplement = supplement_to(cut, chair)
    assert begun_consolidation(directive, house.province, chair) == supplement


def test_others_may_not(house, client, chair, cut):
    for officer in (house.stranger, house.chair_of(house.wards[0])):
        with pytest.raises(NotYours):
            supplement_to(cut, officer)
    client.force_login(house.chair_of(house.wards[0]))
    door = reverse("reporting:supplement", args=[cut.pk])
    assert client.post(door, {"reason": "x"}).status_code == 404
    client.force_login(chair)
    assert client.get(door).status_code == 405
    assert Consolidation.objects.count() == 1
    client.post(door, {"reason": "Một đơn vị gửi muộn"})
    assert Consolidation.objects.count() == 2


def test_the_page_of_an_open_supplement_compares_with_the_cut(house, directive, client, chair, cut):
    report_from(directive, house.units[1], suat_qua=30)
    supplement = supplement_to(cut, chair)
    line = line_of(directive, "suat-qua")
    client.force_login(chair)
    page = client.get(reverse("reporting:consolidation", args=[supplement.pk]))
    changes = {f.row.line.pk: f.change for f in page.context["page"].figures}
    assert changes[line.pk] == 30
    assert contributors.totals_before(supplement).whole.totals[line.pk] == 127
