"""People look after their own name, language and address."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts import selectors, services
from sumvay.accounts.models import Invitation, User
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    cache.clear()
    person = PersonFactory(email=None, phone="+84912345678")
    client.force_login(person)
    return person


def test_the_page_shows_ones_own_contacts_only(client, person):
    PersonFactory(full_name="Người Khác", email="khac@example.vn")
    page = client.get(reverse("accounts:profile")).content.decode()
    assert "091 234 56 78" in page or "0912 345 678" in page
    assert "khac@example.vn" not in page


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get(reverse("accounts:profile"))
    assert response.url == f"{reverse('account_login')}?next={reverse('accounts:profile')}"


def test_name_and_language_are_saved(client, person):
    client.post(reverse("accounts:change_profile"), {"full_name": " Lan  Mới ", "language": "en"})
    person.refresh_from_db()
    assert (person.full_name, person.language) == ("Lan Mới", "en")
    assert "My account" in client.get(reverse("accounts:profile")).content.decode()


@pytest.mark.parametrize("fields", [{"full_name": "", "language": "vi"}, {"full_name": "Lan", "language": "xx"}])
def test_what_cannot_be_is_not_saved(client, person, fields):
    assert client.post(reverse("accounts:change_profile"), fields).status_code == 422
    assert User.objects.get(pk=person.pk).full_name == person.full_name


def test_get_does_not_change(client, person):
    assert client.get(reverse("accounts:change_profile")).status_code == 405
    assert client.get(reverse("accounts:ask_for_email")).status_code == 405


def new_address(client, run_jobs, email="Lan@Example.vn"):
    client.post(reverse("accounts:ask_for_email"), {"email": email})
    run_jobs()
    return mail.outbox[-1].body.split("/accounts/invitation/")[1].split("/")[0]


def test_an_address_changes_only_after_the_press_on_its_link(client, person, run_jobs):
    token = new_address(client, run_jobs)
    assert mail.outbox[-1].to == ["lan@example.vn"]
    url = reverse("accounts:invitation", args=[token])
    client.logout()
    client.get(url)
    assert User.objects.get(pk=person.pk).email is None
    client.post(url)
    person.refresh_from_db()
    assert person.email == "lan@example.vn"
    assert person.email_verified_at is not None
    assert client.post(url).status_code == 410


def test_the_link_of_an_address_sets_no_password(client, person, run_jobs):
    token = new_address(client, run_jobs)
    with pytest.raises(services.LinkSpent):
        services.accept_invitation(token=token, password="mật khẩu của kẻ gian", now=timezone.now())
    assert selectors.invitation_by_token(token, now=timezone.now()) is not None


def test_an_address_of_somebody_else_is_refused(client, person, run_jobs):
    PersonFactory(email="lan@example.vn")
    response = client.post(reverse("accounts:ask_for_email"), {"email": "lan@example.vn"})
    assert response.status_code == 422
    assert run_jobs() == []
    assert not Invitation.objects.exists()


def test_an_address_taken_meanwhile_leaves_everything_as_it_was(client, person, run_jobs):
    token = new_address(client, run_jobs)
    PersonFactory(email="lan@example.vn")
    with pytest.raises(services.ContactTaken):
        services.confirm_email(token=token, now=timezone.now())
    assert User.objects.get(pk=person.pk).email is None
    assert selectors.invitation_by_token(token, now=timezone.now()) is not None
