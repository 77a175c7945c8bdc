"""Every night: more people than usual speak of one thing, and those responsible are told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case, Handler, SealedCase, Warning
from sumvay.feedback.tasks import warn_early
from sumvay.mail.models import OutboundMessage
from sumvay.notifications import services as notifications
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment, UnitKind
from tests.factories.feedback import answering_house, case_received
from tests.factories.org import UnitFactory, officer_of
from tests.factories.sealed import sealed_message, with_box
from tests.feedback.speaking import NOW, listened, spoke

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house():
    house = answering_house()
    for unit in (house.province, house.ward, house.other, house.unit):
        listened(unit)
    return house


def warned(now=NOW):
    services.warn_early(now=now)
    return list(Warning.objects.order_by("pk"))


def test_more_people_than_usual_are_a_warning(house):
    for fortnight in range(1, 14):
        spoke(house.ward, 2, days_ago=14 * fortnight + 3)
    spoke(house.ward, 12, times=2)
    (one,) = warned()
    assert (one.unit, one.above, one.name, one.category) == (
        house.ward, house.province, "Công ty May Lam Hồng", "luong",
    )  # fmt: skip
    assert (one.people, one.cases, one.past, one.people_before) == (12, 24, [2] * 13, 26)
    assert (one.week, one.state) == (date(2026, 12, 14), Warning.State.NEW)


def test_what_is_usual_is_no_warning(house):
    for fortnight in range(1, 14):
        spoke(house.ward, 4, days_ago=14 * fortnight + 3)
    spoke(house.ward, 8)
    assert warned() == []


def test_five_people_of_whom_nobody_spoke_before_are_a_warning_four_are_not(house):
    spoke(house.ward, 5)
    spoke(house.ward, 4, enterprise="Công ty Giày Núi Xa", enterprise_key="nui xa")
    assert [one.key for one in warned()] == ["lam hong"]


def test_one_who_writes_nine_times_is_one(house):
    spoke(house.ward, 1, times=9)
    spoke(house.ward, 3, times=9, phone="", email="mot@vidu.vn")
    spoke(house.ward, 8, phone="", text="Nợ lương hai tháng.")
    assert warned() == []


def test_people_without_any_contact_count_by_their_own_words(house):
    for n in range(5):
        spoke(house.ward, 1, phone="", text=f"Lời {n} về lương.")
    assert [one.people for one in warned()] == [5]


@pytest.mark.parametrize(
    "left_out",
    [
        {"put_aside_at": NOW, "put_aside_why": "spam"}, {"erased_at": NOW}, {"is_reserved": True}, {"kind": "spam"},
        {"kind": "cam_on"}, {"door": "sheet"}, {"categories": ["phuc_loi"], "category": "phuc_loi"},
        {"enterprise": "", "enterprise_key": ""}, {"days_ago": 15}, {"days_ago": -1},
    ],
)  # fmt: skip
def test_what_does_not_count(house, left_out):
    spoke(house.ward, 4)
    spoke(house.ward, 9, who="other", **left_out)
    assert warned() == []


def test_what_was_left_out_is_not_in_the_past_either(house):
    spoke(house.ward, 90, days_ago=40, erased_at=NOW)
    spoke(house.ward, 5)
    assert [(one.people, sum(one.past)) for one in warned()] == [(5, 0)]


def test_sealed_messages_are_never_counted(house):
    place = with_box(house.ward, first=False)
    for n in range(6):
        sealed_message(place.box, [place.first], f"Công ty May Lam Hồng nợ lương {n}")
    spoke(house.ward, 4)
    assert SealedCase.objects.count() == 6
    assert warned() == []


def test_each_subject_a_message_is_about_is_spoken_of(house):
    spoke(house.ward, 5, category="luong", categories=["luong", "bhxh", "phuc_loi"])
    spoke(house.ward, 5, who="a", category="atvsld", categories=["atvsld"])
    spoke(house.ward, 5, who="b", category="thuong_tet", categories=["thuong_tet"])
    assert sorted(one.category for one in warned()) == ["atvsld", "bhxh", "luong", "thuong_tet"]


def test_a_zone_is_warned_of_however_it_is_written(house):
    for n, name in enumerate(["KCN Sông Đà", "kcn song da", "khu công nghiệp Sông Đà"] * 2):
        case_received(house.ward, f"Ở {name} nợ lương, chuyền {n} nghỉ hết.", now=NOW - 2 * DAY)
    Case.objects.filter(place_key="kcn song da").update(category="luong", categories=["luong"], kind="phan_anh")
    (one,) = warned()
    assert (one.about, one.key, one.people) == ("place", "kcn song da", 6)


def test_who_writes_by_the_poster_of_the_workplace_need_not_name_it(house):
    for n in range(5):
        case = case_received(house.ward, f"Nợ lương {n} tháng.", about_unit=house.unit, now=NOW - DAY)
        assert (case.enterprise, case.enterprise_key) == ("", "thu")
    Case.objects.filter(enterprise_key="thu").update(category="luong", categories=["luong"], kind="phan_anh")
    assert [(one.name, one.people) for one in warned()] == [("Công ty May Thử", 5)]


def test_the_lowest_unit_over_all_messages_is_warned(house):
    section = UnitFactory(parent=house.unit, name="Công đoàn xưởng may")
    spoke(section, 3)
    spoke(house.unit, 3)
    (one,) = warned()
    assert (one.unit, one.above) == (house.unit, house.ward)
    spoke(house.other, 5, days_ago=-0.5, who="later")
    assert [(one.unit, one.above) for one in warned(NOW + DAY)[1:]] == [(house.province, None)]


def test_enterprises_of_one_name_in_two_provinces_are_two_under_the_confederation_too(house):
    national = UnitKind.objects.create(code="national", name="Tổng Liên đoàn", rank=0)
    top = UnitFactory(kind=national)
    provinces = [UnitFactory(parent=top) for _n in range(2)]
    officer_of(top)
    for province in provinces:
        spoke(province, 5, who=str(province.pk))
    assert {(one.unit, one.above) for one in warned()} == {(province, None) for province in provinces}


def test_fewer_than_five_in_each_of_two_provinces_are_no_warning(house):
    stranger = UnitFactory()
    spoke(house.ward, 4)
    spoke(stranger, 4)
    assert warned() == []


def test_a_unit_that_has_listened_for_a_month_is_compared_with_that_month():
    house = answering_house()
    spoke(house.ward, 1, days_ago=43, enterprise="", enterprise_key="")
    spoke(house.ward, 4, days_ago=20)
    spoke(house.ward, 4, days_ago=33)
    spoke(house.ward, 9)
    assert warned() == []
    spoke(house.ward, 5, who="more")
    assert [one.past for one in warned()] == [[4, 4]]


def test_only_officers_of_the_unit_and_of_the_next_above_are_told(house):
    told = {house.chair, house.clerk, house.head}
    officer_of(house.unit), officer_of(house.ward, Appointment.Post.COLLABORATOR)
    spoke(house.ward, 6)
    spoke(house.ward, 7, who="b", category="bhxh", categories=["bhxh"])
    warned()
    notices = Notice.objects.filter(kind="early_warning")
    assert {notice.officer for notice in notices} == told
    assert notices.count() == 3
    assert {notice.path for notice in notices} == {reverse("feedback:warnings")}
    assert "bảo hiểm" in notices[0].body
    assert "7" in notices[0].body


def test_whoever_is_marked_as_tied_to_the_employer_is_not_told(house):
    Handler.objects.create(unit=house.ward, officer=house.clerk, tied_to_employer=True, named_on=date(2026, 1, 1))
    spoke(house.ward, 6)
    warned()
    assert not Notice.objects.filter(officer=house.clerk).exists()
    assert Notice.objects.filter(officer=house.chair).count() == 1


def test_nothing_of_those_who_wrote_is_kept_or_told(house):
    secret = {"name": "Trần Thị Bí Mật", "phone": "", "enterprise": "Công ty chị Nguyễn Thị Hồng Bí"}
    for n in range(6):
        spoke(house.ward, 1, **secret, email=f"bimat{n}@vidu.vn", text=f"Tôi là Bí Mật {n}, nợ lương.")
    (one,) = warned()
    kept = " ".join(str(value) for value in vars(one).values())
    told = " ".join(f"{notice.title} {notice.body}" for notice in Notice.objects.all())
    sent = " ".join(f"{letter.subject} {letter.text}" for letter in OutboundMessage.objects.all())
    for words in (kept, told, sent):
        assert "Bí" not in words
        assert "bimat" not in words


def test_an_enterprise_called_like_a_person_keeps_its_name(house):
    spoke(house.ward, 6, enterprise="Công ty Cơ khí Bình Phước Thịnh", enterprise_key="binh phuoc thinh")
    assert [one.name for one in warned()] == ["Công ty Cơ khí Bình Phước Thịnh"]


def test_the_second_night_writes_and_tells_nothing_more(house):
    spoke(house.ward, 6)
    warned()
    before = Notice.objects.count()
    assert services.warn_early(now=NOW) == 0
    assert services.warn_early(now=NOW + DAY) == 0
    spoke(house.ward, 4, days_ago=-1, who="few")
    assert services.warn_early(now=NOW + 5 * DAY) == 0
    assert (Warning.objects.count(), Notice.objects.count()) == (1, before)


def test_it_is_warned_of_again_when_five_more_have_spoken_in_the_next_week(house):
    spoke(house.ward, 6)
    warned()
    spoke(house.ward, 5, days_ago=-1, who="more")
    assert [one.week for one in warned(NOW + 2 * DAY)] == [date(2026, 12, 14)]
    assert [one.week for one in warned(NOW + 5 * DAY)] == [date(2026, 12, 14), date(2026, 12, 21)]


def test_a_matter_is_written_once_a_week(house):
    spoke(house.ward, 6)
    (one,) = warned()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_when_telling_fails_nothing_is_left(house, monkeypatch):
    def broken(**_asked):
        raise RuntimeError("mail is down")

    spoke(house.ward, 6)
    monkeypatch.setattr(notifications, "notify_officers", broken)
    with pytest.raises(RuntimeError):
        services.warn_early(now=NOW)
    assert Warning.objects.count() == 0
    monkeypatch.undo()
    assert len(warned()) == 1


def test_nobody_above_and_nobody_there_is_a_warning_all_the_same():
    alone = UnitFactory()
    listened(alone)
    spoke(alone, 6)
    assert [(one.unit, one.above) for one in warned()] == [(alone, None)]
    assert Notice.objects.count() == 0


def test_an_empty_house_and_the_task_do_no_harm():
    assert services.warn_early(now=NOW) == 0
    warn_early(timestamp=0)
    assert Warning.objects.count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_reading_takes_as_many_questions_for_many_matters_as_for_one(house, many):
    for n in range(many):
        spoke(house.ward, 6, enterprise=f"Công ty Số {n}", enterprise_key=f"so {n}", who=str(n))
        spoke(house.other, 6, place_key=f"kcn {n}", place="KCN", enterprise="", enterprise_key="", who=f"p{n}")
    with CaptureQueriesContext(connection) as asked:
        services.warn_early(now=NOW)
    assert Warning.objects.count() == 2 * many
    assert len([one for one in asked if "audit_" not in one["sql"]]) == 22


def test_an_heir_takes_warnings_over(house):
    spoke(house.ward, 6)
    spoke(house.other, 6, enterprise_key="khac", enterprise="Công ty Khác")
    warned()
    services.pass_on_to_heir(ended=house.ward, heir=house.other, now=timezone.now())
    services.pass_on_to_heir(ended=house.province, heir=house.other, now=timezone.now())
    assert [(one.unit, one.above) for one in Warning.objects.all()] == [(house.other, house.other)] * 2


def test_where_both_were_warned_of_one_matter_the_heir_keeps_its_own(house):
    spoke(house.ward, 6)
    (one,) = warned()
    own = Warning.objects.get()
    own.pk, own.unit, own.people = None, house.other, 9
    own.save(force_insert=True)
    services.pass_on_to_heir(ended=house.ward, heir=house.other, now=timezone.now())
    assert [(kept.pk, kept.people) for kept in Warning.objects.all()] == [(own.pk, 9)]
    assert one.pk != own.pk
