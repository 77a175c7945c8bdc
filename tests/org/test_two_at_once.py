"""Two people at once: the tree keeps its shape, a post is held once, a link works once."""

import threading

from django.db import connection
from django.utils import timezone

from sumvay.accounts import services as accounts
from sumvay.accounts.models import Invitation
from sumvay.accounts.selectors import live_invitations
from sumvay.errors import Refusal
from sumvay.org import services
from sumvay.org.models import Appointment, ParentLink
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.org import UnitFactory

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def at_once(*acts) -> list[bool]:
    """Run acts in threads that start together; True for each that was not refused."""
    barrier, outcomes = threading.Barrier(len(acts)), [False] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            act()
            outcomes[place] = True
        except Refusal:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_moves_never_close_a_circle(module_database):
    operator, top = OperatorFactory(), UnitFactory()
    for _round in range(5):
        one, other = UnitFactory(parent=top), UnitFactory(parent=top)

        def move(unit, parent):
            return lambda: services.move_unit(actor=operator, unit=unit, parent=parent, on=TODAY, paper="")

        assert sorted(at_once(move(one, other), move(other, one))) == [False, True]
        assert ParentLink.objects.filter(child__in=[one, other], parent__in=[one, other]).count() == 1


def test_a_post_is_given_once(module_database):
    operator, officer, unit = OperatorFactory(), PersonFactory(), UnitFactory()

    def appoint():
        services.appoint(actor=operator, officer=officer, unit=unit, post="clerk", on=TODAY, now=NOW)

    assert sorted(at_once(appoint, appoint, appoint)) == [False, False, True]
    assert Appointment.objects.filter(officer=officer).count() == 1


def test_a_person_invited_by_two_is_one_person_with_one_living_link(module_database):
    def invite():
        accounts.invite_person(actor=None, full_name="Lê An", email=None, phone="0912345678", now=NOW)

    assert at_once(invite, invite, invite) == [True, True, True]
    assert Invitation.objects.values("user").distinct().count() == 1
    assert live_invitations(now=NOW).count() == 1


def test_a_link_is_accepted_once(module_database):
    _person, token = accounts.invite_person(actor=None, full_name="Lê Hai", email=None, phone="0987654321", now=NOW)

    def accept():
        accounts.accept_invitation(token=token, password="mười hai con giáp", now=NOW)

    assert sorted(at_once(accept, accept, accept)) == [False, False, True]
