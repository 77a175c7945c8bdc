"""A link sets a password once; looking at it changes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts import services
from sumvay.accounts.models import Invitation, User

NOW = timezone.now()
GOOD = "mười hai con giáp"
pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    person, token = services.invite_person(
        actor=None, full_name="Trần Văn Mới", email=None, phone="0912345678", now=NOW
    )
    return person, token, reverse("accounts:invitation", args=[token])


def test_looking_at_the_link_changes_nothing_however_often(client, invited):
    person, _token, url = invited
    before = list(Invitation.objects.values())
    for _time in range(3):
        response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Trần Văn Mới" in response.content.decode()
    assert list(Invitation.objects.values()) == before
    assert not User.objects.get(pk=person.pk).has_usable_password()


def test_the_press_sets_the_password_proves_the_phone_and_signs_in(client, invited):
    person, _token, url = invited
    response = client.post(url, {"password": GOOD, "again": GOOD})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    person.refresh_from_db()
    assert person.check_password(GOOD)
    assert person.phone_verified_at is not None
    assert person.email_verified_at is None


def test_the_link_works_once(client, invited):
    person, token, url = invited
    services.accept_invitation(token=token, password=GOOD, now=NOW)
    assert client.get(url).status_code == 410
    assert client.post(url, {"password": "mật khẩu khác hẳn", "again": "mật khẩu khác hẳn"}).status_code == 410
    person.refresh_from_db()
    assert person.check_password(GOOD)


def test_an_old_or_invented_link_is_refused(client, invited):
    person, token, _url = invited
    with pytest.raises(services.LinkSpent):
        services.accept_invitation(token=token, password=GOOD, now=NOW + timedelta(days=8))
    with pytest.raises(services.LinkSpent):
        services.accept_invitation(token="x" * 43, password=GOOD, now=NOW)
    person.refresh_from_db()
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("password", "again"), [("12345678901", "12345678901"), ("ngắn", "ngắn"), (GOOD, "khác"), ("", "")]
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_lives_on(client, invited, password, again):
    _person, token, url = invited
    response = client.post(url, {"password": password, "again": again})
    assert response.status_code == 200
    assert b"form-errors" in response.content
    services.accept_invitation(token=token, password=GOOD, now=NOW)


def test_a_closed_account_cannot_be_opened_by_a_link(client, invited):
    person, token, url = invited
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(services.LinkSpent):
        services.accept_invitation(token=token, password=GOOD, now=NOW)
    assert client.post(url, {"password": GOOD, "again": GOOD}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_accepting_ends_every_other_link_of_the_person(invited, run_jobs):
    person, first, _url = invited
    User.objects.filter(pk=person.pk).update(email="moi@example.vn")
    person.refresh_from_db()
    services.mail_link(person=person, invited_by=None, now=NOW)
    services.accept_invitation(token=first, password=GOOD, now=NOW)
    assert set(Invitation.objects.values_list("used_at", "revoked_at")) == {(NOW, None), (None, NOW)}
