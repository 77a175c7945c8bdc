"""Which post may do what, and how far it reaches."""

import pytest
from django.utils import timezone

from sumvay.org import permissions
from tests.factories.accounts import OperatorFactory
from tests.factories.org import officer_of

TODAY = timezone.localdate()
POSTS = ("chair", "vice_chair", "inspection", "communications", "clerk", "editor", "collaborator")
MAY = {
    "can_see": set(POSTS),
    "can_act_for": set(POSTS) - {"editor", "collaborator"},
    "can_draft": set(POSTS) - {"editor", "collaborator"},
    "can_sign": {"chair", "vice_chair"},
    "can_number": {"chair", "clerk"},
    "can_manage": {"chair", "vice_chair", "clerk"},
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("post", POSTS)
def test_what_each_post_may_in_its_own_unit(movement, post):
    officer = officer_of(movement.ward, post)
    allowed = {name for name in MAY if getattr(permissions, name)(officer, movement.ward, on=TODAY)}
    assert allowed == {name for name, posts in MAY.items() if post in posts}


@pytest.mark.parametrize("post", POSTS)
def test_what_each_post_may_in_a_unit_below(movement, post):
    officer = officer_of(movement.ward, post)
    allowed = {name for name in MAY if getattr(permissions, name)(officer, movement.mill, on=TODAY)}
    assert allowed == {"can_see"} | ({"can_manage"} if post in MAY["can_manage"] else set())
    assert permissions.can_act_on_behalf(officer, movement.mill, on=TODAY) is (post in MAY["can_act_for"])
    assert permissions.can_manage_from_above(officer, movement.mill, on=TODAY) is (post in MAY["can_manage"])


@pytest.mark.parametrize("unit", ["top", "north", "south", "dock"])
def test_a_post_reaches_neither_up_nor_sideways(movement, unit):
    for name in (*MAY, "can_act_on_behalf", "can_manage_from_above"):
        assert not getattr(permissions, name)(movement.ward_chair, getattr(movement, unit), on=TODAY)


def test_nobody_acts_on_behalf_of_the_own_unit_or_manages_it_from_above(movement):
    assert not permissions.can_act_on_behalf(movement.ward_chair, movement.ward, on=TODAY)
    assert not permissions.can_manage_from_above(movement.ward_chair, movement.ward, on=TODAY)


def test_an_operator_may_everything(movement):
    operator = OperatorFactory()
    for name in (*MAY, "can_act_on_behalf", "can_manage_from_above"):
        assert getattr(permissions, name)(operator, movement.mill, on=TODAY)
