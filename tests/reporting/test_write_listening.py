"""A listening report is begun for a unit and period, and written in its own words and those of units below."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware

from sumvay.audit.models import Entry
from sumvay.feedback.models import Issue
from sumvay.feedback.selectors import period_of
from sumvay.reporting import services
from sumvay.reporting.content import edition_of
from sumvay.reporting.models import ListeningReport
from sumvay.reporting.services.consolidation import SentenceGone
from sumvay.reporting.services.listening import PeriodOverlaps
from sumvay.reporting.services.refusals import CutClosed, NotYours, SensitiveContent
from tests.factories.feedback import answering_house
from tests.factories.listening import SEPTEMBER, begun_listening, closed_listening, wrote

pytestmark = pytest.mark.django_db

QUARTER = period_of("quarter", date(2026, 10, 1))
YEAR = period_of("year", date(2026, 10, 1))
ASKED = {"span": "month", "since": "2026-10-01"}


@pytest.fixture
def house():
    house = answering_house()
    wrote(house.ward, 12)
    return house


def raised(house, **words):
    at = make_aware(date_time(2026, 10, 20))
    above = Issue.objects.create(unit=house.ward, title="Lương", category="luong", state="open", created_at=at)
    given = {"solved": "Đã họp với công ty.", "proposal": "Đề nghị kiểm tra. Gọi anh Trần Văn Tám 0912345678.", **words}
    return Issue.objects.create(
        unit=house.unit, title="Lương", category="luong", state="raised", above=above, raised_at=at, created_at=at,
        **given,
    )  # fmt: skip


def date_time(*day):
    return timezone.datetime(*day, 9)


def test_a_report_is_begun_and_a_second_press_opens_the_same(house):
    begun = begun_listening(house.chair, house.ward)
    assert (begun.since, begun.until, begun.state) == (date(2026, 10, 1), date(2026, 10, 31), "open")
    assert begun_listening(house.clerk, house.ward) == begun
    assert Entry.objects.filter(action="listening.begin").count() == 1


def test_who_does_not_handle_the_units_messages_does_not_begin(house):
    for officer in (house.outsider, house.head):
        with pytest.raises(NotYours):
            begun_listening(officer, house.ward)
    assert ListeningReport.objects.count() == 0


@pytest.mark.parametrize("period", [QUARTER, YEAR])
def test_a_period_that_shares_days_with_a_closed_one_is_refused_with_the_reason(house, period):
    closed_listening(house.chair, house.ward)
    with pytest.raises(PeriodOverlaps, match=r"tháng 10/2026.*gửi các báo cáo đã chốt"):
        begun_listening(house.chair, house.ward, period)
    assert ListeningReport.objects.count() == 1


def test_the_month_beside_and_another_unit_are_free(house):
    closed_listening(house.chair, house.ward)
    assert begun_listening(house.chair, house.ward, SEPTEMBER).pk
    assert begun_listening(house.head, house.province, QUARTER).pk


def test_a_draft_tells_what_it_overlaps_and_offers_no_close(house, client):
    draft = begun_listening(house.chair, house.ward, QUARTER)
    closed_listening(house.chair, house.ward)
    client.force_login(house.chair)
    page = client.get(reverse("reporting:listening_report", args=[draft.pk]))
    assert page.context["page"].overlapped == ["tháng 10/2026"]
    assert reverse("reporting:listening_close", args=[draft.pk]) not in page.content.decode()


def test_words_are_kept_under_their_heading_as_long_as_the_report_is_open(house):
    report = begun_listening(house.chair, house.ward)
    words = {"assessment": "Tình hình ổn định.", "other": "Không có mục này."}
    services.write_listening(actor=house.clerk, report=report, narrative=words, now=timezone.now())
    report.refresh_from_db()
    assert report.narrative == {"assessment": "Tình hình ổn định."}
    with pytest.raises(NotYours):
        services.write_listening(actor=house.outsider, report=report, narrative=words, now=timezone.now())
    bad = {"assessment": "CCCD 001088012345"}
    with pytest.raises(SensitiveContent):
        services.write_listening(actor=house.chair, report=report, narrative=bad, now=timezone.now())
    services.close_listening(actor=house.chair, report=report, now=timezone.now())
    with pytest.raises(CutClosed):
        services.write_listening(actor=house.chair, report=report, narrative={}, now=timezone.now())
    report.refresh_from_db()
    assert report.narrative == {"assessment": "Tình hình ổn định."}


def pin(house, report, issue, place, actor=None, **narrative):
    services.pin_raised(
        actor=actor or house.chair, report=report, issue_id=issue.pk, heading="proposal", place=place,
        narrative=narrative, now=timezone.now(),
    )  # fmt: skip


def test_a_sentence_of_a_unit_below_is_pinned_once_with_credit_and_without_names(house):
    issue, report = raised(house), begun_listening(house.chair, house.ward)
    pin(house, report, issue, 0, proposal="Của phường.")
    for _twice in range(2):
        pin(house, report, issue, 1)
    report.refresh_from_db()
    first, second, third = report.narrative["proposal"].splitlines()
    assert (first, second) == ("Của phường.", f"Đề nghị kiểm tra ({house.unit.name}).")
    assert "Tám" not in third
    assert "0912" not in third


def test_a_sentence_that_is_not_there_is_not_pinned(house):
    issue, report = raised(house), begun_listening(house.chair, house.ward)
    beside = begun_listening(house.outsider, house.other)
    with pytest.raises(SentenceGone):
        pin(house, report, issue, 9)
    with pytest.raises(SentenceGone):
        pin(house, beside, issue, 0, actor=house.outsider)
    with pytest.raises(NotYours):
        pin(house, report, issue, 0, actor=house.outsider)
    report.refresh_from_db()
    assert report.narrative == {}


def test_the_synthesis_leads_to_the_report_by_one_press(house, client):
    client.force_login(house.clerk)
    shown = client.get(reverse("feedback:synthesis") + "?span=month&since=2026-10-01").content.decode()
    assert "Lập báo cáo tổng hợp ý kiến" in shown
    listing = reverse("reporting:listening")
    assert client.get(listing).status_code == 200
    pressed = client.post(listing, ASKED)
    report = ListeningReport.objects.get()
    assert pressed.url == reverse("reporting:listening_report", args=[report.pk])
    page = client.get(pressed.url)
    assert page.context["page"].told.total.now.cases == 12
    assert "Tháng 10/2026" in client.get(listing).content.decode()


@pytest.mark.parametrize(
    "change",
    [{"span": "decade"}, {"span": "own"}, {"since": "hôm qua"}, {"since": "0001-01-01"}, {"since": "9999-12-31"}],
)
def test_a_period_nobody_can_ask_for_begins_nothing(house, client, change):
    client.force_login(house.clerk)
    assert client.post(reverse("reporting:listening"), {**ASKED, **change}).status_code == 404
    assert ListeningReport.objects.count() == 0


def test_the_doors_of_writing(house, client):
    issue, report = raised(house), begun_listening(house.chair, house.ward)
    client.force_login(house.chair)
    for name in ("narrative", "pin"):
        assert client.get(reverse(f"reporting:listening_{name}", args=[report.pk])).status_code == 405
    address = reverse("reporting:listening_narrative", args=[report.pk])
    draft = client.post(address, {"text-solved": "Đã họp."}, headers={"X-Draft": "1"})
    assert (draft.status_code, draft.json()) == (200, {"edition": edition_of({"solved": "Đã họp."})})
    bad = client.post(address, {"text-solved": "CCCD 001088012345"}, headers={"X-Draft": "1"})
    assert bad.status_code == 409
    sentence = {"sentence": f"{issue.pk}.solved.0", "text-solved": "Đã họp."}
    client.post(reverse("reporting:listening_pin", args=[report.pk]), sentence)
    report.refresh_from_db()
    assert report.narrative["solved"] == f"Đã họp.\nĐã họp với công ty ({house.unit.name})."
    assert client.post(reverse("reporting:listening_pin", args=[report.pk]), {"sentence": "x"}).status_code == 404


def test_a_page_opened_before_another_wrote_overwrites_nothing_and_keeps_what_was_typed(house, client):
    issue, report = raised(house), begun_listening(house.chair, house.ward)
    client.force_login(house.chair)
    initial = client.get(reverse("reporting:listening_report", args=[report.pk])).context["form"].initial
    words = {"assessment": "Của văn phòng."}
    services.write_listening(actor=house.clerk, report=report, narrative=words, now=timezone.now())
    typed = {"text-assessment": "Của tôi.", "edition": initial["edition"], "hand": initial["hand"]}
    for name in ("narrative", "pin"):
        address = reverse(f"reporting:listening_{name}", args=[report.pk])
        refused = client.post(address, {**typed, "sentence": f"{issue.pk}.solved.0"})
        field = refused.context["form"]["text-assessment"]
        assert (refused.status_code, field.value()) == (422, "Của tôi.")
        assert "Của văn phòng." in field.help_text
    report.refresh_from_db()
    assert report.narrative == words


def test_others_find_no_report(house, client):
    report = begun_listening(house.chair, house.ward)
    for officer in (house.outsider, house.head):
        client.force_login(officer)
        assert client.get(reverse("reporting:listening_report", args=[report.pk])).status_code == 404
        assert client.get(reverse("reporting:listening_extracts", args=[report.pk])).status_code == 404
        assert "Tháng 10/2026" not in client.get(reverse("reporting:listening")).content.decode()


def test_a_period_in_which_nobody_wrote_says_so(house, client):
    report = begun_listening(house.chair, house.ward, SEPTEMBER)
    client.force_login(house.chair)
    page = client.get(reverse("reporting:listening_report", args=[report.pk])).content.decode()
    assert "Không có ai gửi ý kiến" in page
    assert (
        "Không có ý kiến để trích dẫn"
        in client.get(reverse("reporting:listening_extracts", args=[report.pk])).content.decode()
    )


def test_the_page_takes_as_many_questions_for_much_as_for_little(house, client, django_assert_max_num_queries):
    report = begun_listening(house.chair, house.ward)
    client.force_login(house.chair)
    client.get(reverse("reporting:listening_report", args=[report.pk]))
    for people in (5, 60):
        wrote(house.unit, people, day=date(2026, 10, people % 28 + 1))
        with django_assert_max_num_queries(26):
            client.get(reverse("reporting:listening_report", args=[report.pk]))
