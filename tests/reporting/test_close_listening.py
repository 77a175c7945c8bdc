"""A listening report closed stays as it is; later figures go to a supplement, when they speak of five people."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware

from sumvay.audit.models import Entry
from sumvay.feedback import selectors as feedback
from sumvay.feedback.selectors import period_of
from sumvay.reporting import services
from sumvay.reporting.listening_page import told_of
from sumvay.reporting.models import ChosenExtract, ListeningReport
from sumvay.reporting.services.listening import PeriodOverlaps
from sumvay.reporting.services.listening_cut import PeriodNotOver
from sumvay.reporting.services.refusals import CutClosed, NothingNew, NothingToClose, NotYours
from sumvay.reporting.services.supplement import NotTheLastCut, SupplementReasonMissing
from tests.factories.feedback import answering_house
from tests.factories.listening import OCTOBER, begun_listening, closed_listening, wrote

pytestmark = pytest.mark.django_db

YEAR = period_of("year", date(2026, 10, 1))


@pytest.fixture
def house():
    house = answering_house()
    wrote(house.ward, 12)
    wrote(house.ward, 6, category="khac", day=date(2026, 10, 20))
    return house


def close(house, report, actor=None, now=None):
    services.close_listening(actor=actor or house.chair, report=report, now=now or timezone.now())


def supplement(house, report, reason="Nhập sổ muộn", actor=None):
    return services.begin_listening_supplement(
        actor=actor or house.chair, report=report, reason=reason, now=timezone.now()
    )


def test_figures_and_words_are_frozen_with_who_and_when(house):
    report, now = begun_listening(house.chair, house.ward), timezone.now()
    (case,) = wrote(house.unit, 1, text="Công ty chậm lương hai tháng nay rồi.", may_rise=True)
    services.choose_extract(actor=house.chair, report=report, case_id=case.pk, now=now)
    told = feedback.synthesis_of(house.ward, OCTOBER)
    close(house, report, actor=house.clerk, now=now)
    assert (report.state, report.cut_at, report.closed_by) == ("closed", now, house.clerk)
    assert told_of(report) == told
    assert report.extracts == [{"category": "luong", "text": "Công ty chậm lương hai tháng nay rồi."}]
    assert Entry.objects.get(action="listening.close").changes == {"quotes": 1}


def test_no_row_of_a_closed_report_leads_back_to_a_message(house):
    report = begun_listening(house.chair, house.ward)
    (case,) = wrote(house.unit, 1, text="Công ty chậm lương hai tháng nay rồi.", may_rise=True)
    services.choose_extract(actor=house.chair, report=report, case_id=case.pk, now=timezone.now())
    close(house, report)
    assert ChosenExtract.objects.count() == 0
    assert str(case.pk) not in str(report.extracts)


def test_what_comes_later_does_not_touch_it(house):
    report = closed_listening(house.chair, house.ward)
    wrote(house.ward, 30, category="bhxh")
    report.refresh_from_db()
    assert told_of(report).total.now.cases == 18


def test_a_second_close_is_refused_and_changes_nothing(house):
    report = closed_listening(house.chair, house.ward)
    before = ListeningReport.objects.values().get()
    with pytest.raises(CutClosed):
        close(house, report)
    assert ListeningReport.objects.values().get() == before


def test_others_do_not_close(house):
    report = begun_listening(house.chair, house.ward)
    for officer in (house.outsider, house.head):
        with pytest.raises(NotYours):
            close(house, report, actor=officer)
    report.refresh_from_db()
    assert report.state == "open"


def test_a_period_is_closed_from_the_day_after_its_last(house):
    report = begun_listening(house.chair, house.ward)
    with pytest.raises(PeriodNotOver):
        close(house, report, now=make_aware(datetime(2026, 10, 31, 23, 59)))
    report.refresh_from_db()
    assert (report.state, report.figures) == ("open", {})
    close(house, report, now=make_aware(datetime(2026, 11, 1, 0, 1)))
    assert report.state == "closed"


def test_nothing_is_closed_when_nobody_wrote(house):
    report = begun_listening(house.outsider, house.other)
    with pytest.raises(NothingToClose):
        close(house, report, actor=house.outsider)
    report.refresh_from_db()
    assert report.state == "open"


def test_two_periods_that_share_a_day_are_not_both_closed(house):
    year = begun_listening(house.chair, house.ward, YEAR)
    closed_listening(house.chair, house.ward)
    wrote(house.ward, 9, day=date(2026, 11, 1))
    with pytest.raises(PeriodOverlaps, match="tháng 10/2026"):
        close(house, year, now=make_aware(datetime(2027, 1, 2)))
    year.refresh_from_db()
    assert year.state == "open"


def test_the_database_itself_keeps_closed_periods_apart_and_closed_reports_as_they_are(house):
    year = begun_listening(house.chair, house.ward, YEAR)
    report = closed_listening(house.chair, house.ward)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListeningReport.objects.filter(pk=year.pk).update(state="closed", cut_at=timezone.now())
    for change in ({"figures": {}}, {"extracts": ["x"]}, {"state": "open", "cut_at": None}, {"narrative": {"a": "b"}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ListeningReport.objects.filter(pk=report.pk).update(**change)


def test_the_period_before_is_told_as_it_was_closed(house):
    wrote(house.ward, 7, day=date(2026, 9, 10))
    closed_listening(house.chair, house.ward, OCTOBER.before)
    wrote(house.ward, 1, day=date(2026, 9, 11))
    wrote(house.ward, 5, category="bhxh", day=date(2026, 8, 11))
    told = told_of(begun_listening(house.chair, house.ward))
    assert (told.total.before.cases, told.total.change) == (7, 11)
    assert {line.key: line.before.cases for line in told.lines["category"]} == {"luong": 7, "khac": 0}
    assert feedback.synthesis_of(house.ward, OCTOBER).total.before.cases == 8


def test_a_period_before_that_shares_days_with_a_closed_one_is_not_told(house):
    wrote(house.ward, 9, day=date(2026, 9, 24))
    closed_listening(house.chair, house.ward, period_of("quarter", date(2026, 9, 24)))
    told = told_of(begun_listening(house.chair, house.ward))
    assert (told.total.now.cases, told.total.before.cases, told.total.change) == (18, None, None)
    assert {line.before.cases for lines in told.lines.values() for line in lines} == {None}


def test_a_supplement_tells_what_differs_by_five_people(house):
    report = closed_listening(house.chair, house.ward)
    added = supplement(house, report)
    assert (added.sequence, added.supplement_of, added.reason) == (1, report, "Nhập sổ muộn")
    wrote(house.ward, 7, category="bhxh", day=date(2026, 10, 22))
    close(house, added)
    told = told_of(added)
    assert told.total.now.cases == 25
    assert {line.key: line.now.cases for line in told.lines["category"]} == {"luong": 12, "khac": 6, "bhxh": 7}


def test_a_supplement_never_shows_what_was_veiled(house):
    wrote(house.ward, 3, category="atvsld", day=date(2026, 10, 21))
    report = closed_listening(house.chair, house.ward)
    added = supplement(house, report)
    wrote(house.ward, 7, category="bhxh", day=date(2026, 10, 22))
    close(house, added)
    told = told_of(added)
    assert told.total.now.cases == 28
    shown = {line.key: line.now.cases for line in told.lines["category"]}
    assert shown == {"luong": 12, "atvsld": None, "khac": None}


def test_a_supplement_in_which_few_have_moved_is_not_closed(house):
    report = closed_listening(house.chair, house.ward)
    added = supplement(house, report)
    wrote(house.ward, 4, category="bhxh", day=date(2026, 10, 22))
    with pytest.raises(NothingNew):
        close(house, added)
    added.refresh_from_db()
    assert added.state == "open"


def test_a_supplement_needs_a_reason_a_closed_report_and_is_begun_once(house):
    report = begun_listening(house.chair, house.ward)
    with pytest.raises(NotTheLastCut):
        supplement(house, report)
    close(house, report)
    with pytest.raises(SupplementReasonMissing):
        supplement(house, report, reason="  ")
    with pytest.raises(NotYours):
        supplement(house, report, actor=house.outsider)
    supplement(house, report)
    with pytest.raises(NotTheLastCut):
        supplement(house, report)
    assert ListeningReport.objects.count() == 2


def test_the_doors_close_and_supplement_by_a_press_alone(house, client):
    report = begun_listening(house.chair, house.ward)
    client.force_login(house.chair)
    for name in ("close", "supplement", "paper"):
        assert client.get(reverse(f"reporting:listening_{name}", args=[report.pk])).status_code == 405
    client.post(reverse("reporting:listening_close", args=[report.pk]))
    again = client.post(reverse("reporting:listening_close", args=[report.pk]), follow=True)
    report.refresh_from_db()
    assert report.state == "closed"
    assert "đã chốt" in again.content.decode()
    assert client.get(reverse("reporting:listening_extracts", args=[report.pk])).status_code == 302
    pressed = client.post(reverse("reporting:listening_supplement", args=[report.pk]), {"reason": "Nhập sổ muộn"})
    page = client.get(pressed.url)
    assert page.context["page"].tables == []
    wrote(house.ward, 7, category="bhxh", day=date(2026, 10, 22))
    tables = client.get(pressed.url).context["page"].tables
    assert [row.name for row in tables[0].rows] == ["Bảo hiểm xã hội", "Tất cả"]


def test_others_find_no_door_to_close_or_take_along(house, client):
    report = closed_listening(house.chair, house.ward)
    client.force_login(house.head)
    for name in ("close", "supplement", "paper", "narrative", "pin"):
        assert client.post(reverse(f"reporting:listening_{name}", args=[report.pk])).status_code == 404
    for form in ("docx", "pdf", "xlsx"):
        assert client.get(reverse("reporting:listening_download", args=[report.pk, form])).status_code == 404
    assert ListeningReport.objects.count() == 1
