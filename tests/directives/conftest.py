"""A small federation: a province over two wards with two grassroots units each, and a stranger beside it."""

from types import SimpleNamespace

import pytest

from tests.factories.org import UnitFactory, UnitKindFactory, officer_of


@pytest.fixture
def house(db):
    """The federation, gone after the test."""
    return federation()


def federation():
    """`house.province`, `.wards`, `.units`, `.elsewhere`, `.chair_of(unit)`, and `.stranger` from another branch."""
    province_kind = UnitKindFactory(code="province", name="Liên đoàn Lao động tỉnh", rank=20)
    ward_kind = UnitKindFactory(code="ward", name="Công đoàn phường", rank=40)
    nation = UnitFactory(kind=UnitKindFactory(code="national", name="Tổng Liên đoàn", rank=10), name="Tổng Liên đoàn")
    province = UnitFactory(kind=province_kind, parent=nation, name="Liên đoàn Lao động tỉnh Bình Minh")
    other = UnitFactory(kind=province_kind, parent=nation, name="Liên đoàn Lao động tỉnh Hoàng Hôn")
    wards = [UnitFactory(kind=ward_kind, parent=province, name=f"Công đoàn phường {name}") for name in ("An", "Bình")]
    units = [UnitFactory(parent=ward, name=f"CĐCS {ward.name} số {n}") for ward in wards for n in (1, 2)]
    elsewhere = UnitFactory(parent=other, name="CĐCS ở nơi khác")
    chairs = {unit.pk: officer_of(unit) for unit in (nation, province, other, *wards, *units, elsewhere)}
    return SimpleNamespace(
        nation=nation,
        province=province,
        other=other,
        wards=wards,
        units=units,
        elsewhere=elsewhere,
        chair_of=lambda unit: chairs[unit.pk],
        stranger=chairs[elsewhere.pk],
    )
