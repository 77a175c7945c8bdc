"""Figures, money and shares as officers read them; what is not known is never 0."""

from decimal import Decimal

import pytest

from sumvay.ui.templatetags import ui


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (12_345_678, "12.345.678"),
        (Decimal("1234.50"), "1.234,5"),
        (0.25, "0,25"),
        (-5, "-5"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_a_figure(number, shown):
    assert ui.figure(number) == shown


@pytest.mark.parametrize(("dong", "shown"), [(1_234_567, "1.234.567 đồng"), (0, "0 đồng"), (None, "–")])
def test_money(dong, shown):
    assert ui.money(dong) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(11, 18, "61%"), (0, 60, "0%"), (60, 60, "100%"), (1, 8, "13%"), (5, 0, "–"), (None, 60, "–"), (3, None, "–")],
)
def test_a_share(part, whole, shown):
    assert ui.percent(part, whole) == shown


@pytest.mark.parametrize(
    ("name", "letters"), [("Nguyễn Thị Mai Anh", "MA"), ("Đỗ Ý", "ĐÝ"), ("Bảo", "B"), ("", ""), ("trần ân", "TÂ")]
)
def test_initials_are_those_of_the_last_two_words(name, letters):
    assert ui.initials(name) == letters
