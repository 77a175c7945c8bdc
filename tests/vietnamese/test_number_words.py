"""Amounts are echoed in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import dong_in_words, number_in_words

DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5}
DIGITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (105, "một trăm lẻ năm"),
        (111, "một trăm mười một"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm lẻ năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_005, "một triệu không trăm lẻ năm"),
        (1_119_000_000, "một tỷ một trăm mười chín triệu"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (-350, "âm ba trăm năm mươi"),
    ],
)
def test_numbers_are_said_as_people_say_them(number, words):
    assert number_in_words(number) == words


def test_an_amount_ends_with_dong():
    assert dong_in_words(350_000_000) == "ba trăm năm mươi triệu đồng"
    assert dong_in_words(0) == "không đồng"


def test_beyond_a_million_billions_there_are_no_words():
    with pytest.raises(ValueError, match="1000000000000001"):
        number_in_words(10**15 + 1)


def heard(words):
    """The number that a listener writes down."""
    if "tỷ" in words:
        at = len(words) - 1 - words[::-1].index("tỷ")
        return heard(words[:at]) * 10**9 + heard(words[at + 1 :])
    total = group = 0
    for word in words:
        if word in DIGITS:
            group += DIGITS[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += 9 * (group % 10)
        elif word == "trăm":
            group *= 100
        elif word != "lẻ":
            total, group = total + group * {"nghìn": 10**3, "triệu": 10**6}[word], 0
    return total + group


@given(st.integers(0, 10**15))
def test_the_words_name_exactly_one_number(number):
    assert heard(number_in_words(number).split()) == number
