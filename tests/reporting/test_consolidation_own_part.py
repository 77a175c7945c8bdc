"""The level that asked enters its own part; it stands beside the units' and is counted once."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.reporting import contributors, services
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import ReportVersion, UnitReport
from sumvay.reporting.services.own_part import HasADuty
from sumvay.reporting.services.refusals import CutClosed, NotYours
from tests.factories.directives import dispatch_to
from tests.factories.reporting import begun_consolidation, line_of, report_from


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.units[0], suat_qua=120)
    return begun_consolidation(directive, house.province, chair)


@pytest.fixture
def gifts(directive):
    return line_of(directive, "suat-qua")


def entered(cut, actor, line, value):
    content = Content({line.pk: Entry(Decimal(value))}, {}, "Văn phòng")
    return services.report_own_part(actor=actor, consolidation=cut, content=content, now=timezone.now())


def row_of(cut, line):
    return next(row for row in contributors.totals_of(cut).rows() if row.line.pk == line.pk)


def test_the_own_part_counts_beside_the_units_and_not_in_the_coverage(chair, cut, gifts):
    entered(cut, chair, gifts, 500)
    row = row_of(cut, gifts)
    assert (row.own, row.below, row.total) == (500, 120, 620)
    assert (contributors.totals_of(cut).reported, contributors.totals_of(cut).expected) == (1, 6)


def test_entering_again_replaces_and_keeps_both_versions(chair, cut, gifts):
    report = entered(cut, chair, gifts, 500)
    entered(cut, chair, gifts, 40)
    row = row_of(cut, gifts)
    assert (row.own, row.total) == (40, 160)
    assert ReportVersion.objects.filter(report=report).count() == 2


def test_the_cut_holds_the_own_part_and_agrees_with_the_tallies(chair, cut, gifts, caplog):
    entered(cut, chair, gifts, 500)
    services.close_figures(actor=chair, consolidation=cut, now=timezone.now())
    assert (row_of(cut, gifts).own, row_of(cut, gifts).total, caplog.records) == (500, 620, [])
    with pytest.raises(CutClosed):
        entered(cut, chair, gifts, 1)


def test_who_was_asked_reports_as_asked_and_others_not_at_all(house, directive, cut, gifts):
    ward = house.wards[0]
    theirs = begun_consolidation(directive, ward, house.chair_of(ward))
    with pytest.raises(HasADuty):
        entered(theirs, house.chair_of(ward), gifts, 1)
    with pytest.raises(NotYours):
        entered(cut, house.chair_of(ward), gifts, 1)
    assert UnitReport.objects.filter(unit__in=[ward, house.province]).count() == 0


def test_the_door(house, directive, client, chair, cut, gifts):
    door = reverse("reporting:own_part", args=[cut.pk])
    client.force_login(chair)
    assert client.get(door).status_code == 200
    assert UnitReport.objects.filter(unit=house.province).count() == 0
    assert client.post(door, {f"line-{gifts.pk}": "1.250", "reporter": "Văn phòng"}).status_code == 302
    assert row_of(cut, gifts).own == 1250
    assert client.get(door).context["form"][f"line-{gifts.pk}"].value() == "1.250"
    assert client.post(door, {f"line-{gifts.pk}": "nhiều", "reporter": "Văn phòng"}).status_code == 422
    assert client.delete(door).status_code == 405
    client.force_login(house.stranger)
    assert client.get(door).status_code == 404
    ward = house.wards[0]
    theirs = begun_consolidation(directive, ward, house.chair_of(ward))
    client.force_login(house.chair_of(ward))
    asked = client.get(reverse("reporting:own_part", args=[theirs.pk]))
    assert asked["Location"] == reverse("reporting:fill", args=[dispatch_to(directive, ward).pk])
