"""Who is above, below and beside whom on which day, and who sees what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sumvay.org import selectors, services
from sumvay.org.models import Unit
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.org import LONG_AGO, AppointmentFactory, GrantFactory, UnitFactory, officer_of

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def codes(units):
    return [unit.code for unit in units]


def test_the_tree_of_a_day(movement):
    assert codes(selectors.descendants_of(movement.north, on=TODAY)) == ["DET", "P1"]
    assert codes(selectors.descendants_of(movement.north, on=TODAY, include_self=True)) == ["DET", "P1", "BAC"]
    assert codes(selectors.ancestors_of(movement.mill, on=TODAY)) == ["P1", "BAC", "TLD"]
    assert codes(selectors.children_of(movement.top, on=TODAY)) == ["BAC", "NAM"]
    assert selectors.parent_of(movement.mill, on=TODAY) == movement.ward
    assert selectors.parent_of(movement.top, on=TODAY) is None
    before = LONG_AGO - timedelta(days=1)
    assert not selectors.descendants_of(movement.top, on=before).exists()


def test_units_come_in_vietnamese_order(movement):
    for number, name in enumerate(["Công đoàn Đại Từ", "Công đoàn Dân Tiến", "Công đoàn Ân Thi", "Công đoàn An Phú"]):
        UnitFactory(parent=movement.mill, name=name, code=f"S{number}")
    names = [unit.name for unit in selectors.children_of(movement.mill, on=TODAY)]
    assert names == ["Công đoàn An Phú", "Công đoàn Ân Thi", "Công đoàn Dân Tiến", "Công đoàn Đại Từ"]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("top_chair", {"TLD", "BAC", "NAM", "P1", "DET", "CANG"}),
        ("north_chair", {"BAC", "P1", "DET"}),
        ("ward_chair", {"P1", "DET"}),
        ("mill_chair", {"DET"}),
        ("south_chair", {"NAM", "CANG"}),
    ],
)
def test_officers_see_their_own_unit_and_what_stands_below_only(movement, who, seen):
    officer = getattr(movement, who)
    assert set(codes(selectors.units_visible_to(officer, on=TODAY))) == seen
    for unit in Unit.objects.all():
        if unit.code in seen:
            assert selectors.unit_visible_to(officer, unit.pk, on=TODAY) == unit
        else:
            with pytest.raises(Unit.DoesNotExist):
                selectors.unit_visible_to(officer, unit.pk, on=TODAY)


def test_without_a_post_in_force_nothing_is_seen(movement):
    former = PersonFactory()
    AppointmentFactory(officer=former, unit=movement.north, valid=(LONG_AGO, TODAY))
    GrantFactory(officer=former, unit=movement.south, valid=(LONG_AGO, TODAY))
    assert not selectors.units_visible_to(former, on=TODAY).exists()
    assert set(codes(selectors.units_visible_to(former, on=TODAY - timedelta(days=1)))) == {
        "BAC",
        "P1",
        "DET",
        "NAM",
        "CANG",
    }


def test_an_operator_sees_every_living_unit(movement):
    services.end_unit(actor=movement.south_chair, unit=movement.dock, heirs=[], on=date(2026, 3, 1), paper="")
    assert set(codes(selectors.units_visible_to(OperatorFactory(), on=TODAY))) == {"TLD", "BAC", "NAM", "P1", "DET"}


@pytest.mark.parametrize("typed", ["phuong dong ngac", "PHƯỜNG ĐÔNG", "p1", "Ngạc"])
def test_search_needs_no_accents_and_never_leaves_the_branch(movement, typed):
    UnitFactory(parent=movement.south, name="Công đoàn phường Đông Ngạc Nam", code="XP1")
    assert list(selectors.units_found(movement.north_chair, typed, on=TODAY)) == [movement.ward]


def test_the_top_units_of_an_officer_with_seats_at_two_heights(movement):
    AppointmentFactory(officer=movement.north_chair, unit=movement.mill, post="editor")
    AppointmentFactory(officer=movement.north_chair, unit=movement.dock, post="editor")
    assert set(selectors.top_units_of(movement.north_chair, on=TODAY)) == {movement.north, movement.dock}
    assert list(selectors.top_units_of(OperatorFactory(), on=TODAY)) == [movement.top]


def test_officers_of_a_unit_by_post(movement):
    clerk = officer_of(movement.mill, "clerk")
    officer_of(movement.mill, "clerk", is_active=False)
    officer_of(movement.ward, "clerk")
    assert set(selectors.officers_of(movement.mill, on=TODAY)) == {movement.mill_chair, clerk}
    assert list(selectors.officers_of(movement.mill, on=TODAY, posts={"clerk"})) == [clerk]
    assert not selectors.officers_of(movement.mill, on=TODAY, posts=set()).exists()
    assert [seat.post for seat in selectors.appointments_in(movement.mill, on=TODAY)][:2] == ["chair", "clerk"]


def test_visibility_is_one_query_however_large(movement, django_assert_num_queries):
    for _number in range(3):
        UnitFactory(parent=movement.mill)
    with django_assert_num_queries(1):
        list(selectors.units_visible_to(movement.north_chair, on=TODAY))
    with django_assert_num_queries(1):
        selectors.unit_visible_to(movement.north_chair, movement.mill.pk, on=TODAY)
    with django_assert_num_queries(1):
        list(selectors.units_found(movement.north_chair, "det", on=TODAY))
