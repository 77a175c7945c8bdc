"""The 60-second report as a page: what is known stands there, what is odd is asked about, what is typed is kept."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services as directives
from sumvay.reporting import selectors, services
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import UnitReport
from tests.factories.directives import dispatch_to, issued_directive
from tests.factories.org import UnitFactory


@pytest.fixture
def unit(house):
    return house.units[0]


@pytest.fixture
def signed_in(client, house, unit):
    client.force_login(house.chair_of(unit))
    return client


def address(dispatch):
    return reverse("reporting:fill", args=[dispatch.pk])


def body(form, value="7", **by_code):
    filled = {"reporter": "Lê Thị Hoa", "text-results": "Đã làm xong."}
    for line in selectors.lines_of(form):
        filled[f"line-{line.pk}"] = by_code.get(line.indicator.code.replace("-", "_"), value)
    return filled


def value_of(code):
    return UnitReport.objects.get().values.get(line__indicator__code=code)


def test_sending_leads_to_what_was_sent_when_and_who_sees_it(house, signed_in, dispatch, form):
    answer = signed_in.post(address(dispatch), body(form))
    assert answer.url == reverse("reporting:sent", args=[dispatch.pk, 1])
    page = signed_in.get(answer.url).content.decode()
    assert "Lê Thị Hoa" in page
    assert house.wards[0].name in page
    assert house.province.name in page


def test_money_is_typed_in_trieu_and_kept_in_dong(signed_in, dispatch, form):
    signed_in.post(address(dispatch), body(form, tien_cong_doan="350 triệu", tien_xa_hoi_hoa="1,2 tỷ"))
    assert value_of("tien-cong-doan").value == 350_000_000
    assert value_of("tien-xa-hoi-hoa").value == 1_200_000_000


def test_an_unclear_amount_is_said_beside_the_field_and_nothing_is_sent(signed_in, dispatch, form):
    page = signed_in.post(address(dispatch), body(form, tien_cong_doan="1.119 tỷ"))
    assert page.status_code == 422
    assert "1.119 tỷ" in page.content.decode()
    assert UnitReport.objects.count() == 0


def test_an_empty_figure_is_refused_and_what_was_typed_stays(signed_in, dispatch, form):
    page = signed_in.post(address(dispatch), body(form, suat_qua=""))
    assert page.status_code == 422
    assert "Đã làm xong." in page.content.decode()
    assert UnitReport.objects.count() == 0


def test_what_the_system_counted_stands_there_and_a_correction_needs_a_reason(house, signed_in, unit, dispatch, form):
    directives.give_activity(
        actor=house.chair_of(unit),
        dispatch=dispatch,
        assignment=dispatch.directive.assignments.get(kind="event"),
        activity={"title": "Chợ Tết", "held_on": timezone.localdate(), "attendances": 120, "cost": None},
        co_organisers=[],
        now=timezone.now(),
    )
    line = form.lines.get(indicator__code="luot-tham-du")
    assert 'value="120"' in signed_in.get(address(dispatch)).content.decode()
    assert signed_in.post(address(dispatch), body(form, luot_tham_du="150", chuong_trinh="1")).status_code == 422
    signed_in.post(
        address(dispatch),
        {**body(form, luot_tham_du="150", chuong_trinh="1"), f"reason-{line.pk}": "Đếm lại theo danh sách"},
    )
    kept = value_of("luot-tham-du")
    assert (kept.value, kept.counted, kept.origin) == (150, 120, "corrected")


def test_an_outlier_is_asked_about_before_it_is_sent(house, signed_in, directive, dispatch, form):
    alike = [*house.units[1:], UnitFactory(parent=house.wards[1])]
    directives.recall_directive(
        actor=house.chair_of(house.province), directive=directive, reason="Gửi lại", now=timezone.now()
    )
    again = issued_directive(actor=house.chair_of(house.province), unit=house.province)
    form = services.form_of(directive=again, now=timezone.now())
    for other in alike:
        services.submit_report(
            actor=house.chair_of(house.province),
            dispatch=dispatch_to(again, other),
            content=Content({line.pk: Entry(Decimal(10)) for line in selectors.lines_of(form)}, {}, "Ai đó"),
            now=timezone.now(),
        )
    mine = dispatch_to(again, dispatch.unit)
    asked = signed_in.post(address(mine), body(form, value="10", suat_qua="90000"))
    assert 'name="sure"' in asked.content.decode()
    assert not UnitReport.objects.filter(unit=mine.unit).exists()
    signed_in.post(address(mine), {**body(form, value="10", suat_qua="90000"), "sure": "1"})
    assert UnitReport.objects.get(unit=mine.unit).state == "submitted"


def test_what_is_typed_is_kept_on_the_server_and_comes_back(signed_in, dispatch, form):
    kept = signed_in.post(reverse("reporting:autosave", args=[dispatch.pk]), body(form, suat_qua="33"))
    assert kept.json()["edition"] == 1
    assert UnitReport.objects.get().state == "draft"
    assert 'value="33"' in signed_in.get(address(dispatch)).content.decode()
    assert signed_in.get(reverse("reporting:autosave", args=[dispatch.pk])).status_code == 405


def test_a_figure_reported_elsewhere_is_offered_again(house, signed_in, unit, dispatch, form):
    other = issued_directive(actor=house.chair_of(house.province), unit=house.province, title="Tết Sum vầy, đợt một")
    earlier = services.form_of(directive=other, now=timezone.now())
    entries = {line.pk: Entry(Decimal(64)) for line in selectors.lines_of(earlier)}
    services.submit_report(
        actor=house.chair_of(unit),
        dispatch=dispatch_to(other, unit),
        content=Content(entries, {}, "Lê Thị Hoa"),
        now=timezone.now(),
    )
    assert 'data-fill-value="64"' in signed_in.get(address(dispatch)).content.decode()


def test_a_neighbours_figures_are_never_offered(house, client, dispatch, form, directive):
    neighbour = house.units[1]
    other = issued_directive(actor=house.chair_of(house.province), unit=house.province, title="Tết Sum vầy, đợt một")
    earlier = services.form_of(directive=other, now=timezone.now())
    services.submit_report(
        actor=house.chair_of(neighbour),
        dispatch=dispatch_to(other, neighbour),
        content=Content({line.pk: Entry(Decimal(64)) for line in selectors.lines_of(earlier)}, {}, "X"),
        now=timezone.now(),
    )
    client.force_login(house.chair_of(house.units[0]))
    assert "data-fill-value" not in client.get(address(dispatch)).content.decode()
