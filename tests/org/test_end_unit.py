"""A unit ends with its posts and ties; it stays readable, its heirs are known."""

from datetime import date, timedelta

import pytest

from sumvay.org import selectors, services
from sumvay.org.models import Appointment, Grant, Succession, Unit, UnitPath
from sumvay.org.services.rules import Ended
from sumvay.org.services.tree import EndedBeforeBegun, InheritedByItself, StillLeading
from tests.factories.accounts import OperatorFactory
from tests.factories.org import LONG_AGO, GrantFactory

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


def end(movement, **changes):
    asked = {"actor": movement.north_chair, "unit": movement.mill, "heirs": [movement.ward], "on": DAY, "paper": "9/QĐ"}
    services.end_unit(**{**asked, **changes})


def test_it_is_gone_from_the_tree_from_that_day_and_stays_in_the_past(movement):
    end(movement)
    assert movement.mill not in selectors.descendants_of(movement.top, on=DAY)
    assert movement.mill in selectors.descendants_of(movement.top, on=DAY - timedelta(days=1))
    assert Unit.objects.get(pk=movement.mill.pk).lifetime.upper == DAY
    assert Succession.objects.get().heir == movement.ward
    assert not UnitPath.objects.filter(descendant=movement.mill, valid_to__gt=DAY).exists()


def test_its_posts_rights_and_ties_end_with_it(movement):
    grant = GrantFactory(unit=movement.mill)
    services.link_beside(
        actor=movement.top_chair, unit=movement.mill, beside=movement.south, kind="caretaker", on=LONG_AGO, paper=""
    )
    end(movement)
    assert not selectors.units_served_by(movement.mill_chair, on=DAY).exists()
    assert Appointment.objects.get(unit=movement.mill).ended_reason == "9/QĐ"
    assert Grant.objects.get(pk=grant.pk).valid.upper == DAY
    assert set(selectors.units_visible_to(movement.south_chair, on=DAY)) == {movement.south, movement.dock}


def test_those_above_and_the_heirs_still_find_it_others_do_not(movement):
    end(movement, heirs=[movement.dock], actor=movement.top_chair)
    for officer in (movement.ward_chair, movement.north_chair, movement.top_chair, movement.south_chair):
        assert list(selectors.ended_units_visible_to(officer, on=DAY)) == [movement.mill]
    assert not selectors.ended_units_visible_to(movement.mill_chair, on=DAY).exists()


def test_a_unit_with_units_below_does_not_end(movement):
    with pytest.raises(StillLeading):
        end(movement, unit=movement.ward, heirs=[])
    assert Unit.objects.get(pk=movement.ward.pk).lifetime.upper is None


def test_a_unit_does_not_end_itself_nor_do_neighbours(movement):
    for officer in (movement.mill_chair, movement.south_chair):
        with pytest.raises(services.NotPermitted):
            end(movement, actor=officer)


def test_twice_is_refused(movement):
    end(movement)
    movement.mill.refresh_from_db()
    with pytest.raises(Ended):
        end(movement, actor=OperatorFactory())
    with pytest.raises(services.NotPermitted):
        end(movement)
    assert Succession.objects.count() == 1


def test_not_its_own_heir_and_not_before_it_began(movement):
    with pytest.raises(InheritedByItself):
        end(movement, heirs=[movement.mill])
    with pytest.raises(EndedBeforeBegun):
        end(movement, on=LONG_AGO)


def test_a_unit_renamed_and_moved_on_its_last_day_ends_cleanly(movement):
    services.rename_unit(actor=movement.north_chair, unit=movement.mill, name="Tên cuối", on=DAY)
    services.move_unit(actor=movement.north_chair, unit=movement.mill, parent=movement.north, on=DAY, paper="")
    end(movement)
    assert selectors.parent_of(movement.mill, on=DAY - timedelta(days=1)) == movement.ward
    assert selectors.name_on(movement.mill, DAY - timedelta(days=1)) == "Công đoàn Công ty Dệt Lụa"
