"""Getting the bulletin by e-mail: asked twice, the same answer for everybody, gone with one press."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sumvay.mail.models import OutboundMessage
from sumvay.newsroom.models import SiteIdentity, Subscriber
from sumvay.newsroom.services import subscribers as services
from tests.factories.newsroom import SubscriberFactory
from tests.mail.conftest import own_place, postman  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
ASK = "/ban-tin/dang-ky/"


@pytest.fixture(autouse=True)
def site():
    SiteIdentity.objects.get_or_create(
        pk=1, defaults={"name": "Cổng", "owner": "Công đoàn", "responsible_person": "Nguyễn Văn An"}
    )
    cache.clear()


def ask(email="hoa@congdoan.example", client=None):
    return (client or Client(enforce_csrf_checks=True)).post(ASK, {"email": email})


def letters():
    return list(OutboundMessage.objects.order_by("pk"))


def test_asking_sends_a_letter_and_only_a_press_behind_its_link_subscribes(run_jobs, postman):  # noqa: F811
    assert ask("  Hoa@CongDoan.example ").status_code == 200
    run_jobs()
    assert [to for to, _content in postman.letters] == [["hoa@congdoan.example"]]
    link = re.search(r"/ban-tin/[0-9a-f-]{36}/xac-nhan/", letters()[0].text)[0]
    client, reader = Client(enforce_csrf_checks=True), Subscriber.objects.get()
    # Mail programs open links by themselves
    assert client.get(link).status_code == 200
    reader.refresh_from_db()
    assert reader.confirmed_at is None
    assert client.post(link).status_code == 200
    reader.refresh_from_db()
    assert reader.confirmed_at is not None
    assert client.cookies == {}


def test_the_answer_is_the_same_whether_the_address_is_known_or_not():
    SubscriberFactory(email="quen@congdoan.example", asked_at=timezone.now() - timedelta(days=9))
    assert ask("la@congdoan.example").content == ask("quen@congdoan.example").content
    known, unknown = letters()[1].text, letters()[0].text
    assert "xac-nhan" in unknown
    assert "xac-nhan" not in known
    assert "thoi-nhan" in known


def test_a_second_asking_within_the_hour_sends_no_second_letter():
    now = timezone.now()
    for minutes in (0, 5, 59):
        services.ask_for_bulletin(email="hoa@congdoan.example", now=now + timedelta(minutes=minutes))
    assert len(letters()) == 1
    services.ask_for_bulletin(email="HOA@congdoan.example", now=now + timedelta(minutes=61))
    assert (len(letters()), Subscriber.objects.count()) == (2, 1)


def test_many_presses_for_one_address_are_slowed_down():
    assert [ask().status_code for _press in range(6)][-1] == 429


def test_a_machine_that_fills_in_everything_is_answered_and_forgotten():
    answer = Client().post(ASK, {"email": "bot@congdoan.example", "website": "http://spam.example"})
    assert answer.status_code == 200
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("email", ["", "khong phai dia chi", "a@b", "a\r\nBcc: x@y.example", "a" * 300 + "@x.example"])
def test_what_is_no_address_is_asked_for_again(email):
    assert ask(email).status_code == 422
    assert not Subscriber.objects.exists()


def test_a_link_serves_a_week_and_says_so_afterwards():
    now = timezone.now()
    reader = SubscriberFactory(confirmed_at=None, asked_at=now - timedelta(days=7))
    assert Client().post(f"/ban-tin/{reader.key}/xac-nhan/").status_code == 409
    assert Client().post(f"/ban-tin/{uuid.uuid4()}/xac-nhan/").status_code == 409
    reader.refresh_from_db()
    assert reader.confirmed_at is None


def test_confirming_twice_changes_nothing():
    first = timezone.now() - timedelta(days=30)
    reader = SubscriberFactory(confirmed_at=first, asked_at=first)
    services.confirm_subscription(key=reader.key, now=timezone.now())
    reader.refresh_from_db()
    assert reader.confirmed_at == first


def test_one_post_of_a_mail_program_ends_the_letters():
    reader, other = SubscriberFactory(), SubscriberFactory()
    address = f"/ban-tin/{reader.key}/thoi-nhan/"
    client = Client(enforce_csrf_checks=True)
    client.get(address)
    assert Subscriber.objects.filter(left_at=None).count() == 2
    answer = client.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.cookies) == (200, {})
    assert list(Subscriber.objects.filter(left_at=None)) == [other]
    left_at = Subscriber.objects.get(pk=reader.pk).left_at
    assert client.post(address).status_code == 200
    assert Subscriber.objects.get(pk=reader.pk).left_at == left_at


def test_an_unknown_key_is_answered_like_a_known_one():
    known = Client().post(f"/ban-tin/{SubscriberFactory().key}/thoi-nhan/")
    unknown = Client().post(f"/ban-tin/{uuid.uuid4()}/thoi-nhan/")
    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)


def test_who_left_may_come_back_by_asking_and_confirming():
    earlier = timezone.now() - timedelta(days=3)
    reader = SubscriberFactory(email="ve@congdoan.example", asked_at=earlier, left_at=earlier)
    ask("ve@congdoan.example")
    assert "xac-nhan" in letters()[0].text
    services.confirm_subscription(key=reader.key, now=timezone.now())
    reader.refresh_from_db()
    assert reader.left_at is None


def test_addresses_that_never_confirmed_or_left_are_deleted_after_a_month():
    now, old = timezone.now(), timezone.now() - timedelta(days=31)
    SubscriberFactory(asked_at=old, confirmed_at=None)
    SubscriberFactory(asked_at=old, confirmed_at=old, left_at=old)
    kept = [SubscriberFactory(asked_at=old, confirmed_at=old), SubscriberFactory(asked_at=now, confirmed_at=None)]
    assert services.forget_strangers(now=now) == 2
    assert list(Subscriber.objects.order_by("pk")) == kept


def test_other_methods_are_refused():
    assert Client().put(ASK).status_code == 405
    assert Client().delete(f"/ban-tin/{uuid.uuid4()}/thoi-nhan/").status_code == 405
