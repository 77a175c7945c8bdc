"""Forty alike messages become one issue, go up two levels, and the answer reaches all forty; ten thousand, too."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue, Message
from sumvay.mail.models import OutboundMessage
from sumvay.notifications.models import Notice
from tests.factories.feedback import answering_house
from tests.factories.issues import issue_of, raised_from
from tests.factories.org import officer_of
from tests.feedback.asking import open_receipt

pytestmark = pytest.mark.django_db
ANSWER, SOURCE = "Công ty trả đủ lương tháng 10 trước ngày 30/11.", "Biên bản đối thoại 12/BB"
ASKS = [
    "Công ty May Thử nợ lương tháng 10 chưa trả cho công nhân",
    "Cty May Thử chưa trả lương tháng 10, bao giờ có lương ạ",
    "Lương tháng 10 ở Công ty May Thử tới giờ vẫn chưa trả",
    "cong ty May Thử nợ lương tháng 10, xin hỏi khi nào trả",
]


@pytest.fixture
def house():
    world = answering_house()
    world.officer = officer_of(world.unit)
    return world


def written(unit, number, **given):
    return services.receive_case(
        unit=unit, about_unit=unit, door="web_form", text=f"{ASKS[number % len(ASKS)]}{'.' * (number % 3)}",
        token=uuid.uuid4(), now=timezone.now(), **given,
    )  # fmt: skip


def answered(officer, issue):
    return services.answer_line(actor=officer, issue=issue, text=ANSWER, source=SOURCE, now=timezone.now())


def test_forty_messages_are_one_issue_two_levels_up_and_all_forty_read_the_answer(house):
    keys = [written(house.unit, n, email=f"cn{n}@example.vn" if n % 4 == 0 else "").key for n in range(40)]
    Case.objects.update(is_reserved=False, put_aside_at=None)
    services.group_cases(now=timezone.now())
    first = Issue.objects.first()
    assert first is not None
    # What the grouping left alone, an officer puts to it
    services.merge_cases(
        actor=house.officer, pks=list(Case.objects.values_list("pk", flat=True)), into=first, title="",
        now=timezone.now(),
    )  # fmt: skip
    assert Issue.objects.exclude(state="dismissed").count() == 1

    ward = raised_from(house.officer, first)
    top = raised_from(house.chair, ward)
    assert (ward.unit, top.unit) == (house.ward, house.province)
    assert "Liên đoàn Lao động tỉnh Thử" in open_receipt(keys[7]).content.decode()
    assert answered(house.head, top) == 40

    stand = Issue.objects.exclude(state="dismissed")
    assert set(stand.values_list("state", "answer", "answered_unit")) == {("answered", ANSWER, house.province.pk)}
    for key in keys:
        page = open_receipt(key).content.decode()
        assert ANSWER in page
        assert SOURCE in page
        assert f"Liên đoàn Lao động tỉnh Thử trả lời ngày {timezone.localdate():%d/%m/%Y}" in page
    letters = OutboundMessage.objects.filter(about__startswith="case:")
    assert sorted(letters.values_list("recipient", flat=True)) == sorted(f"cn{n}@example.vn" for n in range(0, 40, 4))
    assert all(ANSWER in letter.text and SOURCE in letter.text for letter in letters)
    assert not OutboundMessage.objects.exclude(about__startswith="case:").filter(text__contains=ANSWER).exists()


def test_answered_twice_nobody_is_told_twice(house):
    issue = issue_of(house.ward, 3)
    answered(house.chair, issue)
    with pytest.raises(services.MovedOn):
        answered(house.clerk, issue)
    assert Message.objects.count() == 3


def test_whoever_is_not_of_the_level_answers_nothing(house):
    top = raised_from(house.chair, issue_of(house.ward, 6))
    for officer in (house.chair, house.outsider):
        with pytest.raises(services.NotYourIssue):
            answered(officer, top)
    with pytest.raises(services.TextMissing):
        services.answer_line(actor=house.head, issue=top, text="Đã trả.", source=" ", now=timezone.now())
    assert set(Case.objects.values_list("state", flat=True)) == {"forwarded"}
    assert not Message.objects.exists()


def test_another_line_put_aside_and_erased_messages_get_nothing(house):
    issue, beside = issue_of(house.ward, 3), issue_of(house.ward, 1)
    aside, erased, told = issue.cases.order_by("pk")
    Case.objects.filter(pk=aside.pk).update(put_aside_at=timezone.now())
    Case.objects.filter(pk=erased.pk).update(erased_at=timezone.now(), text="")
    assert answered(house.chair, issue) == 1
    assert list(Message.objects.values_list("case", flat=True)) == [told.pk]
    beside.refresh_from_db()
    assert beside.state == "open"


def test_what_fails_on_the_way_leaves_nobody_answered(house, monkeypatch):
    top = raised_from(house.chair, issue_of(house.ward, 6, email="a@example.vn", may_rise=True))

    def breaks(**_given):
        raise ConnectionResetError

    monkeypatch.setattr("sumvay.mail.services.queue_letters", breaks)
    with pytest.raises(ConnectionResetError):
        answered(house.head, top)
    assert set(Issue.objects.values_list("state", flat=True)) == {"open", "raised"}
    assert not Message.objects.exists()


def test_two_thousand_are_answered_with_few_queries(house):
    low = issue_of(house.ward, 5)
    top = raised_from(house.chair, low)
    like = Case.objects.filter(issue=low).first()
    many = [
        Case(unit=house.ward, about_unit=house.unit, door="web_form", receipt=f"{n:064d}", text="Chậm lương",
             folded="cham luong", category="luong", kind="phan_anh", issue=low, received_at=like.received_at,
             due_at=like.due_at)
        for n in range(1_995)
    ]  # fmt: skip
    Case.objects.bulk_create(many, batch_size=2_000)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert answered(house.head, top) == 2_000
    assert len(asked) < 45
    assert Case.objects.filter(state="resolved", first_answered_at__isnull=False).count() == 2_000
    assert Message.objects.filter(author="officer").count() == 2_000


def test_what_is_for_designated_people_alone_is_not_answered_with_the_line(house):
    issue = issue_of(house.ward, 3)
    reserved = issue.cases.first()
    Case.objects.filter(pk=reserved.pk).update(is_reserved=True, kind="to_cao")
    assert answered(house.chair, issue) == 2
    reserved.refresh_from_db()
    assert (reserved.state, reserved.messages.count()) == ("received", 0)


def test_reopened_a_result_is_owed_as_if_it_had_just_been_asked_for(house):
    issue = issue_of(house.ward, 1)
    Case.objects.update(received_at=timezone.now() - timedelta(days=90))
    answered(house.chair, issue)
    now = timezone.now()
    services.reopen_issue(actor=house.chair, issue=issue, now=now)
    assert Case.objects.get().due_at == now + timedelta(days=15)


def test_reopened_the_line_stands_as_before_and_a_second_answer_reaches_all_again(house):
    low = issue_of(house.ward, 6)
    top = raised_from(house.chair, low)
    answered(house.head, top)
    low.refresh_from_db()
    with pytest.raises(services.MovedOn):
        services.reopen_issue(actor=house.chair, issue=low, now=timezone.now())
    with pytest.raises(services.NotYourIssue):
        services.reopen_issue(actor=house.outsider, issue=top, now=timezone.now())
    services.reopen_issue(actor=house.head, issue=top, now=timezone.now())
    low.refresh_from_db()
    assert (low.state, low.answer, top.state) == ("raised", "", "open")
    stand = Case.objects.values_list("state", "forwarded_to", "resolved_at")
    assert set(stand) == {("forwarded", house.province.name, None)}
    withdrawn = f"Câu trả lời ngày {timezone.localdate():%d/%m/%Y} không còn giá trị"
    assert Message.objects.filter(text__startswith=withdrawn).count() == 6
    assert set(Notice.objects.filter(kind="issue_reopened").values_list("officer", flat=True)) == {
        house.chair.pk, house.clerk.pk,
    }  # fmt: skip
    assert answered(house.head, top) == 6
    assert Message.objects.count() == 18


def test_reopened_a_promise_still_stands(house):
    issue, day = issue_of(house.ward, 1), timezone.localdate()
    services.promise(actor=house.chair, issue=issue, what="Đối thoại", by_day=day, now=timezone.now())
    answered(house.chair, issue)
    services.reopen_issue(actor=house.chair, issue=issue, now=timezone.now())
    assert (issue.state, issue.promise, issue.promised_on) == ("open", "Đối thoại", day)


def test_who_has_a_result_already_is_not_written_to_again(house):
    issue = issue_of(house.ward, 2, email="a@example.vn")
    has_one, waits = issue.cases.order_by("pk")
    services.answer_case(
        actor=house.chair, case=has_one, text="Đã trả riêng.", source="", resolves=True, now=timezone.now()
    )
    assert answered(house.chair, issue) == 1
    assert Message.objects.filter(case=has_one).count() == 1
    assert OutboundMessage.objects.filter(about=f"case:{waits.pk}").count() == 1


def test_two_hundred_letters_leave_with_few_queries(house, run_jobs):
    low = issue_of(house.ward, 1)
    like = low.cases.get()
    Case.objects.bulk_create(
        Case(unit=house.ward, about_unit=house.unit, door="web_form", receipt=f"{n:064d}", text="Chậm lương",
             folded="cham luong", category="luong", kind="phan_anh", issue=low, email=f"cn{n}@example.vn",
             received_at=like.received_at, due_at=like.due_at)
        for n in range(200)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert answered(house.chair, low) == 201
    assert len(asked) < 60
    letters = OutboundMessage.objects.filter(about__startswith="case:")
    assert letters.values("recipient").distinct().count() == 200
    assert letters.values("reply_to").distinct().count() == 200
    assert all(message.letter.recipient == message.case.email for message in Message.objects.exclude(case=like))
    assert set(run_jobs()) == {"mail.send_queued"}
    assert letters.filter(state="sent").count() == 200
