"""A forgotten password is replaced by a link to one's own address; nobody learns who has an account."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts import services
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_yet(db):
    cache.clear()


def ask(client, contact):
    return client.post(reverse("account_reset_password"), {"contact": contact})


def test_the_answer_is_the_same_for_known_and_unknown(client):
    PersonFactory(email="lan@example.vn", phone="+84912345678")
    PersonFactory(email=None, phone="+84987654321")
    pages = {ask(client, contact).content.split(b"<h1>")[1] for contact in
             ("lan@example.vn", "0912345678", "0987654321", "khong@example.vn")}  # fmt: skip
    assert len(pages) == 1


@pytest.mark.parametrize("contact", ["lan@example.vn", "0912 345 678"])
def test_the_link_goes_to_the_address_of_the_account_and_replaces_the_password(client, run_jobs, contact):
    person = PersonFactory(email="lan@example.vn", phone="+84912345678")
    ask(client, contact)
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == ["lan@example.vn"]
    token = letter.body.split("/accounts/invitation/")[1].split("/")[0]
    services.accept_invitation(token=token, password="một mật khẩu mới", now=timezone.now())
    person.refresh_from_db()
    assert person.check_password("một mật khẩu mới")
    assert person.email_verified_at is not None
    assert person.phone_verified_at is None


@pytest.mark.parametrize("changes", [{"email": None}, {"is_active": False}])
def test_nothing_is_sent_without_an_address_or_to_a_closed_account(client, run_jobs, changes):
    PersonFactory(**{"email": "lan@example.vn", "phone": "+84912345678", **changes})
    ask(client, "0912345678")
    assert run_jobs() == []
    assert mail.outbox == []


def test_asking_too_often_is_slowed_down(client):
    PersonFactory(email="lan@example.vn")
    answers = [ask(client, "lan@example.vn").status_code for _time in range(7)]
    assert answers[:5] == [200] * 5
    assert answers[-1] == 429
