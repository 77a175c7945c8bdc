"""Numbers are read and written in the Vietnamese way: dots group thousands, a comma starts decimals."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.errors import Refusal
from sumvay.vietnamese import NotANumber, format_money, format_number, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45", "45"),
        (" 1.234 ", "1234"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("１．２３４", "1234"),
        ("12,5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1 234,50", "1234.5"),
        ("0,125", "0.125"),
        ("1.5", "1.5"),
        ("1,234,567", "1234567"),
        ("-3", "-3"),
        ("− 3,5", "-3.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_read(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "abc", "1.23.4", "1,2,3", "12 người", "5²", "½", "1e5", "--1", "1.234.56", "٫"]
)
def test_what_is_no_single_number_is_refused(text):
    with pytest.raises(NotANumber) as refused:
        parse_number(text)
    assert isinstance(refused.value, Refusal)


def test_a_refusal_repeats_only_the_beginning_of_a_long_text():
    with pytest.raises(NotANumber) as refused:
        parse_number("không phải số " * 1000)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (Decimal("1234567.50"), "1.234.567,5"),
        (Decimal("100.00"), "100"),
        (-1500, "-1.500"),
    ],
)
def test_numbers_are_written(number, text):
    assert format_number(number) == text


def test_what_is_not_known_is_empty_and_not_zero():
    assert format_number(None) == ""
    assert format_money(None) == ""


def test_amounts_are_written_with_their_unit():
    assert format_money(1_234_567) == "1.234.567 đồng"


@given(st.decimals(-(10**12), 10**12, places=2))
def test_what_is_written_is_read_back(number):
    assert parse_number(format_number(number)) == number


@given(st.text())
def test_any_text_is_read_or_refused(text):
    with suppress(NotANumber):
        assert isinstance(parse_number(text), Decimal)
