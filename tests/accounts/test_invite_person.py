"""People are invited by someone, found instead of doubled, and hold exactly one living link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from sumvay.accounts import selectors, services
from sumvay.accounts.models import Invitation, User
from sumvay.accounts.services.invitations import ContactsDivided, NoContact
from sumvay.audit.models import Entry
from tests.factories.accounts import PersonFactory

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def invite(**changes):
    asked = {"actor": None, "full_name": "Trần Văn Mới", "email": None, "phone": "0912 345 678", "now": NOW}
    return services.invite_person(**{**asked, **changes})


def test_a_new_person_is_added_with_a_number_in_one_form_and_no_password():
    person, token = invite(full_name="  Trần  Văn   Mới ")
    assert (person.full_name, person.phone, person.email) == ("Trần Văn Mới", "+84912345678", None)
    assert not person.has_usable_password()
    assert selectors.invitation_by_token(token, now=NOW).user == person
    assert Entry.objects.get(action="invitation.create").changes == {"person": person.pk}


def test_only_a_hash_of_the_token_is_kept():
    _person, token = invite()
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == selectors.token_hash(token)


def test_someone_known_is_found_by_either_contact_and_keeps_what_is_known():
    known = PersonFactory(full_name="Lê Thị Cũ", email="cu@example.vn", phone="+84912345678", password=None)
    known.set_unusable_password()
    known.save()
    person, token = invite(full_name="Người Khác", email="ke.gian@example.vn")
    assert (person, person.full_name, person.email) == (known, "Lê Thị Cũ", "cu@example.vn")
    assert token
    assert User.objects.count() == 1


def test_no_link_is_given_to_an_account_that_somebody_uses_already():
    known = PersonFactory(phone="+84912345678")
    person, token = invite()
    assert (person, token) == (known, "")
    assert not Invitation.objects.exists()


def test_inviting_again_ends_the_older_link():
    _person, first = invite()
    _person, second = invite()
    assert selectors.invitation_by_token(first, now=NOW) is None
    assert selectors.invitation_by_token(second, now=NOW) is not None
    assert User.objects.count() == 1


def test_a_link_lasts_seven_days():
    _person, token = invite()
    assert selectors.invitation_by_token(token, now=NOW + timedelta(days=6, hours=23)) is not None
    assert selectors.invitation_by_token(token, now=NOW + timedelta(days=7, seconds=1)) is None


def test_contacts_of_two_different_people_are_refused_and_leave_nothing():
    PersonFactory(phone="+84912345678")
    PersonFactory(email="b@example.vn")
    with pytest.raises(ContactsDivided):
        invite(email="b@example.vn")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("contacts", [{"phone": ""}, {"phone": None, "email": " "}])
def test_someone_without_any_contact_cannot_be_invited(contacts):
    with pytest.raises(NoContact):
        invite(**contacts)
    assert not User.objects.exists()


@pytest.mark.parametrize("number", ["12345", "không có", "0912 345 67", "+84 912 345 6789 0"])
def test_what_is_not_a_phone_is_refused(number):
    with pytest.raises(services.BadPhone):
        invite(phone=number)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "number", ["0912345678", "+84 912 345 678", "84912345678", "912345678", "0912.345.678", "912345678.0"]
)
def test_a_phone_is_the_same_however_it_is_written(number):
    person, _token = invite(phone=number)
    assert person.phone == "+84912345678"


def test_a_person_with_an_address_gets_a_letter_with_a_link_of_its_own(run_jobs):
    inviter = PersonFactory(full_name="Phạm Thị Mời")
    _person, token = invite(actor=inviter, email="moi@example.vn")
    assert run_jobs() == ["sumvay.accounts.tasks.mail_link"]
    [letter] = mail.outbox
    assert letter.to == ["moi@example.vn"]
    assert "Phạm Thị Mời" in letter.body
    assert token not in letter.body
    mailed = letter.body.split("/accounts/invitation/")[1].split("/")[0]
    assert selectors.invitation_by_token(mailed, now=NOW).channel == Invitation.Channel.EMAIL


def test_the_ready_text_for_zalo_carries_the_link_and_the_last_day(settings):
    person, token = invite()
    text = services.invitation_text(person=person, token=token, about="Chủ tịch Công đoàn Hoa Sen", now=NOW)
    assert f"{settings.BASE_URL}/accounts/invitation/{token}/" in text
    assert "Chủ tịch Công đoàn Hoa Sen" in text
    assert (NOW + timedelta(days=7)).strftime("%d/%m/%Y") in text
