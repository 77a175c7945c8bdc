"""A unit's leaders set its sealed box up and name who reads."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import sealing
from sumvay.feedback.models import Box, Handler, SealedKey
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_boxes as services
from sumvay.feedback.services import sealed_handling
from sumvay.notifications.models import Notice
from tests.factories.accounts import OperatorFactory
from tests.factories.org import UnitFactory, officer_of
from tests.factories.sealed import case_of, keyed, private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(parent=UnitFactory())


def door(unit, name="sealed_box", **more):
    return reverse(f"feedback:{name}", kwargs={"unit_pk": unit.pk, **more})


def test_two_leaders_hold_a_half_each_and_neither_holds_the_key(client, unit):
    chair, vice = keyed(officer_of(unit)), keyed(officer_of(unit, "vice_chair"))
    client.force_login(chair)

    assert client.post(door(unit, "set_up_sealed_box"), {"first": chair.pk, "second": vice.pk}).status_code == 302

    box = Box.objects.get()
    about = services.about_half(public=bytes(box.public))
    one = sealing.unseal(private_of(chair), bytes(box.first_half), about)
    other = sealing.unseal(private_of(vice), bytes(box.second_half), about)
    assert sealing.public_of(sealing.joined(one, other)) == bytes(box.public)
    assert bytes(box.public) not in (sealing.public_of(one), sealing.public_of(other))
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(private_of(chair), bytes(box.second_half), about)
    assert Entry.objects.get(action="sealed.set_up_box").changes == {"leaders": [chair.pk, vice.pk]}


def test_an_inspector_may_set_it_up_and_a_leader_of_the_unit_above_may_hold_a_half(client, unit):
    inspector = keyed(officer_of(unit, "inspection"))
    above = keyed(officer_of(selectors.org.parent_of(unit, on=timezone.localdate())))
    client.force_login(inspector)
    client.post(door(unit, "set_up_sealed_box"), {"first": inspector.pk, "second": above.pk})
    assert Box.objects.get().second_leader.officer == above


def test_leaders_must_be_two_and_have_keys(client, unit):
    chair, keyless, clerk = keyed(officer_of(unit)), officer_of(unit, "vice_chair"), keyed(officer_of(unit, "clerk"))
    client.force_login(chair)
    for other in (chair, keyless, clerk, keyed(officer_of(UnitFactory()))):
        body = {"first": chair.pk, "second": other.pk}
        assert client.post(door(unit, "set_up_sealed_box"), body).status_code == 422
        with pytest.raises(services.LeadersUnfit):
            services.set_up_box(actor=chair, unit=unit, leaders=[chair, other], now=timezone.now())
    assert not Box.objects.exists()


def test_nobody_else_keeps_the_box_not_even_the_operator(client, unit):
    place = with_box(unit, first=False)
    people = [
        officer_of(unit, "clerk"),
        officer_of(unit, "communications"),
        OperatorFactory(),
        officer_of(UnitFactory()),
    ]
    handler, before = Handler.objects.get(), list(Box.objects.values())
    for person in [*people, place.first.__class__.objects.create_user("la@example.vn")]:
        client.force_login(person)
        for name, more in (
            ("sealed_box", {}), ("set_up_sealed_box", {}), ("name_sealed_handler", {}), ("offer_sealed_half", {}),
            ("open_sealed_escrow", {}), ("change_sealed_handler", {"pk": handler.pk}),
        ):  # fmt: skip
            body = {"officer": person.pk, "step": "end", "first": place.chair.pk, "second": place.vice.pk}
            address = door(unit, name, **more)
            assert {client.get(address).status_code, client.post(address, body).status_code} <= {404, 405}
        with pytest.raises(services.KeepingDenied):
            services.set_up_box(actor=person, unit=unit, leaders=[place.chair, place.vice], now=timezone.now())
        with pytest.raises(services.KeepingDenied):
            services.end_handler(actor=person, handler=handler, now=timezone.now())
        with pytest.raises(services.KeepingDenied):
            services.change_tie(actor=person, handler=handler, tied_to_employer=True, now=timezone.now())
    assert list(Box.objects.values()) == before
    assert Handler.objects.get() == handler


def test_a_handler_is_named_once_and_told(client, unit):
    place, officer = with_box(unit), officer_of(unit, "communications")
    client.force_login(place.chair)
    body = {"officer": officer.pk, "tied_to_employer": "on"}

    assert client.post(door(unit, "name_sealed_handler"), body).status_code == 302
    assert client.post(door(unit, "name_sealed_handler"), body).status_code == 422

    assert Handler.objects.get().tied_to_employer
    assert Notice.objects.filter(officer=officer, kind="sealed_named").count() == 1
    assert selectors.readers_of(unit, on=timezone.localdate()) == []
    keyed(officer)
    assert [reader.officer for reader in selectors.readers_of(unit, on=timezone.localdate())] == [officer]
    for stranger in (officer_of(UnitFactory()), officer_of(unit, "collaborator")):
        assert client.post(door(unit, "name_sealed_handler"), {"officer": stranger.pk}).status_code == 422
    assert Handler.objects.count() == 1


def test_the_tie_to_the_employer_is_set_and_taken_back(client, unit):
    place = with_box(unit, first=False)
    client.force_login(place.vice)
    address = door(unit, "change_sealed_handler", pk=Handler.objects.get().pk)
    client.post(address, {"tied": "yes"})
    assert Handler.objects.get().tied_to_employer
    client.post(address, {"tied": "no"})
    assert not Handler.objects.get().tied_to_employer
    assert client.get(address).status_code == 405


def test_nobody_takes_the_own_mark_off(client, unit):
    place, now = with_box(unit), timezone.now()
    above = officer_of(selectors.org.parent_of(unit, on=timezone.localdate()))
    named = services.name_handler(actor=place.vice, unit=unit, officer=place.chair, tied_to_employer=True, now=now)
    client.force_login(place.chair)
    client.post(door(unit, "change_sealed_handler", pk=named.pk), {"tied": "no"})
    assert Handler.objects.get().tied_to_employer
    # Nor by ending and naming oneself anew
    services.end_handler(actor=place.chair, handler=named, now=now)
    with pytest.raises(services.OwnTie):
        services.name_handler(actor=place.chair, unit=unit, officer=place.chair, tied_to_employer=False, now=now)
    again = services.name_handler(actor=place.chair, unit=unit, officer=place.chair, tied_to_employer=True, now=now)
    with pytest.raises(services.KeepingDenied):
        services.change_tie(actor=officer_of(UnitFactory()), handler=again, tied_to_employer=False, now=now)
    services.change_tie(actor=above, handler=again, tied_to_employer=False, now=now)
    assert not Handler.objects.get(pk=again.pk).tied_to_employer
    # Marking oneself is everybody's own
    services.change_tie(actor=place.chair, handler=again, tied_to_employer=True, now=now)


def test_a_handler_ends_only_when_another_reads_what_lies_there(client, unit):
    place = with_box(unit, first=False, second=False)
    alone = sealed_message(place.box, [place.first])
    both = sealed_message(place.box, [place.first, place.second])
    handler = Handler.objects.get(officer=place.first)
    client.force_login(place.chair)

    client.post(door(unit, "change_sealed_handler", pk=handler.pk), {"step": "end"})
    assert Handler.objects.filter(ended_on=None).count() == 2
    alone.case.delete()
    client.post(door(unit, "change_sealed_handler", pk=handler.pk), {"step": "end"})

    assert [one.officer for one in Handler.objects.filter(ended_on=None)] == [place.second]
    assert [held.key.officer for held in SealedKey.objects.filter(case=both.case)] == [place.second]
    assert client.post(door(unit, "change_sealed_handler", pk=handler.pk), {"step": "end"}).status_code == 404
    with pytest.raises(services.AlreadyEnded):
        services.end_handler(actor=place.chair, handler=handler, now=timezone.now())


def test_a_box_set_up_anew_takes_cases_over_as_they_are_opened(unit):
    place, now = with_box(unit, first=False), timezone.now()
    sent = sealed_message(place.box, [place.first], "Vẫn đọc được")
    unspared = sealed_message(place.box, [place.first], "Không chìa dự phòng", has_escrow=False)
    new = services.set_up_box(actor=place.chair, unit=unit, leaders=[place.chair, place.vice], now=now)

    for _ in range(2):
        for one, text in ((sent, "Vẫn đọc được"), (unspared, "Không chìa dự phòng")):
            case = selectors.sealed_cases_of(place.first, on=timezone.localdate()).get(pk=one.case.pk)
            seen = sealed_handling.open_sealed(actor=place.first, case=case, private=private_of(place.first), now=now)
            assert seen.talk[0].text == text

    assert case_of(sent.receipt).box == new
    assert bytes(case_of(sent.receipt).for_box) != bytes(sent.case.for_box)
    assert case_of(unspared.receipt).for_box is None
    assert Box.objects.filter(ended_on=None).count() == 1
