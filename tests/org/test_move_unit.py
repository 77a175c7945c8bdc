"""A unit moves with its branch; circles, wrong days and strangers are refused and leave the tree as it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.org import selectors, services
from sumvay.org.models import UnitPath
from sumvay.org.services.rules import Ended, FutureDated
from sumvay.org.services.tree import AlreadyThere, ChangedSince, CircleMade
from tests.factories.accounts import OperatorFactory

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


def move(movement, **changes):
    asked = {"actor": movement.top_chair, "unit": movement.ward, "parent": movement.south, "on": DAY, "paper": "7/QĐ"}
    services.move_unit(**{**asked, **changes})


def paths():
    return set(UnitPath.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))


def test_the_branch_is_there_from_the_day_on_and_was_not_before(movement):
    move(movement)
    above = [u.code for u in selectors.ancestors_of(movement.mill, on=DAY)]
    assert above == ["P1", "NAM", "TLD"]
    before = [u.code for u in selectors.ancestors_of(movement.mill, on=DAY - timedelta(days=1))]
    assert before == ["P1", "BAC", "TLD"]
    entry = Entry.objects.get(action="unit.move")
    assert entry.changes == {"parent": [movement.north.pk, movement.south.pk], "on": "2026-03-01"}


def test_sight_moves_with_it(movement):
    move(movement)
    seen_by_south = selectors.units_visible_to(movement.south_chair, on=timezone.localdate())
    seen_by_north = selectors.units_visible_to(movement.north_chair, on=timezone.localdate())
    assert {movement.ward, movement.mill} <= set(seen_by_south)
    assert set(seen_by_north) == {movement.north}


@pytest.mark.parametrize(("unit", "parent"), [("north", "mill"), ("north", "ward"), ("ward", "ward")])
def test_a_circle_is_refused(movement, unit, parent):
    before = paths()
    with pytest.raises(CircleMade):
        move(movement, unit=getattr(movement, unit), parent=getattr(movement, parent))
    assert paths() == before


@pytest.mark.parametrize("who", ["north_chair", "south_chair", "ward_chair", "mill_chair"])
def test_who_does_not_manage_both_places_cannot_move(movement, who):
    before = paths()
    with pytest.raises(services.NotPermitted):
        move(movement, actor=getattr(movement, who))
    assert paths() == before


def test_a_second_press_changes_nothing(movement):
    move(movement)
    before = paths()
    with pytest.raises(AlreadyThere):
        move(movement)
    assert paths() == before


def test_a_move_cannot_be_dated_before_a_later_change(movement):
    move(movement, unit=movement.mill, parent=movement.north, on=DAY + timedelta(days=5))
    with pytest.raises(ChangedSince, match="06/03/2026"):
        move(movement)
    move(movement, on=DAY + timedelta(days=5))


def test_a_future_day_is_refused(movement):
    with pytest.raises(FutureDated):
        move(movement, on=timezone.localdate() + timedelta(days=1))


def test_neither_an_ended_unit_nor_below_an_ended_unit(movement):
    services.end_unit(actor=movement.top_chair, unit=movement.dock, heirs=[], on=DAY, paper="")
    movement.dock.refresh_from_db()
    with pytest.raises(Ended):
        move(movement, unit=movement.dock, parent=movement.north, actor=OperatorFactory())
    with pytest.raises(Ended):
        move(movement, parent=movement.dock, actor=OperatorFactory())
