"""The closure says the same as the parent links, whatever was done to the tree."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sumvay.errors import Refusal
from sumvay.org import closure, services
from sumvay.org.models import FOREVER, ParentLink, Unit, UnitPath
from tests.factories.accounts import OperatorFactory
from tests.factories.org import UnitFactory, UnitKindFactory

START = date(2025, 7, 1)
pytestmark = pytest.mark.django_db


def closure_as_stored() -> set[tuple]:
    """Every day-by-day fact of UnitPath, adjoining rows merged."""
    rows = UnitPath.objects.order_by("ancestor", "descendant", "valid_from")
    return merged(rows.values_list("ancestor_id", "descendant_id", "depth", "valid_from", "valid_to"))


def closure_recomputed() -> set[tuple]:
    """The same, walked link by link in Python."""
    links: dict[int, list] = {}
    for link in ParentLink.objects.all():
        links.setdefault(link.child_id, []).append((link.parent_id, link.valid.lower, link.valid.upper or FOREVER))
    rows = []
    for unit in Unit.objects.all():
        waiting = [(unit.pk, 0, unit.lifetime.lower, unit.lifetime.upper or FOREVER)]
        while waiting:
            above, depth, begun, ended = waiting.pop()
            rows.append((above, unit.pk, depth, begun, ended))
            for parent, since, until in links.get(above, []):
                if max(begun, since) < min(ended, until):
                    waiting.append((parent, depth + 1, max(begun, since), min(ended, until)))
    return merged(sorted(rows, key=lambda row: (row[0], row[1], row[3])))


def merged(rows) -> set[tuple]:
    found: list[tuple] = []
    for row in rows:
        if found and found[-1][:3] == row[:3] and found[-1][4] == row[3]:
            found[-1] = (*found[-1][:4], row[4])
        else:
            found.append(tuple(row))
    return set(found)


def assert_closure_true():
    assert closure_as_stored() == closure_recomputed()


@pytest.fixture
def operator():
    return OperatorFactory()


def test_a_new_unit_has_a_path_from_itself_and_everything_above(operator):
    top = UnitFactory(on=START)
    province = UnitFactory(parent=top, on=START)
    ward = services.create_unit(
        actor=operator, code="P1", name="Phường Một", kind=province.kind, parent=province, on=date(2025, 9, 1)
    )
    found = UnitPath.objects.filter(descendant=ward).order_by("depth").values_list("ancestor_id", "depth", "valid_from")
    assert list(found) == [(u.pk, depth, date(2025, 9, 1)) for depth, u in enumerate([ward, province, top])]
    assert_closure_true()


def test_a_unit_older_than_its_parent_is_alone_until_the_parent_begins(operator):
    ward = UnitFactory(on=date(2025, 8, 1))
    unit = services.create_unit(
        actor=operator, code="OLD", name="Công đoàn cũ", kind=ward.kind, parent=ward, on=date(2001, 1, 1)
    )
    path = UnitPath.objects.get(ancestor=ward, descendant=unit)
    assert path.valid_from == date(2025, 8, 1)
    assert_closure_true()


def test_a_move_takes_the_whole_branch_and_the_past_stays(operator):
    first, second = UnitFactory(on=START), UnitFactory(on=START)
    ward = UnitFactory(parent=first, on=START)
    unit = UnitFactory(parent=ward, on=START)
    services.move_unit(actor=operator, unit=ward, parent=second, on=date(2026, 1, 1), paper="12/QĐ")
    spans = UnitPath.objects.filter(descendant=unit, depth=2).values_list("ancestor_id", "valid_from", "valid_to")
    assert set(spans) == {(first.pk, START, date(2026, 1, 1)), (second.pk, date(2026, 1, 1), FOREVER)}
    assert_closure_true()


def test_moving_twice_on_one_day_leaves_only_the_last_place(operator):
    first, second, third = UnitFactory(on=START), UnitFactory(on=START), UnitFactory(on=START)
    ward = UnitFactory(parent=first, on=START)
    unit = UnitFactory(parent=ward, on=START)
    for parent in (second, third):
        services.move_unit(actor=operator, unit=ward, parent=parent, on=date(2026, 1, 1), paper="")
    assert not UnitPath.objects.filter(ancestor=second).exclude(descendant=second).exists()
    assert UnitPath.objects.filter(ancestor=third, descendant=unit, valid_from=date(2026, 1, 1)).count() == 1
    assert_closure_true()


def test_moving_away_and_back_on_one_day_is_as_if_nothing_happened(operator):
    first, second = UnitFactory(on=START), UnitFactory(on=START)
    ward = UnitFactory(parent=first, on=START)
    before = closure_as_stored()
    services.move_unit(actor=operator, unit=ward, parent=second, on=date(2026, 1, 1), paper="")
    services.move_unit(actor=operator, unit=ward, parent=first, on=date(2026, 1, 1), paper="")
    assert closure_as_stored() == before
    assert_closure_true()


def test_a_unit_moved_on_the_day_it_was_made_was_never_at_its_first_place(operator):
    first, second = UnitFactory(on=START), UnitFactory(on=START)
    unit = services.create_unit(
        actor=operator, code="X", name="Mới", kind=first.kind, parent=first, on=date(2026, 1, 1)
    )
    services.move_unit(actor=operator, unit=unit, parent=second, on=date(2026, 1, 1), paper="")
    assert not UnitPath.objects.filter(ancestor=first, descendant=unit).exists()
    assert_closure_true()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "create", "move", "move", "end"]),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(0, 2),
    ),
    min_size=4,
    max_size=22,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_sequence_of_changes_the_closure_is_what_the_links_say(steps):
    UnitPath.objects.all().delete()
    ParentLink.objects.all().delete()
    Unit.objects.all().delete()
    operator, kind = OperatorFactory(), UnitKindFactory()
    units = [UnitFactory(on=START), UnitFactory(on=START)]
    day = START
    for number, (act, one, other, days) in enumerate(steps):
        day += timedelta(days=days)
        unit, parent = units[one % len(units)], units[other % len(units)]
        Unit.refresh_from_db(unit)
        Unit.refresh_from_db(parent)
        backdated = day - timedelta(days=one % 3)
        try:
            if act == "create":
                units.append(
                    services.create_unit(
                        actor=operator, code=f"H{number}", name="Thử", kind=kind, parent=parent, on=backdated
                    )
                )
            elif act == "move":
                services.move_unit(actor=operator, unit=unit, parent=parent, on=backdated, paper="")
            else:
                services.end_unit(actor=operator, unit=unit, heirs=[], on=day, paper="")
        except Refusal:
            continue
    assert_closure_true()


def test_a_bulk_load_builds_the_same_closure_in_any_order_of_rows():
    top = UnitFactory(code="TW", on=START)
    kind = top.kind.code
    rows = [
        services.UnitRow("C", "Cơ sở", kind, "b", date(2001, 1, 1), members=12),
        services.UnitRow("B", "Phường", kind, "A", date(2025, 9, 1)),
        services.UnitRow("A", "Tỉnh", kind, "tw", date(2025, 8, 1)),
        services.UnitRow("R", "Gốc khác", kind, "", date(2025, 8, 1)),
    ]
    ids = services.bulk_load_units(rows)
    assert set(ids) == {"a", "b", "c", "r"}
    depths = UnitPath.objects.filter(descendant=ids["c"]).values_list("ancestor_id", "depth", "valid_from")
    assert set(depths) == {
        (ids["c"], 0, date(2001, 1, 1)),
        (ids["b"], 1, date(2025, 9, 1)),
        (ids["a"], 2, date(2025, 9, 1)),
        (top.pk, 3, date(2025, 9, 1)),
    }
    assert Unit.objects.get(code="C").sizes.get().members == 12
    assert_closure_true()


def test_a_bulk_load_under_a_unit_that_has_moved_knows_the_old_ancestors_too(operator):
    first, second = UnitFactory(on=START), UnitFactory(on=START)
    ward = UnitFactory(parent=first, on=START, code="W")
    services.move_unit(actor=operator, unit=ward, parent=second, on=date(2026, 1, 1), paper="")
    services.bulk_load_units([services.UnitRow("N", "Cơ sở", ward.kind.code, "W", date(2025, 10, 1))])
    assert UnitPath.objects.filter(ancestor=first, descendant__code="N", valid_to=date(2026, 1, 1)).exists()
    assert_closure_true()


@pytest.mark.parametrize(
    "rows",
    [
        [services.UnitRow("A", "A", "grassroots", "khong-co", START)],
        [services.UnitRow("A", "A", "khong-co", "", START)],
        [
            services.UnitRow("A", "A", "grassroots", "B", START),
            services.UnitRow("B", "B", "grassroots", "A", START),
        ],
    ],
)
def test_a_bulk_load_that_is_no_tree_leaves_nothing(rows):
    UnitKindFactory()
    with pytest.raises(services.RowsUnfit):
        services.bulk_load_units(rows)
    assert not Unit.objects.exists()


def test_the_day_of_the_last_change_is_told(operator):
    first, second = UnitFactory(on=START), UnitFactory(on=START)
    ward = UnitFactory(parent=first, on=START)
    assert closure.last_change_after(ward.pk, second.pk, timezone.localdate()) is None
    services.move_unit(actor=operator, unit=ward, parent=second, on=date(2026, 3, 1), paper="")
    assert closure.last_change_after(ward.pk, first.pk, date(2026, 1, 1)) == date(2026, 3, 1)
