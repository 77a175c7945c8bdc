"""The bulletin goes out over a real SMTP conversation: once to each reader, whatever breaks on the way."""

import email
import html
import json
from datetime import timedelta
from email import policy

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.models import Subscriber
from sumvay.newsroom.services import bulletins
from sumvay.newsroom.services import subscribers as services
from tests.factories.newsroom import SectionFactory, SubscriberFactory, editing_house, listed
from tests.mail.conftest import nobody_there, own_place, postman  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def bulletin(house, now):
    """Today's bulletin of the highest desk, published, with two pieces."""
    SectionFactory(slug="ban-tin")
    for title in ("Trao quà Tết", "Lương & thưởng"):
        listed(at=now - timedelta(minutes=5), unit=house.ward, title=title)
    editor, today = house.editors[house.nation], timezone.localdate(now)
    made = bulletins.draft_bulletin(actor=editor, unit=house.nation, day=today, now=now)
    made.get_latest_revision().publish()
    made.refresh_from_db()
    return made


def waiting_jobs(task="newsroom.send_bulletin"):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args::text, scheduled_at IS NOT NULL FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [task],
        )
        return [(json.loads(arguments), is_later) for arguments, is_later in cursor.fetchall()]


def recipients(postman):  # noqa: F811
    return [to[0] for to, _content in postman.letters]


def test_a_letter_carries_the_pieces_and_the_way_out(bulletin, postman, now):  # noqa: F811
    reader = SubscriberFactory(email="hoa@congdoan.example")
    assert services.send_bulletin(bulletin=bulletin, now=now) == 1
    letter = email.message_from_bytes(postman.letters[0][1], policy=policy.default)
    leave = f"{settings.BASE_URL}/ban-tin/{reader.key}/thoi-nhan/"
    assert (letter["To"], letter["Subject"]) == ("hoa@congdoan.example", bulletin.title)
    assert letter["List-Unsubscribe"] == f"<{leave}>"
    # Mail programs look for it as it stands, not for what it means after decoding
    assert f"List-Unsubscribe: <{leave}>\r\n".encode() in postman.letters[0][1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(("plain",)).get_content()
    page = letter.get_body(("html",)).get_content()
    assert "Lương & thưởng" in text
    assert "Lương & thưởng" in html.unescape(page)
    assert leave in text
    assert leave in page
    assert "leave.invalid" not in text + page
    assert "gồm những nội dung sau" in text


def test_only_who_confirmed_and_did_not_leave_gets_it_and_only_once(bulletin, postman, now):  # noqa: F811
    SubscriberFactory(email="co@congdoan.example")
    SubscriberFactory(email="chua@congdoan.example", confirmed_at=None)
    SubscriberFactory(email="thoi@congdoan.example", left_at=now)
    SubscriberFactory(email="roi@congdoan.example", last_sent_on=bulletin.happened_on)
    services.send_bulletin(bulletin=bulletin, now=now)
    services.send_bulletin(bulletin=bulletin, now=now)
    assert recipients(postman) == ["co@congdoan.example"]


def test_batches_go_on_where_the_last_one_ended(bulletin, postman, now, run_jobs, monkeypatch):  # noqa: F811
    monkeypatch.setattr(services, "BATCH", 2)
    readers = SubscriberFactory.create_batch(5)
    services.send_bulletin(bulletin=bulletin, now=now)
    assert (len(postman.letters), waiting_jobs()) == (
        2,
        [({"bulletin_id": bulletin.pk, "after": readers[1].pk}, False)],
    )
    run_jobs()
    assert sorted(recipients(postman)) == sorted(reader.email for reader in readers)
    assert len(postman.sessions) == 3


def test_who_cannot_be_reached_for_the_moment_is_tried_again_later(bulletin, postman, now):  # noqa: F811
    reader = SubscriberFactory()
    postman.answer_to_address = "450 4.2.0 greylisted"
    assert services.send_bulletin(bulletin=bulletin, now=now) == 0
    reader.refresh_from_db()
    assert (reader.last_sent_on, waiting_jobs()) == (None, [({"bulletin_id": bulletin.pk, "after": 0}, True)])
    postman.answer_to_address = "250 OK"
    assert services.send_bulletin(bulletin=bulletin, now=now) == 1


def test_a_server_that_is_away_leaves_everybody_waiting(bulletin, nobody_there, now):  # noqa: F811
    SubscriberFactory.create_batch(2)
    assert services.send_bulletin(bulletin=bulletin, now=now) == 0
    assert Subscriber.objects.filter(last_sent_on=None).count() == 2
    assert len(waiting_jobs()) == 1


def test_a_line_that_breaks_leaves_one_reader_in_doubt_who_is_never_written_to_again(bulletin, postman, now):  # noqa: F811
    SubscriberFactory.create_batch(3)
    postman.breaks_off = True
    services.send_bulletin(bulletin=bulletin, now=now)
    assert Subscriber.objects.filter(last_sent_on=bulletin.happened_on).count() == 1
    postman.breaks_off = False
    assert services.send_bulletin(bulletin=bulletin, now=now) == 2


def test_an_address_nobody_has_leaves_the_list_and_another_refusal_does_not(bulletin, postman, now):  # noqa: F811
    reader = SubscriberFactory()
    postman.answer_to_letter = "554 5.7.1 looks like spam"
    services.send_bulletin(bulletin=bulletin, now=now)
    assert Subscriber.objects.filter(left_at=None).count() == 1
    Subscriber.objects.filter(pk=reader.pk).update(last_sent_on=None)
    postman.answer_to_letter, postman.answer_to_address = "250 OK", "550 5.1.1 no such person"
    services.send_bulletin(bulletin=bulletin, now=now)
    assert Subscriber.objects.filter(left_at=None).count() == 0


def test_a_bulletin_taken_down_or_two_days_old_is_not_sent_any_more(bulletin, postman, now):  # noqa: F811
    SubscriberFactory()
    assert services.send_bulletin(bulletin=bulletin, now=now + timedelta(days=2)) == 0
    bulletin.unpublish()
    bulletin.refresh_from_db()
    assert services.send_bulletin(bulletin=bulletin, now=now) == 0
    assert postman.letters == []


def test_pressing_send_twice_sends_to_each_reader_once(bulletin, house, postman, now, run_jobs):  # noqa: F811
    SubscriberFactory.create_batch(2)
    client = Client()
    client.force_login(house.editors[house.nation])
    for _press in range(2):
        client.post(reverse("newsroom:mail_bulletin", args=[bulletin.pk]))
    run_jobs()
    assert len(postman.letters) == 2


def test_subscribers_get_the_bulletin_of_the_highest_desk_alone(bulletin, house, now):
    editor, today = house.editors[house.province], timezone.localdate(now)
    lower = bulletins.draft_bulletin(actor=editor, unit=house.province, day=today, now=now)
    with pytest.raises(bulletins.NotPublished):
        bulletins.mail_bulletin(actor=editor, bulletin=lower, now=now)
    lower.get_latest_revision().publish()
    with pytest.raises(bulletins.NotForSubscribers):
        bulletins.mail_bulletin(actor=editor, bulletin=lower, now=now)
    with pytest.raises(bulletins.NotForSubscribers):
        bulletins.mail_bulletin(actor=house.editors[house.nation], bulletin=bulletin, now=now + timedelta(days=1))
    with pytest.raises(bulletins.NotYourBulletin):
        bulletins.mail_bulletin(actor=editor, bulletin=bulletin, now=now)
    assert waiting_jobs() == []
