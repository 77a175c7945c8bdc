"""Those who edit at a desk learn that something has come, once for however much comes at a time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sumvay.mail.models import OutboundMessage
from sumvay.newsroom import services
from sumvay.newsroom.models import Desk
from sumvay.newsroom.services.contribution_refusals import AlreadySent, Incomplete
from sumvay.notifications import services as notifications
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.org import AppointmentFactory, officer_of
from tests.newsroom.writing import begun, save, writing_house

Post = Appointment.Post
NOW = datetime(2027, 1, 20, 9, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def house(db):
    return writing_house()


def send(house, draft=None, *, at=NOW):
    item = draft or begun(house)
    services.send_contribution(actor=house.writer, contribution=item, now=at)
    return item


def told(officer=None):
    notices = Notice.objects.filter(kind="contribution_came")
    return list(notices.filter(officer=officer) if officer else notices)


def read(officer, *, at):
    notifications.read_all_notices(actor=officer, now=at)


def test_who_edits_at_the_receiving_desk_is_told_and_led_to_it(house, client):
    send(house)
    editor = house.editors[house.ward]
    (notice,) = told(editor)
    assert notice.title == "Có tin bài mới gửi đến tòa soạn của Công đoàn phường An."
    assert notice.body == "“Công nhân may đón Tết sớm”, CĐCS Công ty May số 1 gửi."
    assert notice.unit == house.ward
    client.force_login(editor)
    answer = client.post(reverse("notifications:read", args=[notice.pk]), follow=True)
    assert answer.context["desk"] == house.ward.desk


def test_nobody_without_an_editing_post_there_is_told(house):
    clerk, collaborator = officer_of(house.ward, Post.CLERK), officer_of(house.ward, Post.COLLABORATOR)
    above = house.editors[house.province]
    send(house)
    assert [told(person) for person in (clerk, collaborator, above, house.colleague, house.outsider)] == [[]] * 5


def test_whoever_sends_it_to_their_own_desk_is_not_told(house):
    Desk.objects.create(unit=house.unit, name="Ban tin")
    send(house)
    assert told() == []


def test_what_is_lifted_is_told_at_the_desk_above(house):
    item = send(house)
    services.lift(actor=house.editors[house.ward], contribution=item, note="", now=NOW)
    assert len(told(house.editors[house.province])) == 1
    assert told(house.editors[house.nation]) == []


def test_a_returned_one_that_comes_back_is_told_again_once_the_last_notice_was_read(house):
    item, editor, later = send(house), house.editors[house.ward], NOW + timedelta(hours=2)
    services.return_contribution(actor=editor, contribution=item, reason="Thiếu số liệu", now=NOW)
    read(editor, at=NOW)
    send(house, item, at=later)
    assert len(told(editor)) == 2


def test_an_unopened_notice_stands_for_all_that_comes_that_day(house):
    for hours in range(5):
        send(house, at=NOW + timedelta(hours=hours))
    assert len(told(house.editors[house.ward])) == 1


def test_an_unopened_notice_of_one_desk_hides_nothing_of_another(house):
    both = house.editors[house.ward]
    AppointmentFactory(officer=both, unit=house.province, post=Post.EDITOR)
    item = send(house)
    services.lift(actor=house.editors[house.province], contribution=item, note="", now=NOW)
    assert {notice.unit for notice in told(both)} == {house.ward, house.province}


def test_who_reads_letters_alone_hears_of_it_once_a_day(house):
    editor = house.editors[house.ward]
    for days in range(3):
        send(house, at=NOW + timedelta(days=days))
        send(house, at=NOW + timedelta(days=days, hours=3))
    assert len(told(editor)) == OutboundMessage.objects.filter(recipient=editor.email).count() == 3


def test_who_opens_every_notice_at_once_gets_one_an_hour(house):
    editor = house.editors[house.ward]
    for minutes in (0, 10, 20, 60):
        send(house, at=NOW + timedelta(minutes=minutes))
        read(editor, at=NOW + timedelta(minutes=minutes))
    assert len(told(editor)) == 2


def test_a_burst_at_a_desk_of_many_editors_writes_one_row_for_each_of_them(house):
    for _number in range(30):
        officer_of(house.ward, Post.COMMUNICATIONS)
    send(house)
    letters = OutboundMessage.objects.count()
    assert len(told()) == letters == 31
    more = [begun(house) for _number in range(3)]
    asked = []
    for item in more:
        with CaptureQueriesContext(connection) as seen:
            send(house, item)
        asked.append([query["sql"] for query in seen if "notifications_notice" in query["sql"]])
    assert [len(sql) for sql in asked] == [1, 1, 1]
    assert (len(told()), OutboundMessage.objects.count()) == (31, letters)


def test_what_does_not_go_is_told_to_nobody(house):
    draft = begun(house)
    save(house.writer, draft, text="")
    with pytest.raises(Incomplete):
        send(house, draft)
    assert told() == []


def test_sent_twice_it_is_told_once(house):
    item = send(house)
    read(house.editors[house.ward], at=NOW)
    with pytest.raises(AlreadySent):
        send(house, item, at=NOW + timedelta(hours=2))
    assert len(told()) == 1
