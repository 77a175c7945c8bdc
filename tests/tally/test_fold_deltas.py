"""Counts that rise: whatever is written, folded and moved in whatever order, a tally is the recount."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sumvay.org.models import FOREVER, UnitPath
from sumvay.org.services import tree
from sumvay.tally import selectors, services
from sumvay.tally.models import Tally, TallyDelta
from tests.factories.accounts import PersonFactory
from tests.factories.org import UnitFactory

SUBJECT = "test:1"


@pytest.fixture
def units(db):
    """top > a, b; a > a1, a2; b > b1."""
    top = UnitFactory()
    a, b = UnitFactory(parent=top), UnitFactory(parent=top)
    return [top, a, b, UnitFactory(parent=a), UnitFactory(parent=a), UnitFactory(parent=b)]


def recount(facts):
    """What every unit should come to, from the facts and the open paths alone."""
    expected = {}
    for path in UnitPath.objects.filter(valid_to=FOREVER):
        for unit_id, amount in facts:
            if unit_id == path.descendant_id:
                expected[path.ancestor_id] = expected.get(path.ancestor_id, 0) + amount
    return expected


def counted(units):
    found = selectors.totals(subject=SUBJECT, unit_ids=[u.pk for u in units])
    return {unit_id: measures["seen"] for unit_id, measures in found.items()}


def append(unit, amount):
    services.append_facts(subject=SUBJECT, facts=[services.Fact("seen", unit.pk, amount)])


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 5), st.integers(1, 9)),
        st.tuples(st.just("fold"), st.integers(1, 4), st.just(0)),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_a_tally_is_the_recount_in_any_order(units, steps):
    with transaction.atomic():
        facts = []
        for kind, number, amount in steps:
            if kind == "write":
                append(units[number], amount)
                facts.append((units[number].pk, amount))
            else:
                services.fold_deltas(limit=number)
            assert counted(units) == recount(facts)
        transaction.set_rollback(True)


def test_folding_leaves_no_fact_behind_and_changes_no_total(units):
    for unit in units:
        append(unit, 2)
    before = counted(units)
    assert services.fold_all() == 6
    assert not TallyDelta.objects.filter(folded=False).exists()
    assert counted(units) == before
    assert before[units[0].pk] == 12


def test_a_moved_branch_takes_its_counts_along(units):
    top, a, b, a1, a2, b1 = units
    for unit in (a1, a2, b1):
        append(unit, 5)
    services.fold_all()
    append(a1, 1)
    operator = PersonFactory(is_superuser=True)
    tree.move_unit(actor=operator, unit=a1, parent=b, on=timezone.localdate(), paper="QĐ 1")
    services.move_branch(unit_id=a1.pk, old_ancestor_ids=[a.pk, top.pk], new_ancestor_ids=[b.pk, top.pk])
    assert counted(units) == {top.pk: 16, a.pk: 5, b.pk: 11, a1.pk: 6, a2.pk: 5, b1.pk: 5}


def test_a_new_subject_is_settled_for_all_ancestors_at_once(units):
    services.settle_new_subject(subject=SUBJECT, measure="seen", units=type(units[0]).objects.filter(pk=units[3].pk))
    assert not TallyDelta.objects.filter(folded=False).exists()
    assert Tally.objects.filter(subject=SUBJECT).count() == 2
    assert counted(units) == {units[0].pk: 1, units[1].pk: 1, units[3].pk: 1}


def test_nothing_is_kept_of_a_change_of_zero(units):
    append(units[3], 0)
    assert TallyDelta.objects.count() == 0


def test_only_the_measures_asked_for_are_added_up(units):
    facts = [services.Fact("seen", units[3].pk, 1), services.Fact("done", units[3].pk, Decimal("2.5"))]
    services.append_facts(subject=SUBJECT, facts=facts)
    found = selectors.totals(subject=SUBJECT, unit_ids=[units[0].pk], measures=["done"])
    assert found == {units[0].pk: {"done": Decimal("2.50")}}


def test_two_changes_of_one_measure_at_once_are_added_up(units):
    services.append_facts(
        subject=SUBJECT, facts=[services.Fact("seen", units[3].pk, -1), services.Fact("seen", units[3].pk, 3)]
    )
    found = selectors.totals(subject=SUBJECT, unit_ids=[units[0].pk], measures=["seen"])
    assert found == {units[0].pk: {"seen": 2}}
    services.append_facts(
        subject=SUBJECT, facts=[services.Fact("seen", units[3].pk, -1), services.Fact("seen", units[3].pk, 1)]
    )
    assert TallyDelta.objects.count() == 1
