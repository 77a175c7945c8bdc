"""A small movement that most tests of the tree start from."""

from types import SimpleNamespace

import pytest

from tests.factories.org import UnitFactory, UnitKindFactory, officer_of


@pytest.fixture
def movement(db):
    """top > north > ward > mill; top > south > dock: each of top, north, ward, mill, south has a chair."""
    UnitKindFactory()
    upper = UnitKindFactory(code="province", name="Liên đoàn Lao động tỉnh", rank=10)
    top = UnitFactory(code="TLD", name="Tổng Liên đoàn", kind=upper)
    north = UnitFactory(code="BAC", name="Liên đoàn Lao động tỉnh Bắc", kind=upper, parent=top)
    south = UnitFactory(code="NAM", name="Liên đoàn Lao động tỉnh Nam", kind=upper, parent=top)
    ward = UnitFactory(code="P1", name="Công đoàn phường Đông Ngạc", kind=upper, parent=north)
    mill = UnitFactory(code="DET", name="Công đoàn Công ty Dệt Lụa", parent=ward)
    dock = UnitFactory(code="CANG", name="Công đoàn Cảng Nam", parent=south)
    units = {"top": top, "north": north, "south": south, "ward": ward, "mill": mill, "dock": dock}
    chairs = {f"{name}_chair": officer_of(units[name]) for name in ("top", "north", "south", "ward", "mill")}
    return SimpleNamespace(**units, **chairs)
