"""Signing in by e-mail or phone; guessing is slowed down, strangers cannot register."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from tests.factories.accounts import PersonFactory

PASSWORD = "mật khẩu thử"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_yet(db):
    cache.clear()


@pytest.fixture
def person():
    return PersonFactory(email="lan@example.vn", phone="+84912345678")


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize(
    "login", ["lan@example.vn", "LAN@Example.vn", "0912345678", "0912 345 678", "+84912345678", " 84 912 345 678 "]
)
def test_any_way_of_writing_address_or_phone_signs_in(client, person, login):
    assert sign_in(client, login).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("login", ["lan@example.vn", "0912345678", "0999999999", "ai do"])
def test_a_wrong_password_or_person_says_so_without_telling_which(client, person, login):
    response = sign_in(client, login, "sai mật khẩu rồi")
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert b"form-errors" in response.content


def test_somebody_without_a_password_or_with_a_closed_account_cannot_sign_in(client, person):
    person.is_active = False
    person.save(update_fields=["is_active"])
    sign_in(client, "lan@example.vn")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("login", ["lan@example.vn", "0912345678"])
def test_after_five_wrong_guesses_even_the_right_password_must_wait(client, person, login):
    for _guess in range(5):
        sign_in(client, login, "đoán mò thôi")
    response = sign_in(client, login)
    assert "_auth_user_id" not in client.session
    assert "năm phút" in response.content.decode()


def test_guessing_one_phone_does_not_lock_out_another(client, person):
    PersonFactory(phone="+84987654321")
    for _guess in range(5):
        sign_in(client, "0912345678", "đoán mò thôi")
    assert sign_in(client, "0987654321").status_code == 302


def test_after_ten_wrong_guesses_a_minute_an_address_must_wait_whoever_is_tried(client, person):
    for number in range(10):
        sign_in(client, f"ai{number}@example.vn", "đoán mò thôi")
    assert "năm phút" in sign_in(client, "lan@example.vn").content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "phone/change/", "phone/verify/", "confirm-email/", "password/reset/done/"]
)
def test_pages_our_accounts_do_not_have_do_not_exist(client, person, path):
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client.post(f"/accounts/{path}", {"email": "x@example.vn"}).status_code == 404
    client.force_login(person)
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_person_with_the_second_step_needs_the_code_too(client, person):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    assert sign_in(client, "0912345678").url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in client.session
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("contacts", "login"),
    [
        ({"email": None, "phone": "+84912345678"}, "0912345678"),
        ({"email": "a@example.vn", "phone": None}, "a@example.vn"),
    ],
)
def test_the_second_step_can_be_switched_on_after_typing_the_password_again(client, contacts, login):
    person = PersonFactory(**contacts)
    sign_in(client, login)
    activate = reverse("mfa_activate_totp")
    assert client.get(activate).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": "sai mật khẩu rồi"})
    assert client.get(activate).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(activate).status_code == 200
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(activate, {"code": code})
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
