"""A unit ends: its open duties go to its heir or close, its links die, and no total changes."""

import pytest
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import AccessLink, Dispatch
from sumvay.tally import selectors as tally
from tests.factories.directives import dispatch_to, issued_directive


def counted(directive, unit):
    found = tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk])[unit.pk]
    return {measure: int(value) for measure, value in found.items() if value}


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


def test_what_the_heir_does_not_hold_goes_over_and_is_counted_there_once(house):
    ended, heir = house.units[0], house.units[2]
    directive = issued_directive(actor=house.chair_of(house.wards[0]), unit=house.wards[0])
    passed = services.pass_on_to_heir(ended=ended, heir=heir, now=timezone.now())
    assert passed == 1
    assert Dispatch.objects.filter(directive=directive, unit=heir).count() == 1
    assert counted(directive, house.province) == {"state:sent": 2}
    assert counted(directive, house.wards[1]) == {"state:sent": 1}


def test_what_the_heir_holds_itself_closes_with_a_reason(house, chair):
    ended, heir = house.units[0], house.units[1]
    directive = issued_directive(actor=chair, unit=house.province)
    assert services.pass_on_to_heir(ended=ended, heir=heir, now=timezone.now()) == 0
    closed = dispatch_to(directive, ended)
    assert closed.state == "not_applicable"
    assert heir.name in closed.reason
    assert counted(directive, house.province) == {"state:sent": 5, "state:not_applicable": 1}


def test_finished_work_stays_where_it_was_done(house):
    ended, heir = house.units[0], house.units[2]
    directive = issued_directive(actor=house.chair_of(house.wards[0]), unit=house.wards[0])
    done = dispatch_to(directive, ended)
    services.complete_dispatch(actor=house.chair_of(ended), dispatch=done, now=timezone.now())
    assert services.pass_on_to_heir(ended=ended, heir=heir, now=timezone.now()) == 0
    assert Dispatch.objects.get(pk=done.pk).unit == ended


def test_links_of_the_ended_unit_die(house, chair):
    directive = issued_directive(actor=chair, unit=house.province)
    received = dispatch_to(directive, house.units[0])
    services.make_personal_links(actor=chair, directive=directive, dispatches=[received], now=timezone.now())
    services.pass_on_to_heir(ended=house.units[0], heir=house.units[1], now=timezone.now())
    assert AccessLink.objects.filter(unit=house.units[0], revoked_at__isnull=True).count() == 0
