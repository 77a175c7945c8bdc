"""Names stand in the order of the Vietnamese alphabet, also in a database that compares bytes."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
names = st.text("aăâbcdđeêghoôơuưyAĐ ớộằễỳ 0123456789.-", max_size=12)


def in_order(*texts):
    return all(sort_key(a) < sort_key(b) for a, b in pairwise(texts))


def test_letters_follow_the_alphabet():
    assert in_order(*ALPHABET)


def test_a_later_letter_outweighs_whatever_follows_the_earlier_one():
    assert in_order("Az zz", "Ăa", "Âa", "B")
    assert in_order("Dy", "Đa")
    assert in_order("Oy", "Ôa", "Ơa", "Pa")


def test_tones_follow_the_order_of_the_dictionary():
    assert in_order("ma", "mà", "mả", "mã", "má", "mạ")


def test_tones_weigh_less_than_any_letter_of_the_name():
    assert in_order("Bà Rịa", "Ba Vì")
    assert in_order("Hoa Lư", "Hòa Lư", "Hoa Lưu")


def test_numbers_count_by_value():
    assert in_order("Tổ 2", "Tổ 10", "Tổ 10a", "Tổ 011", "Tổ 1000000000", "Tổ 20000000000000000000")


def test_shorter_names_come_first():
    assert in_order("An", "An Bình", "Anh")


@pytest.mark.parametrize("other", ["CÔNG ĐOÀN MAY 10", "Công đoàn  May-10", "«Công đoàn» May 10.", "Công đoàn May 010"])
def test_case_spaces_and_punctuation_do_not_count(other):
    assert sort_key(other) == sort_key("Công đoàn May 10")


@given(st.text())
def test_keys_are_ascii_and_the_same_for_composed_and_decomposed_text(text):
    assert sort_key(text).isascii()
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(names, names)
def test_names_with_the_same_key_differ_only_in_case_and_gaps(one, other):
    def bare(text):
        words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text).casefold()).split()
        return [word for word in words if word]

    if bare(one) == bare(other):
        assert sort_key(one) == sort_key(other)


@given(st.lists(st.sampled_from(["a", "ă", "â", "b", "đ", "d", "ơ", "o", "ô", "2", "10", " "]), max_size=6))
def test_letters_weigh_by_their_place(pieces):
    """Keys compare as the lists of places in the alphabet do."""
    text = "".join(pieces)
    longer = text + "b"
    assert sort_key(text) < sort_key(longer)
