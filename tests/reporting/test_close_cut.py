"""*Chốt số liệu*: figures stand with who and when, are made of the reports that were there, and never change."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.reporting import contributors, services
from sumvay.reporting.models import Consolidation, CutPart, ReportVersion
from sumvay.reporting.services.refusals import CutClosed, NothingToClose, NotYours
from sumvay.tally.models import TallyDelta
from tests.factories.directives import issued_directive
from tests.factories.org import UnitFactory, officer_of
from tests.factories.reporting import begun_consolidation, line_of, report_from


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[2], suat_qua=7)
    return begun_consolidation(directive, house.province, chair)


def closed(cut, chair, now=None):
    services.close_figures(actor=chair, consolidation=cut, now=now or timezone.now())
    return cut


def test_figures_coverage_and_the_reports_they_are_made_of_are_kept(house, directive, chair, cut):
    now = timezone.now()
    closed(cut, chair, now)
    line = line_of(directive, "suat-qua")
    kept = contributors.totals_of(cut)
    assert (cut.state, cut.cut_at, cut.closed_by) == (Consolidation.State.CLOSED, now, chair)
    assert kept.whole.totals[line.pk] == 127
    assert (kept.reported, kept.expected) == (2, 6)
    missing = {house.wards[0].pk, house.wards[1].pk, house.units[1].pk, house.units[3].pk}
    assert {pk for pk, _name in cut.coverage["missing"]} == missing
    parts = CutPart.objects.filter(consolidation=cut).values_list("version__report__unit", "version__version")
    assert set(parts) == {(house.units[0].pk, 1), (house.units[2].pk, 1)}
    assert Entry.objects.filter(action="consolidation.close", target_id=cut.pk, actor_id=chair.pk).count() == 1


def test_what_comes_later_does_not_touch_the_cut(house, directive, chair, cut):
    closed(cut, chair)
    line = line_of(directive, "suat-qua")
    report_from(directive, house.units[0], suat_qua=999, now=timezone.now() + timedelta(hours=1))
    report_from(directive, house.units[1], suat_qua=50)
    cut.refresh_from_db()
    assert contributors.totals_of(cut).whole.totals[line.pk] == 127
    rows = contributors.contributors(cut, contributors.totals_of(cut).lines[cut_line(cut, line)], house.wards[0])
    assert [(row.unit.pk, row.total) for row in rows if row.version] == [(house.units[0].pk, 120)]


def cut_line(cut, line):
    return [known.pk for known in contributors.totals_of(cut).lines].index(line.pk)


def test_a_second_close_is_refused_and_changes_nothing(chair, cut):
    closed(cut, chair)
    before = Consolidation.objects.values().get(pk=cut.pk)
    with pytest.raises(CutClosed):
        closed(cut, chair, timezone.now() + timedelta(hours=1))
    assert Consolidation.objects.values().get(pk=cut.pk) == before


def test_nothing_is_closed_when_nobody_has_reported(house, directive, chair):
    cut = begun_consolidation(directive, house.province, chair)
    with pytest.raises(NothingToClose):
        closed(cut, chair)
    cut.refresh_from_db()
    assert (cut.state, cut.cut_at, CutPart.objects.count()) == (Consolidation.State.OPEN, None, 0)


def test_others_may_not_close(house, directive, cut):
    for officer in (house.stranger, house.chair_of(house.wards[0]), officer_of(house.province, post="editor")):
        with pytest.raises(NotYours):
            closed(cut, officer)
    cut.refresh_from_db()
    assert cut.state == Consolidation.State.OPEN


def test_the_database_itself_keeps_a_closed_cut(chair, cut):
    closed(cut, chair)
    for change in ({"figures": {}}, {"state": "open", "cut_at": None}, {"narrative": {"results": "khác"}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consolidation.objects.filter(pk=cut.pk).update(**change)


def test_tallies_that_differ_from_the_reports_are_shouted_about(house, chair, cut, caplog):
    TallyDelta.objects.filter(subject__startswith="form:").first().delete()
    closed(cut, chair)
    assert [record.message for record in caplog.records] == ["tallies differ from reports"]
    assert contributors.totals_of(cut).whole.reported == 2


def test_tallies_that_agree_are_not_spoken_of(chair, cut, caplog):
    closed(cut, chair)
    assert caplog.records == []


def test_closing_asks_a_fixed_number_of_questions(house, directive, chair, cut, django_assert_max_num_queries):
    for unit in (house.units[1], house.units[3], *house.wards):
        report_from(directive, unit, suat_qua=5)
    with django_assert_max_num_queries(28):
        closed(cut, chair)


def test_the_door_closes_by_a_press_alone(house, client, chair, cut):
    client.force_login(chair)
    page = client.get(reverse("reporting:consolidation", args=[cut.pk]))
    assert page.status_code == 200
    cut.refresh_from_db()
    assert cut.state == Consolidation.State.OPEN
    assert client.get(reverse("reporting:close", args=[cut.pk])).status_code == 405
    client.post(reverse("reporting:close", args=[cut.pk]))
    again = client.post(reverse("reporting:close", args=[cut.pk]), follow=True)
    cut.refresh_from_db()
    assert cut.state == Consolidation.State.CLOSED
    assert again.status_code == 200


def test_a_stranger_meets_a_404_on_every_door(house, directive, client, cut):
    line = line_of(directive, "suat-qua")
    client.force_login(house.stranger)
    for name, args in (("consolidation", []), ("number", [line.pk]), ("annexes", [])):
        assert client.get(reverse(f"reporting:{name}", args=[cut.pk, *args])).status_code == 404
    for form in ("docx", "pdf", "xlsx"):
        assert client.get(reverse("reporting:download", args=[cut.pk, form])).status_code == 404
    for name in ("close", "supplement", "paper", "narrative", "pick", "looked", "mail_forms"):
        assert client.post(reverse(f"reporting:{name}", args=[cut.pk])).status_code == 404
    cut.refresh_from_db()
    assert cut.state == Consolidation.State.OPEN


def test_the_level_above_sees_what_is_closed_and_not_what_is_being_written(house, directive, client):
    report_from(directive, house.units[0], suat_qua=120)
    ward, above = house.wards[0], house.chair_of(house.province)
    writing = begun_consolidation(directive, ward, house.chair_of(ward))
    client.force_login(above)
    door = reverse("reporting:consolidation", args=[writing.pk])
    assert client.get(door).status_code == 404
    closed(writing, house.chair_of(ward))
    assert client.get(door).status_code == 200
    assert client.post(reverse("reporting:paper", args=[writing.pk]), follow=True).status_code == 200
    writing.refresh_from_db()
    assert writing.paper is None


def test_of_two_closes_at_once_one_wins(module_database):
    top = UnitFactory()
    unit, chair = UnitFactory(parent=top), officer_of(top)
    directive = issued_directive(actor=chair, unit=top)
    report_from(directive, unit, suat_qua=1)
    cut = begun_consolidation(directive, top, chair)
    outcomes, together = [], threading.Barrier(2)

    def close():
        together.wait()
        try:
            services.close_figures(
                actor=chair,
                consolidation=Consolidation.objects.select_related("unit").get(pk=cut.pk),
                now=timezone.now(),
            )
            outcomes.append("closed")
        except CutClosed:
            outcomes.append("refused")
        finally:
            connection.close()

    closers = [threading.Thread(target=close) for _ in range(2)]
    for closer in closers:
        closer.start()
    for closer in closers:
        closer.join()
    assert sorted(outcomes) == ["closed", "refused"]
    assert CutPart.objects.filter(consolidation=cut).count() == 1


def test_a_cut_made_while_reports_arrive_is_the_sum_of_its_parts(module_database):
    top = UnitFactory()
    units, chair = [UnitFactory(parent=top) for _ in range(8)], officer_of(top)
    directive = issued_directive(actor=chair, unit=top)
    report_from(directive, units[0], suat_qua=1)
    cut = begun_consolidation(directive, top, chair)
    together = threading.Barrier(3)

    def work(task):
        together.wait()
        task()
        connection.close()

    tasks = [
        lambda: [report_from(directive, unit, suat_qua=10) for unit in units[1:4]],
        lambda: [report_from(directive, unit, suat_qua=10) for unit in units[4:]],
        lambda: closed(Consolidation.objects.get(pk=cut.pk), chair),
    ]
    hands = [threading.Thread(target=work, args=[task]) for task in tasks]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    cut.refresh_from_db()
    line = line_of(directive, "suat-qua")
    versions = ReportVersion.objects.filter(cuts__consolidation=cut)
    parts = [int(version.values[str(line.pk)]["value"]) for version in versions]
    kept = contributors.totals_of(cut)
    assert (kept.whole.totals[line.pk], kept.reported) == (sum(parts), len(parts))
    assert len(parts) + len(cut.coverage["missing"]) == len(units)
    late = services.begin_supplement(actor=chair, consolidation=cut, reason="Gửi muộn", now=timezone.now())
    assert contributors.totals_of(late).whole.totals[line.pk] == 71
