"""A small movement in which a directive is on its way."""

from types import SimpleNamespace

import pytest

from tests.factories.directives import issued_directive
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of


@pytest.fixture
def movement(db):
    """top > north > ward > mill, top > south; north has issued a directive to all below."""
    UnitKindFactory()
    upper = UnitKindFactory(code="province", name="Liên đoàn Lao động tỉnh", rank=10)
    top = UnitFactory(code="TLD", name="Tổng Liên đoàn", kind=upper)
    north = UnitFactory(code="BAC", name="Liên đoàn Lao động tỉnh Bắc", kind=upper, parent=top)
    south = UnitFactory(code="NAM", name="Liên đoàn Lao động tỉnh Nam", kind=upper, parent=top)
    ward = UnitFactory(code="P1", name="Công đoàn phường Đông Ngạc", kind=upper, parent=north)
    mill = UnitFactory(code="DET", name="Công đoàn Công ty Dệt Lụa", parent=ward)
    units = {"top": top, "north": north, "south": south, "ward": ward, "mill": mill}
    chairs = {f"{name}_chair": officer_of(unit) for name, unit in units.items()}
    directive = issued_directive(actor=chairs["north_chair"], unit=north)
    return SimpleNamespace(**units, **chairs, directive=directive)
