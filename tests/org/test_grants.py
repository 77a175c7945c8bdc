"""Rights given by name, with a reason, over a unit and all below it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.org import permissions, selectors, services
from sumvay.org.models import Grant
from sumvay.org.services.posts import AlreadyEnded, AlreadyHolding
from tests.factories.accounts import PersonFactory
from tests.factories.org import GrantFactory

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def grant(movement, officer, **changes):
    asked = {"actor": movement.north_chair, "unit": movement.ward, "scope": "see", "reason": "Kiểm tra"}
    return services.grant_access(**{**asked, **changes}, officer=officer, on=TODAY, now=NOW)


def test_seeing_is_the_whole_branch_and_nothing_more(movement):
    guest = PersonFactory()
    grant(movement, guest)
    assert set(selectors.units_visible_to(guest, on=TODAY)) == {movement.ward, movement.mill}
    assert not permissions.can_act_for(guest, movement.mill, on=TODAY)
    assert not selectors.units_served_by(guest, on=TODAY).exists()


def test_acting_reaches_below_but_never_signs_or_manages(movement):
    guest = PersonFactory()
    grant(movement, guest, scope="act")
    for unit in (movement.ward, movement.mill):
        assert permissions.can_act_for(guest, unit, on=TODAY)
        assert permissions.can_act_on_behalf(guest, unit, on=TODAY)
        assert not permissions.can_sign(guest, unit, on=TODAY)
        assert not permissions.can_number(guest, unit, on=TODAY)
        assert not permissions.can_manage(guest, unit, on=TODAY)
    assert not permissions.can_act_for(guest, movement.north, on=TODAY)


def test_twice_is_refused_and_taking_back_ends_the_sight(movement):
    guest = PersonFactory()
    given = grant(movement, guest)
    with pytest.raises(AlreadyHolding):
        grant(movement, guest)
    services.end_grant(actor=movement.north_chair, grant=given, on=TODAY, now=NOW)
    assert not selectors.units_visible_to(guest, on=TODAY).exists()
    with pytest.raises(AlreadyEnded):
        services.end_grant(actor=movement.north_chair, grant=given, on=TODAY, now=NOW)


@pytest.mark.parametrize("who", ["south_chair", "mill_chair"])
def test_only_who_manages_the_unit_gives_rights_over_it(movement, who):
    guest = PersonFactory()
    with pytest.raises(services.NotPermitted):
        grant(movement, guest, actor=getattr(movement, who))
    assert not Grant.objects.exists()


def test_the_page_gives_and_takes_back(client, movement):
    guest = PersonFactory(phone="+84912345678")
    client.force_login(movement.north_chair)
    url = reverse("org:grant", args=[movement.ward.pk])
    fields = {"contact": "0912345678", "scope": "see", "reason": "Kiểm tra", "on": TODAY.isoformat()}
    assert client.post(url, fields | {"contact": "0999999999"}).status_code == 422
    assert client.post(url, fields | {"reason": ""}).status_code == 422
    client.post(url, fields)
    given = Grant.objects.get()
    assert (given.officer, given.granted_by) == (guest, movement.north_chair)
    end = reverse("org:end_grant", args=[movement.ward.pk, given.pk])
    assert client.get(end).status_code == 405
    client.post(end)
    assert not selectors.units_visible_to(guest, on=TODAY).exists()


def test_a_right_over_another_unit_is_not_ended_through_this_one(client, movement):
    given = GrantFactory(unit=movement.south)
    client.force_login(movement.north_chair)
    assert client.post(reverse("org:end_grant", args=[movement.ward.pk, given.pk])).status_code == 404
    assert Grant.objects.get(pk=given.pk).valid.upper is None
