"""Two leaders open a box together: after a forgotten passphrase, for other leaders, for the heir."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import sealing, services
from sumvay.feedback.models import Box, Handler, SealedCase, SealedKey
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_boxes, sealed_escrow, sealed_handling, sealed_keys, sealed_writing
from tests.factories.org import AppointmentFactory, UnitFactory, officer_of
from tests.factories.sealed import PASSPHRASE, PASSWORD, case_of, keyed, private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db
TEXT = "Tổ trưởng đánh công nhân"


@pytest.fixture
def place():
    return with_box(UnitFactory(), first=False, second=False)


def read_by(officer, case) -> str:
    case = selectors.sealed_cases_of(officer, on=timezone.localdate()).get(pk=case.pk)
    private = private_of(officer)
    return sealed_handling.open_sealed(actor=officer, case=case, private=private, now=timezone.now()).talk[0].text


def opened_together(client, one, other, unit, **more) -> int:
    client.force_login(one)
    client.post(reverse("feedback:offer_sealed_half", args=[unit.pk]), {"passphrase": PASSPHRASE, **more})
    client.force_login(other)
    address = reverse("feedback:open_sealed_escrow", args=[unit.pk])
    return client.post(address, {"passphrase": PASSPHRASE, **more}).status_code


def test_a_forgotten_passphrase_is_mended_by_both_leaders(client, place):
    theirs, others = sealed_message(place.box, [place.first], TEXT), sealed_message(place.box, [place.second])
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).exists()
    assert selectors.waiting_for_escrow(place.box, on=timezone.localdate()) == 1

    assert opened_together(client, place.chair, place.vice, place.unit) == 302

    assert read_by(place.first, theirs.case) == TEXT
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).filter(pk=others.case.pk).exists()
    assert SealedKey.objects.count() == 2
    assert selectors.waiting_for_escrow(place.box, on=timezone.localdate()) == 0
    entry = Entry.objects.get(action="sealed.open_escrow")
    assert (entry.actor_id, entry.changes["with"], entry.changes["cases"]) == (place.vice.pk, place.chair.pk, 1)
    assert read_by(place.second, others.case)


def test_the_leaders_read_nothing_by_opening(client, place):
    sent = sealed_message(place.box, [place.first], TEXT)
    opened_together(client, place.chair, place.vice, place.unit)
    for leader in (place.chair, place.vice):
        client.force_login(leader)
        client.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE})
        assert client.get(reverse("feedback:sealed_case", args=[sent.case.pk])).status_code == 404
        assert TEXT not in client.get(reverse("feedback:sealed_box", args=[place.unit.pk])).content.decode()


def test_one_leader_alone_opens_nothing(client, place):
    sealed_message(place.box, [place.first])
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    now = timezone.now()
    with pytest.raises(sealed_escrow.NothingOffered):
        sealed_escrow.open_escrow(actor=place.vice, box=place.box, passphrase=PASSPHRASE, leaders=[], now=now)
    for _ in range(2):
        assert opened_together(client, place.chair, place.chair, place.unit) == 422
    with pytest.raises(sealed_escrow.NotALeader):
        sealed_escrow.offer_half(actor=place.first, box=place.box, passphrase=PASSPHRASE, now=now)
    with pytest.raises(sealed_keys.WrongPassphrase):
        sealed_escrow.open_escrow(actor=place.vice, box=place.box, passphrase="sai", leaders=[], now=now)
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).exists()
    offer = bytes(Box.objects.get().offer)
    for person in (place.chair, place.first):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(private_of(person), offer, b"offer" + bytes(place.box.public))


def test_opening_twice_needs_both_twice(client, place):
    assert opened_together(client, place.chair, place.vice, place.unit) == 302
    address = reverse("feedback:open_sealed_escrow", args=[place.unit.pk])
    assert client.post(address, {"passphrase": PASSPHRASE}).status_code == 422
    assert client.get(address).status_code == 405
    assert opened_together(client, place.vice, place.chair, place.unit) == 302


def test_other_leaders_take_the_halves_over(client, place):
    sent = sealed_message(place.box, [place.first], TEXT)
    new = [keyed(officer_of(place.unit, "vice_chair")), keyed(officer_of(place.unit, "inspection"))]
    body = {"first": new[0].pk, "second": new[1].pk}

    assert opened_together(client, place.chair, place.vice, place.unit, **body) == 302

    now = timezone.now()
    with pytest.raises(sealed_escrow.NotALeader):
        sealed_escrow.offer_half(actor=place.chair, box=Box.objects.get(), passphrase=PASSPHRASE, now=now)
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=now)
    assert opened_together(client, *new, place.unit) == 302
    assert read_by(place.first, sent.case) == TEXT


def test_unfit_new_leaders_leave_everything_as_it_was(client, place):
    before = Box.objects.values("first_half", "second_half").get()
    body = {"first": place.chair.pk, "second": place.chair.pk}
    assert opened_together(client, place.chair, place.vice, place.unit, **body) == 422
    box = Box.objects.get()
    assert Box.objects.values("first_half", "second_half").get() == before
    assert box.offer is not None


def test_a_leaders_forgotten_passphrase_ends_the_spare_key_and_is_said(client, place):
    sealed_keys.replace_key(actor=place.chair, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    assert opened_together(client, place.vice, place.chair, place.unit) == 422
    client.force_login(place.vice)
    page = client.get(reverse("feedback:sealed_box", args=[place.unit.pk])).content.decode()
    assert "Mất chìa dự phòng" in page
    with pytest.raises(sealed_escrow.HalfLost):
        sealed_escrow.offer_half(actor=place.vice, box=Box.objects.get(), passphrase=PASSPHRASE, now=timezone.now())


def test_what_has_no_spare_key_stays_closed(client, place):
    sealed_message(place.box, [place.first], has_escrow=False)
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    opened_together(client, place.chair, place.vice, place.unit)
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).exists()


def test_what_lost_its_only_reader_is_given_to_the_handlers_of_today(client, place):
    sent = sealed_message(place.box, [place.first, place.second], TEXT, topic="luong")
    kept_from = sealed_message(place.box, [place.first], TEXT)
    third, tied = (keyed(officer_of(place.unit, "communications")) for _ in range(2))
    now = timezone.now()
    for officer, is_tied in ((third, False), (tied, True)):
        sealed_boxes.name_handler(
            actor=place.chair, unit=place.unit, officer=officer, tied_to_employer=is_tied, now=now
        )
    place.first.appointments.all().delete()
    type(place.second).objects.filter(pk=place.second.pk).update(is_active=False)
    gone = Handler.objects.get(officer=place.first)
    assert selectors.waiting_for_escrow(place.box, on=timezone.localdate()) == 2
    with pytest.raises(sealed_boxes.LastReader):
        sealed_boxes.end_handler(actor=place.chair, handler=gone, now=now)

    assert opened_together(client, place.chair, place.vice, place.unit) == 302

    assert read_by(third, sent.case) == TEXT
    # Pay is not for who is tied to the employer; whom the writer left out stays out
    assert [one.pk for one in selectors.sealed_cases_of(tied, on=timezone.localdate())] == [kept_from.case.pk]
    assert not SealedKey.objects.filter(case=kept_from.case, key__officer=place.second).exists()
    assert selectors.waiting_for_escrow(place.box, on=timezone.localdate()) == 0
    sealed_boxes.end_handler(actor=place.chair, handler=gone, now=now)
    assert not SealedKey.objects.filter(key__officer=place.first).exists()


def test_who_left_can_be_ended_although_nobody_else_reads_what_has_no_spare_key(place):
    sealed_message(place.box, [place.first], has_escrow=False)
    handler = Handler.objects.get(officer=place.first)
    with pytest.raises(sealed_boxes.LastReader):
        sealed_boxes.end_handler(actor=place.chair, handler=handler, now=timezone.now())
    place.first.appointments.all().delete()
    sealed_boxes.end_handler(actor=place.chair, handler=handler, now=timezone.now())
    assert SealedKey.objects.get().key.officer == place.first
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).exists()


def test_an_older_box_is_opened_by_its_own_leaders_and_its_messages_go_on_in_the_new_one(client, place):
    sent = sealed_message(place.box, [place.first], TEXT)
    new = [keyed(officer_of(place.unit, "vice_chair")) for _ in range(2)]
    box = sealed_boxes.set_up_box(actor=place.chair, unit=place.unit, leaders=new, now=timezone.now())
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    place.chair.appointments.all().delete()
    client.force_login(place.chair)
    page = client.get(reverse("feedback:sealed_box", args=[place.unit.pk])).content.decode()
    assert f'name="box" value="{place.box.pk}"' in page

    assert opened_together(client, *new, place.unit, box=place.box.pk) == 422
    assert opened_together(client, place.chair, place.vice, place.unit, box=place.box.pk) == 302

    assert read_by(place.first, sent.case) == TEXT
    assert case_of(sent.receipt).box == box
    assert [one.pk for one in selectors.boxes_to_open(place.unit, on=timezone.localdate())] == [box.pk]


# -- the unit ends


@pytest.fixture
def heir():
    return with_box(UnitFactory(), heiress=False, bound=True)


def test_the_two_leaders_hand_everything_to_the_heir_and_the_receipt_keeps_working(client, place, heir):
    sent = sealed_message(place.box, [place.first], TEXT)
    assert services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now()) == 1
    assert services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now()) == 1
    assert not selectors.sealed_cases_of(heir.heiress, on=timezone.localdate()).exists()

    assert opened_together(client, place.chair, place.vice, place.unit) == 302

    assert read_by(heir.heiress, sent.case) == TEXT
    assert case_of(sent.receipt).box == heir.box
    assert not selectors.sealed_cases_of(place.first, on=timezone.localdate()).exists()
    case, content_key = sealed_writing.opened_by_receipt(receipt=sent.receipt)
    assert sealed_writing.sealed_content.talk_in(case, content_key)[0].text == TEXT


def test_a_handler_who_holds_it_hands_it_over_after_the_posts_have_ended(client, place, heir):
    sent = sealed_message(place.box, [place.first], TEXT, topic="to_cao")
    services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now())
    place.first.appointments.all().delete()
    client.force_login(place.first)
    client.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE})
    address = reverse("feedback:sealed_to_heir", args=[sent.case.pk])

    assert client.post(address).status_code == 302

    # Who is tied to the employer gets no denunciation
    assert {held.key.officer for held in SealedKey.objects.all()} == {heir.heiress}
    assert read_by(heir.heiress, sent.case) == TEXT
    assert client.post(address).status_code == 404


def test_an_older_box_of_an_ended_unit_is_handed_over_too(client, place, heir):
    sent = sealed_message(place.box, [place.first], TEXT)
    new = [keyed(officer_of(place.unit, "vice_chair")) for _ in range(2)]
    sealed_boxes.set_up_box(actor=place.chair, unit=place.unit, leaders=new, now=timezone.now())
    services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now())
    assert opened_together(client, place.chair, place.vice, place.unit, box=place.box.pk) == 302
    assert read_by(heir.heiress, sent.case) == TEXT


def test_an_heir_without_a_box_is_refused_and_nothing_is_lost(client, place):
    sent = sealed_message(place.box, [place.first], TEXT)
    services.pass_box_on(ended=place.unit, heir=UnitFactory(), now=timezone.now())
    case, private = case_of(sent.receipt), private_of(place.first)
    with pytest.raises(sealed_handling.NoHeirYet):
        sealed_handling.hand_to_heir(actor=place.first, case=case, private=private, now=timezone.now())
    assert read_by(place.first, sent.case) == TEXT
    assert SealedCase.objects.get().box == place.box


def test_whom_the_writer_left_out_stays_left_out_at_the_heir(client, place, heir):
    sent = sealed_message(place.box, [place.first], TEXT)
    AppointmentFactory(officer=place.second, unit=heir.unit, post="inspection")
    sealed_boxes.name_handler(
        actor=heir.chair, unit=heir.unit, officer=place.second, tied_to_employer=False, now=timezone.now()
    )
    services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now())
    opened_together(client, place.chair, place.vice, place.unit)
    assert {held.key.officer for held in SealedKey.objects.filter(case=sent.case)} == {heir.heiress, heir.bound}


def test_an_heir_that_ends_passes_what_it_inherited_on(place, heir):
    last = UnitFactory()
    services.pass_box_on(ended=place.unit, heir=heir.unit, now=timezone.now())
    assert services.pass_box_on(ended=heir.unit, heir=last, now=timezone.now()) == 2
    assert set(Box.objects.values_list("heir", flat=True)) == {last.pk}


def test_the_end_of_a_unit_passes_its_box_on_with_its_open_messages(place, heir):
    services.pass_on_to_heir(ended=place.unit, heir=heir.unit, now=timezone.now())
    assert Box.objects.get(pk=place.box.pk).heir == heir.unit
    assert Box.objects.get(pk=place.box.pk).ended_on == timezone.localdate()
    assert selectors.box_of(heir.unit) == heir.box
