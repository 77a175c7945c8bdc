"""Posts are given, given up, passed on; leaders are named from above or by the unit's own chair."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.org import selectors, services
from sumvay.org.models import Appointment
from sumvay.org.services.posts import AlreadyEnded, AlreadyHolding, SucceededByOneself
from sumvay.org.services.rules import Ended, FutureDated
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.org import LONG_AGO, officer_of

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def appoint(movement, **changes):
    asked = {
        "actor": movement.ward_chair,
        "officer": PersonFactory(),
        "unit": movement.mill,
        "post": "clerk",
        "on": TODAY,
        "now": NOW,
    }
    return services.appoint(**{**asked, **changes})


def test_the_officer_serves_there_from_that_day(movement):
    person = PersonFactory()
    appointment = appoint(movement, officer=person)
    assert list(selectors.units_served_by(person, on=TODAY)) == [movement.mill]
    assert not selectors.units_served_by(person, on=TODAY - timedelta(days=1)).exists()
    entry = Entry.objects.get(action="appointment.begin")
    assert entry.target_id == appointment.pk
    assert entry.changes == {"officer": person.pk, "post": "clerk", "on": TODAY.isoformat()}


def test_one_person_holds_several_posts_in_several_units(movement):
    person = PersonFactory()
    appoint(movement, officer=person)
    appoint(movement, officer=person, post="communications")
    appoint(movement, officer=person, unit=movement.ward)
    assert selectors.posts_held(person, movement.mill, on=TODAY) == {"clerk", "communications"}
    assert set(selectors.units_served_by(person, on=TODAY)) == {movement.mill, movement.ward}


def test_the_same_post_twice_is_refused(movement):
    person = PersonFactory()
    appoint(movement, officer=person)
    with pytest.raises(AlreadyHolding):
        appoint(movement, officer=person)
    assert Appointment.objects.filter(officer=person).count() == 1


def test_a_clerk_names_a_clerk_but_no_leader(movement):
    clerk = officer_of(movement.mill, "clerk")
    appoint(movement, actor=clerk, post="communications")
    for post in ("chair", "vice_chair"):
        with pytest.raises(services.NotPermitted):
            appoint(movement, actor=clerk, post=post, officer=clerk)
    assert selectors.posts_held(clerk, movement.mill, on=TODAY) == {"clerk"}


@pytest.mark.parametrize(
    ("who", "post"), [("mill_chair", "chair"), ("ward_chair", "chair"), ("top_chair", "vice_chair")]
)
def test_leaders_are_named_by_the_chair_or_from_above(movement, who, post):
    assert appoint(movement, actor=getattr(movement, who), post=post).post == post


@pytest.mark.parametrize("who", ["south_chair"])
def test_neighbours_name_nobody(movement, who):
    with pytest.raises(services.NotPermitted):
        appoint(movement, actor=getattr(movement, who))


def test_not_in_the_future_and_not_where_a_unit_has_ended(movement):
    with pytest.raises(FutureDated):
        appoint(movement, on=TODAY + timedelta(days=1))
    services.end_unit(actor=movement.ward_chair, unit=movement.mill, heirs=[], on=TODAY, paper="")
    with pytest.raises(Ended):
        appoint(movement, actor=OperatorFactory())


def end(actor, appointment, on=TODAY):
    services.end_appointment(actor=actor, appointment=appointment, on=on, reason="Nghỉ hưu", now=NOW)


def test_an_ended_post_gives_nothing_any_more(movement):
    seat = Appointment.objects.get(officer=movement.mill_chair)
    end(movement.ward_chair, seat)
    assert not selectors.units_visible_to(movement.mill_chair, on=TODAY).exists()
    seat.refresh_from_db()
    assert (seat.valid.lower, seat.valid.upper, seat.ended_reason) == (LONG_AGO, TODAY, "Nghỉ hưu")
    with pytest.raises(AlreadyEnded):
        end(movement.ward_chair, seat)


def test_officers_give_up_their_own_posts_others_below_do_not_end_them(movement):
    clerk = officer_of(movement.mill, "clerk")
    with pytest.raises(services.NotPermitted):
        end(clerk, Appointment.objects.get(officer=movement.mill_chair))
    end(clerk, Appointment.objects.get(officer=clerk))
    assert not selectors.posts_held(clerk, movement.mill, on=TODAY)


def test_a_post_given_and_ended_on_one_day_was_never_held(movement):
    seat = appoint(movement)
    end(movement.ward_chair, seat)
    assert not selectors.units_served_by(seat.officer, on=TODAY).exists()
    assert Appointment.objects.filter(pk=seat.pk, valid__isempty=True).exists()
    appoint(movement, officer=seat.officer)


def test_passing_on_is_ending_and_beginning_at_once(movement):
    seat = Appointment.objects.get(officer=movement.mill_chair)
    successor = PersonFactory()
    asked = {"actor": movement.mill_chair, "appointment": seat, "on": TODAY, "reason": "", "now": NOW}
    with pytest.raises(SucceededByOneself):
        services.pass_post_on(successor=movement.mill_chair, **asked)
    assert services.pass_post_on(successor=successor, **asked).post == "chair"
    assert list(selectors.officers_of(movement.mill, on=TODAY)) == [successor]
    with pytest.raises(AlreadyEnded):
        services.pass_post_on(successor=PersonFactory(), **asked)
