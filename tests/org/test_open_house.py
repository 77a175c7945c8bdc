"""The first day: kinds, the top unit and its first officer, once."""

import pytest
from django.utils import timezone

from sumvay.accounts import selectors as accounts
from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.org import permissions, selectors, services
from sumvay.org.models import Unit, UnitKind
from sumvay.org.services.open_house import AlreadyOpen

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def open_house(**changes):
    asked = {"unit_name": "Tổng Liên đoàn", "unit_code": "TLD", "officer_name": "Lê An", "officer_phone": "0912345678"}
    return services.open_house(**{**asked, "now": NOW, **changes})


def test_the_first_officer_may_build_the_house():
    opened = open_house()
    assert (opened.unit.kind.code, opened.unit.code) == ("national", "TLD")
    assert accounts.invitation_by_token(opened.token, now=NOW).user == opened.officer
    assert permissions.can_manage(opened.officer, opened.unit, on=TODAY)
    assert not opened.officer.is_superuser
    ward = services.create_unit(
        actor=opened.officer,
        code="P1",
        name="Phường",
        kind=UnitKind.objects.get(code="ward"),
        parent=opened.unit,
        on=TODAY,
    )
    assert selectors.parent_of(ward, on=TODAY) == opened.unit


def test_a_house_with_units_is_not_opened_again():
    open_house()
    with pytest.raises(AlreadyOpen):
        open_house(unit_code="KHAC", officer_phone="0987654321")
    assert User.objects.count() == Unit.objects.count() == 1


@pytest.mark.parametrize("changes", [{"kind": "empire"}, {"officer_phone": "12"}, {"officer_phone": ""}])
def test_a_wrong_answer_leaves_nothing(changes):
    with pytest.raises(Refusal):
        open_house(**changes)
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_kinds_that_exist_stay_as_they_are():
    UnitKind.objects.update_or_create(code="ward", defaults={"name": "Công đoàn phường, thị trấn"})
    services.add_starting_kinds()
    services.add_starting_kinds()
    assert UnitKind.objects.get(code="ward").name == "Công đoàn phường, thị trấn"
    assert UnitKind.objects.filter(is_grassroots=True).exists()
