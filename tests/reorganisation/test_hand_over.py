"""An officer leaves: the successor by phone takes up the post, work stays with the unit, old links die."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts import selectors as accounts
from sumvay.accounts.models import User
from sumvay.accounts.services import BadPhone
from sumvay.directives import selectors as directives
from sumvay.directives import services as directive_services
from sumvay.directives.models import AccessLink, Dispatch
from sumvay.feedback.models import Case
from sumvay.org import selectors as org
from sumvay.org import services as org_services
from sumvay.org.models import Appointment
from sumvay.reorganisation import services
from tests.factories.accounts import PersonFactory
from tests.factories.feedback import sorted_case
from tests.factories.org import AppointmentFactory, officer_of

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def seat_of(officer):
    return Appointment.objects.select_related("unit", "officer").get(officer=officer, valid__contains=TODAY)


def hand_over(movement, **changes):
    asked = {
        "actor": movement.mill_chair,
        "appointment": seat_of(movement.mill_chair),
        "full_name": "Trần Văn Kế",
        "email": "",
        "phone": "0912 345 678",
        "on": TODAY,
        "reason": "Chuyển công tác",
        "now": NOW,
    }
    return services.hand_over(**{**asked, **changes})


def test_the_leaver_hands_over_to_somebody_new(movement):
    before = list(Dispatch.objects.order_by("pk").values())
    successor, token = hand_over(movement)
    assert (successor.post, successor.officer.full_name) == ("chair", "Trần Văn Kế")
    assert accounts.invitation_by_token(token, now=NOW).user == successor.officer
    assert list(org.officers_of(movement.mill, on=TODAY)) == [successor.officer]
    assert not org.units_visible_to(movement.mill_chair, on=TODAY).exists()
    assert list(Dispatch.objects.order_by("pk").values()) == before


def test_links_of_the_leaver_die_and_those_of_others_live(movement):
    dispatches = list(Dispatch.objects.filter(directive=movement.directive))
    directive_services.make_personal_links(
        actor=movement.north_chair, directive=movement.directive, dispatches=dispatches, now=NOW
    )
    hand_over(movement)
    living = AccessLink.objects.filter(revoked_at=None, kind=AccessLink.Kind.PERSONAL)
    assert [link.unit for link in living] == [movement.ward]


def test_the_successor_finds_the_open_work(movement):
    successor, _token = hand_over(movement)
    inbox = directives.dispatches_visible_to(successor.officer, on=TODAY)
    assert [dispatch.unit for dispatch in inbox] == [movement.mill]


def test_those_above_may_hand_over_for_somebody_who_is_gone(movement):
    hand_over(movement, actor=movement.ward_chair)
    assert not org.posts_held(movement.mill_chair, movement.mill, on=TODAY)


@pytest.mark.parametrize("who", ["south_chair"])
def test_others_may_not_and_nothing_is_left_behind(movement, who):
    with pytest.raises(org_services.NotPermitted):
        hand_over(movement, actor=getattr(movement, who))
    clerk = officer_of(movement.mill, "clerk")
    with pytest.raises(org_services.NotPermitted):
        hand_over(movement, actor=clerk)
    assert not User.objects.filter(phone="+84912345678").exists()
    assert org.posts_held(movement.mill_chair, movement.mill, on=TODAY) == {"chair"}


def test_a_successor_who_signs_in_already_needs_no_link(movement):
    known = PersonFactory(phone="+84912345678")
    successor, token = hand_over(movement)
    assert (successor.officer, token) == (known, "")


def test_a_bad_phone_leaves_the_post_where_it_is(movement):
    with pytest.raises(BadPhone):
        hand_over(movement, phone="123")
    assert org.posts_held(movement.mill_chair, movement.mill, on=TODAY) == {"chair"}


def test_the_page_hands_over_once_and_shows_the_link_once(client, movement):
    client.force_login(movement.mill_chair)
    url = reverse("reorganisation:hand_over", args=[seat_of(movement.mill_chair).pk])
    fields = {"full_name": "Trần Văn Kế", "phone": "0912345678", "on": TODAY.isoformat()}
    assert client.post(url, {**fields, "phone": ""}).status_code == 422
    page = client.post(url, fields)
    assert "/accounts/invitation/" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post(url, fields).status_code == 404


@pytest.mark.parametrize("name", ["hand_over", "leave"])
def test_the_pages_are_closed_to_those_who_may_not(client, movement, name):
    url = reverse(f"reorganisation:{name}", args=[seat_of(movement.ward_chair).pk])
    for officer, status in ((movement.south_chair, 404), (movement.mill_chair, 404)):
        client.force_login(officer)
        assert (
            client.post(url, {"full_name": "X", "phone": "0912345678", "on": TODAY.isoformat()}).status_code == status
        )
    client.force_login(officer_of(movement.ward, "clerk"))
    assert client.get(url).status_code == 403
    assert org.posts_held(movement.ward_chair, movement.ward, on=TODAY) == {"chair"}


def test_a_post_may_end_without_a_successor(client, movement):
    client.force_login(movement.ward_chair)
    url = reverse("reorganisation:leave", args=[seat_of(movement.mill_chair).pk])
    client.get(url)
    assert org.posts_held(movement.mill_chair, movement.mill, on=TODAY) == {"chair"}
    assert client.post(url, {"on": TODAY.isoformat(), "reason": "Nghỉ hưu"}).status_code == 302
    assert not org.officers_of(movement.mill, on=TODAY).exists()


def in_hands(movement, officer, **changes):
    case = sorted_case(movement.mill, "Quạt xưởng hỏng")
    Case.objects.filter(pk=case.pk).update(assigned_to=officer, **changes)
    return case.pk


def lying_free() -> set[int]:
    return set(Case.objects.filter(assigned_to=None).values_list("pk", flat=True))


def test_messages_in_the_hands_of_who_leaves_lie_on_the_desk_again(movement):
    stays = officer_of(movement.mill, Appointment.Post.CLERK)
    free, kept = in_hands(movement, movement.mill_chair), in_hands(movement, stays)
    hand_over(movement)
    assert lying_free() == {free}
    seat = seat_of(stays)
    services.leave_post(actor=movement.ward_chair, appointment=seat, on=TODAY, reason="Nghỉ", now=NOW)
    assert lying_free() == {free, kept}


def test_who_keeps_another_post_keeps_what_may_be_handled_by_it(movement):
    chair = movement.mill_chair
    AppointmentFactory(officer=chair, unit=movement.mill, post=Appointment.Post.CLERK)
    in_hands(movement, chair)
    reserved = in_hands(movement, chair, is_reserved=True, kind="to_cao")
    seat = Appointment.objects.get(officer=chair, post=Appointment.Post.CHAIR)
    services.leave_post(actor=chair, appointment=seat, on=TODAY, reason="Thôi giữ chức", now=NOW)
    assert lying_free() == {reserved}
