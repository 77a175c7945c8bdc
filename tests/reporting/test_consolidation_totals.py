"""What the reports of a branch come to at every level, how far they cover it, and what stands out."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services as directives
from sumvay.reporting import contributors, outliers, services, totals
from sumvay.reporting.models import Indicator, ReportValue
from sumvay.tally import services as tally
from tests.factories.directives import dispatch_to
from tests.factories.org import UnitSizeFactory
from tests.factories.reporting import begun_consolidation, line_of, report_from

TODAY = timezone.localdate


def live(form, unit):
    return totals.live_totals(form, None, unit, on=TODAY())


def row_of(found, code):
    return next(row for row in found.rows() if row.line.code == code)


def test_own_part_stands_beside_the_total_of_all_below(house, directive, form):
    report_from(directive, house.wards[0], suat_qua=10)
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[1], suat_qua=30)
    report_from(directive, house.units[2], suat_qua=7)
    ward = row_of(live(form, house.wards[0]), "suat-qua")
    province = row_of(live(form, house.province), "suat-qua")
    assert (ward.own, ward.below, ward.total) == (10, 150, 160)
    assert (province.own, province.below, province.total) == (None, 167, 167)


def test_each_branch_has_its_own_total_and_coverage(house, directive, form):
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[2], suat_qua=7)
    line = line_of(directive, "suat-qua")
    branches = {branch.unit_id: branch for branch in live(form, house.province).branches}
    assert branches[house.wards[0].pk].totals[line.pk] == 120
    assert branches[house.wards[1].pk].totals[line.pk] == 7
    assert (branches[house.wards[0].pk].reported, branches[house.wards[0].pk].expected) == (1, 3)


def test_what_nobody_gave_is_unknown_and_never_nought(house, directive, form):
    report_from(directive, house.units[0], suat_qua=None)
    row = row_of(live(form, house.province), "suat-qua")
    assert (row.total, row.given) == (None, 0)
    report_from(directive, house.units[1], suat_qua=0)
    row = row_of(live(form, house.province), "suat-qua")
    assert (row.total, row.given) == (0, 1)


def test_coverage_leaves_out_who_is_not_concerned_and_the_level_itself(house, directive, form):
    report_from(directive, house.wards[0], suat_qua=1)
    report_from(directive, house.units[0], suat_qua=1)
    services_actor = house.chair_of(house.units[1])
    directives.decline_dispatch(
        actor=services_actor,
        dispatch=dispatch_to(directive, house.units[1]),
        reason="Không có đoàn viên",
        now=timezone.now(),
    )
    province, ward = live(form, house.province), live(form, house.wards[0])
    assert (province.reported, province.expected) == (2, 5)
    assert (ward.reported, ward.expected) == (1, 1)


def test_folded_and_fresh_facts_give_the_same_totals(house, directive, form):
    report_from(directive, house.units[0], suat_qua=120)
    tally.fold_all()
    report_from(directive, house.units[1], suat_qua=30)
    assert row_of(live(form, house.province), "suat-qua").total == 150


def test_the_largest_is_not_a_sum_and_some_figures_do_not_add_up(house, directive, form):
    gifts, people = line_of(directive, "suat-qua"), line_of(directive, "luot-tham-du")
    Indicator.objects.filter(pk=gifts.indicator_id).update(adds_up="max")
    Indicator.objects.filter(pk=people.indicator_id).update(adds_up="none")
    report_from(directive, house.units[0], suat_qua=120, luot_tham_du=40)
    report_from(directive, house.units[1], suat_qua=300, luot_tham_du=50)
    found = live(form, house.province)
    assert row_of(found, "suat-qua").total == 300
    assert row_of(found, "luot-tham-du").total is None
    assert row_of(found, "luot-tham-du").given == 2


def test_a_stock_is_added_over_units_as_each_of_them_said_last(house, directive, form):
    line = line_of(directive, "suat-qua")
    Indicator.objects.filter(pk=line.indicator_id).update(adds_up="latest")
    report_from(directive, house.units[0], suat_qua=5)
    report_from(directive, house.units[0], suat_qua=3)
    report_from(directive, house.units[1], suat_qua=4)
    row = row_of(live(form, house.province), "suat-qua")
    assert (row.below, row.total) == (7, 7)


def test_a_draft_written_over_a_sent_report_does_not_count_yet(house, directive, form):
    line = line_of(directive, "suat-qua")
    Indicator.objects.filter(pk=line.indicator_id).update(adds_up="max")
    report = report_from(directive, house.units[0], suat_qua=120)
    ReportValue.objects.filter(report=report, line=line).update(value=999)
    assert row_of(live(form, house.province), "suat-qua").total == 120


def test_tallies_and_reports_say_the_same(house, directive, form):
    for place, unit in enumerate([*house.wards, *house.units]):
        report_from(directive, unit, suat_qua=place * 11, luot_tham_du=None if place % 2 else place)
    versions = totals.versions_below(totals.counted_versions(form, None), house.province, on=TODAY())
    assert totals.totals_of_versions(form, versions, house.province, on=TODAY()) == live(form, house.province)


def test_who_is_missing_is_named_and_who_is_elsewhere_is_not(house, directive, form):
    report_from(directive, house.units[0], suat_qua=1)
    versions = totals.counted_versions(form, None)
    missing = totals.missing_below(form, versions, house.wards[0], on=TODAY())
    assert [duty.unit_id for duty in missing] == [house.units[1].pk]


def test_what_changed_since_the_last_look_is_told_by_line_and_by_report(house, directive, form):
    chair = house.chair_of(house.province)
    report_from(directive, house.units[0], suat_qua=100)
    cut = begun_consolidation(directive, house.province, chair)
    services.note_look(actor=chair, consolidation=cut, now=timezone.now())
    cut.refresh_from_db()
    report_from(directive, house.units[1], suat_qua=20, now=cut.looked_at + timedelta(seconds=1))
    line = line_of(directive, "suat-qua")
    assert [report.unit_id for report in contributors.changed_since_look(cut)] == [house.units[1].pk]
    assert contributors.totals_before(cut).whole.totals[line.pk] == 100
    assert contributors.totals_of(cut).whole.totals[line.pk] == 120


def test_the_days_of_a_daily_ask_are_counted_apart(house, directive, form, dispatch, content_of):
    for day, value in ((1, 5), (2, 8)):
        services.submit_report(
            actor=None, dispatch=dispatch, content=content_of(value), period=date(2027, 1, day), now=timezone.now()
        )
    chair = house.chair_of(house.province)
    cuts = [
        services.begin_consolidation(
            actor=chair, directive=directive, unit=house.province, period=date(2027, 1, day), now=timezone.now()
        )
        for day in (1, 2)
    ]
    assert [row_of(contributors.totals_of(cut), "suat-qua").total for cut in cuts] == [5, 8]


def test_a_page_asks_as_many_questions_for_one_report_as_for_three(house, directive, client):
    report_from(directive, house.units[0], suat_qua=1, narrative={"results": "Đã trao."})
    chair = house.chair_of(house.province)
    cut = begun_consolidation(directive, house.province, chair)
    client.force_login(chair)
    door = reverse("reporting:consolidation", args=[cut.pk])
    client.get(door)
    with CaptureQueriesContext(connection) as one:
        client.get(door)
    for unit in house.units[1:3]:
        report_from(directive, unit, suat_qua=1, narrative={"results": "Đã trao."})
    with CaptureQueriesContext(connection) as three:
        client.get(door)
    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("values", "sizes", "found"),
    [
        ([5, 6, 7, 8, 90], {}, [4]),
        ([5, 6, 7, 90], {}, []),  # too few to compare
        ([5, 6, 7, 8, 69], {}, []),
        ([5, 6, 7, 8, 90], {0: 10, 1: 10, 2: 10, 3: 10, 4: 300}, []),  # a large unit may give much
        ([5, 6, 7, 8, 60], {0: 1000, 1: 1000, 2: 1000, 3: 1000, 4: 100}, [4]),  # a small one may not
    ],
)
def test_a_figure_stands_out_ten_times_above_its_siblings(values, sizes, found):
    given = dict(enumerate(map(Decimal, values)))
    assert list(outliers.unusual(given, {key: sizes.get(key) for key in given})) == found


def test_outliers_of_a_branch_name_the_unit_and_what_is_usual(house, directive, form):
    for unit in house.units[:3]:
        report_from(directive, unit, suat_qua=10)
    others = [house.units[3]]
    report_from(directive, others[0], suat_qua=500)
    UnitSizeFactory(unit=house.units[3], members=100)
    versions = totals.counted_versions(form, None)
    assert outliers.outliers_in(versions, live(form, house.province).lines, on=TODAY()) == []
    outliers_found = _with_one_more(house, directive, versions, form)
    assert [(odd.unit, odd.line.code, odd.value, odd.usual) for odd in outliers_found] == [
        (house.units[3].name, "suat-qua", 500, 10)
    ]


def _with_one_more(house, directive, versions, form):
    """Wards are another kind; a fifth sibling makes the comparison fair."""
    house.wards[0].kind = house.units[0].kind
    house.wards[0].save(update_fields=["kind"])
    report_from(directive, house.wards[0], suat_qua=10)
    return outliers.outliers_in(versions, live(form, house.province).lines, on=TODAY())
