"""Amounts are read as officers type them; what can mean two amounts is refused."""

from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sumvay.errors import Refusal
from sumvay.vietnamese import (
    AmbiguousAmount,
    AmountTooLarge,
    AmountTooPrecise,
    NegativeAmount,
    NotAnAmount,
    format_money,
    parse_money,
)

MILLION, BILLION = 10**6, 10**9


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("350 triệu", 350 * MILLION),
        ("350tr", 350 * MILLION),
        ("350 TRIỆU ĐỒNG", 350 * MILLION),
        ("350 trieu dong", 350 * MILLION),
        ("350\u00a0triệu\u202fđồng.", 350 * MILLION),
        ("0,5 triệu", 500_000),
        ("1,2 tỷ", 1_200 * MILLION),
        ("1,119 tỷ", 1_119 * MILLION),
        ("0.500 tỷ", 500 * MILLION),
        ("1.5 tỷ", 1_500 * MILLION),
        ("1.119,5 triệu", 1_119_500_000),
        ("1.119.000 triệu", 1_119 * BILLION),
        ("1 119 tỷ", 1_119 * BILLION),
        ("2 nghìn tỷ", 2_000 * BILLION),
        ("1 tỷ 200 triệu", 1_200 * MILLION),
        ("1 tỷ 200 triệu 500 nghìn", 1_200_500_000),
        ("2 tỉ rưỡi", 2_500 * MILLION),
        ("3 triệu rưỡi", 3_500_000),
        ("1tr5", 1_500_000),
        ("1tr250", 1_250_000),
        ("1 tỷ 2", 1_200 * MILLION),
        ("2 nghìn 500 đồng", 2_500),
        ("1 triệu 500.000 đồng", 1_500_000),
        ("500k", 500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("1.119.000.000", 1_119 * MILLION),
        ("1.119.000.000 đồng", 1_119 * MILLION),
        ("1 119 000 000đ", 1_119 * MILLION),
        ("1,119,000", 1_119_000),
        ("350000000", 350 * MILLION),
        ("350.000.000 VNĐ", 350 * MILLION),
        ("350.000.000 ₫", 350 * MILLION),
        ("１２３．０００", 123_000),
        ("350.000.000,00", 350 * MILLION),
        ("1.234,56", 1_235),
        ("0", 0),
        ("0 đồng", 0),
    ],
)
def test_amounts_are_read_in_dong(text, dong):
    assert parse_money(text) == dong


@pytest.mark.parametrize(
    "text",
    [
        "1.119 tỷ",
        "1.500 triệu",
        "1tr25",
        "1 tỷ 20",
        "1 triệu 500 đồng",
        "1,5 tỷ 200 triệu",
        "1,5 tỷ rưỡi",
        "12,5",
        "1.5",
        "1,119",
    ],
)
def test_an_amount_with_two_readings_is_refused(text):
    with pytest.raises(AmbiguousAmount):
        parse_money(text)


@pytest.mark.parametrize("text", ["-5 triệu", "- 5 triệu", "−500.000", "(500.000)"])
def test_a_negative_amount_is_refused(text):
    with pytest.raises(NegativeAmount):
        parse_money(text)


@pytest.mark.parametrize("text", ["1.234,567", "1,2345678912345 tỷ"])
def test_more_than_two_decimals_of_a_dong_are_refused(text):
    with pytest.raises(AmountTooPrecise):
        parse_money(text)


@pytest.mark.parametrize("text", ["10.000.000 tỷ", "9" * 19, "9" * 500, "9" * 100 + " tỷ 200 triệu"])
def test_an_amount_beyond_reason_is_refused(text):
    with pytest.raises(AmountTooLarge):
        parse_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "đồng",
        "tỷ",
        "abc",
        "200 triệu 1 tỷ",
        "1 tỷ 2000 triệu",
        "1e5",
        "1..2",
        "5² triệu",
        "1.2.3 tỷ",
        "350 USD",
        "1.23 4",
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount) as refused:
        parse_money(text)
    assert type(refused.value) is NotAnAmount
    assert isinstance(refused.value, Refusal)


def test_a_refusal_is_a_sentence_with_the_typed_text():
    with translation.override("en"), pytest.raises(AmbiguousAmount) as refused:
        parse_money("1.119 tỷ")
    assert str(refused.value).startswith("“1.119 tỷ” can be read in two ways.")


@given(st.integers(0, 10**15))
def test_what_is_written_is_read_back(dong):
    assert parse_money(format_money(dong)) == dong


@given(st.integers(0, 999), st.integers(1, 999))
def test_billions_and_millions_add_up(billions, millions):
    assert parse_money(f"{billions} tỷ {millions} triệu") == billions * BILLION + millions * MILLION


@given(st.text("0123456789., -()triệuỷtỉkđồngrưỡi²", max_size=40))
def test_any_text_is_read_or_refused(text):
    with suppress(NotAnAmount):
        assert parse_money(text) >= 0
