"""Posts by phone or e-mail; a link to an account is given only to those who answer for all its posts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts import selectors as accounts
from sumvay.accounts.models import Invitation, User
from sumvay.org import selectors, services
from sumvay.org.models import Appointment
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.org import AppointmentFactory, GrantFactory, officer_of

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def invite(movement, **changes):
    asked = {
        "actor": movement.ward_chair,
        "unit": movement.mill,
        "post": "clerk",
        "full_name": "Trần Văn Mới",
        "email": "",
        "phone": "0912 345 678",
        "on": TODAY,
        "now": NOW,
    }
    return services.invite_officer(**{**asked, **changes})


def never_signed_in(**fields):
    person = PersonFactory(**fields)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    return person


def test_a_new_person_gets_the_post_and_a_link(movement):
    appointment, token = invite(movement)
    assert accounts.invitation_by_token(token, now=NOW).user == appointment.officer
    assert selectors.posts_held(appointment.officer, movement.mill, on=TODAY) == {"clerk"}


def test_who_may_not_appoint_adds_nobody(movement):
    with pytest.raises(services.NotPermitted):
        invite(movement, actor=movement.south_chair)
    assert not User.objects.filter(phone="+84912345678").exists()


def test_the_account_of_somebody_who_signs_in_already_stays_closed_to_the_inviter(movement):
    known = PersonFactory(phone="+84912345678")
    appointment, token = invite(movement)
    assert (appointment.officer, token) == (known, "")


def test_a_waiting_account_with_posts_elsewhere_gives_the_inviter_no_link_and_keeps_its_own(movement):
    known = never_signed_in(phone="+84912345678")
    AppointmentFactory(officer=known, unit=movement.south, post="vice_chair")
    own = services.invite_again(actor=movement.top_chair, officer=known, now=NOW)
    appointment, token = invite(movement)
    assert (appointment.officer, token) == (known, "")
    assert accounts.invitation_by_token(own, now=NOW) is not None


def test_a_new_link_is_made_by_those_who_answer_for_every_post(movement):
    token = services.invite_again(actor=movement.ward_chair, officer=movement.mill_chair, now=NOW)
    assert accounts.invitation_by_token(token, now=NOW).user == movement.mill_chair


@pytest.mark.parametrize("who", ["south_chair", "mill_chair"])
def test_others_make_no_link(movement, who):
    with pytest.raises(services.NotPermitted):
        services.invite_again(actor=getattr(movement, who), officer=movement.ward_chair, now=NOW)
    assert not Invitation.objects.exists()


def test_a_clerk_makes_no_link_to_the_chair(movement):
    with pytest.raises(services.NotPermitted):
        services.invite_again(actor=officer_of(movement.mill, "clerk"), officer=movement.mill_chair, now=NOW)


def test_a_post_or_right_out_of_reach_closes_the_account(movement):
    AppointmentFactory(officer=movement.mill_chair, unit=movement.dock, post="collaborator")
    with pytest.raises(services.NotPermitted):
        services.invite_again(actor=movement.ward_chair, officer=movement.mill_chair, now=NOW)
    granted = officer_of(movement.mill, "clerk")
    GrantFactory(officer=granted, unit=movement.south)
    with pytest.raises(services.NotPermitted):
        services.invite_again(actor=movement.ward_chair, officer=granted, now=NOW)


def test_operators_and_people_without_posts_are_out_of_everyones_reach(movement):
    for person in (OperatorFactory(), PersonFactory()):
        with pytest.raises(services.NotPermitted):
            services.invite_again(actor=movement.top_chair, officer=person, now=NOW)


def test_the_page_shows_the_zalo_text_once(client, movement):
    client.force_login(movement.ward_chair)
    url = reverse("org:invite_officer", args=[movement.mill.pk])
    fields = {"full_name": "Trần Văn Mới", "phone": "0912345678", "post": "clerk", "on": TODAY.isoformat()}
    response = client.post(url, fields)
    page = response.content.decode()
    assert "/accounts/invitation/" in page
    assert "văn thư Công đoàn Công ty Dệt Lụa" in page
    assert "no-store" in response.headers["Cache-Control"]
    again = client.post(url, fields)
    assert again.status_code == 422
    assert "/accounts/invitation/" not in again.content.decode()


@pytest.mark.parametrize("fields", [{"phone": "", "email": ""}, {"phone": "12"}, {"post": "vua"}, {"full_name": ""}])
def test_the_page_refuses_what_cannot_be(client, movement, fields):
    client.force_login(movement.ward_chair)
    asked = {"full_name": "Mới", "phone": "0912345678", "post": "clerk", "on": TODAY.isoformat()}
    response = client.post(reverse("org:invite_officer", args=[movement.mill.pk]), asked | fields)
    assert response.status_code == 422
    assert not Appointment.objects.filter(post="clerk").exists()


def test_the_page_makes_a_new_link_by_press_only(client, movement):
    client.force_login(movement.ward_chair)
    seat = Appointment.objects.get(officer=movement.mill_chair)
    url = reverse("org:send_link", args=[seat.pk])
    assert client.get(url).status_code == 405
    assert "/accounts/invitation/" in client.post(url).content.decode()
    client.force_login(movement.mill_chair)
    own_chief = Appointment.objects.get(officer=movement.ward_chair)
    assert client.post(reverse("org:send_link", args=[own_chief.pk])).status_code == 404


def test_a_number_is_replaced_and_counts_as_unproven(client, movement):
    User.objects.filter(pk=movement.mill_chair.pk).update(phone_verified_at=NOW)
    client.force_login(movement.ward_chair)
    seat = Appointment.objects.get(officer=movement.mill_chair)
    url = reverse("org:replace_phone", args=[seat.pk])
    assert client.post(url, {"phone": "0987 654 321"}).status_code == 302
    movement.mill_chair.refresh_from_db()
    assert (movement.mill_chair.phone, movement.mill_chair.phone_verified_at) == ("+84987654321", None)
    PersonFactory(phone="+84911222333")
    assert client.post(url, {"phone": "0911222333"}).status_code == 422
    client.force_login(officer_of(movement.mill, "clerk"))
    assert client.post(url, {"phone": "0911000111"}).status_code == 422
    movement.mill_chair.refresh_from_db()
    assert movement.mill_chair.phone == "+84987654321"
