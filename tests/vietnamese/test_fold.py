"""Searching does not need accents: text is folded."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import fold, nfc


def test_accents_capitals_and_extra_spaces_go():
    assert fold("  Lương   thưởng TẾT\tĐinh Mùi ") == "luong thuong tet dinh mui"


def test_all_vowels_with_all_tones_lose_them():
    assert fold("ằắẳẵặ ầấẩẫậ ềếểễệ ồốổỗộ ờớởỡợ ừứửữự ỳýỷỹỵ") == "aaaaa aaaaa eeeee ooooo ooooo uuuuu yyyyy"


def test_eth_typed_for_barred_d_is_read_as_d():
    assert fold("Ðà Nẵng") == fold("Đà Nẵng") == "da nang"


def test_wide_letters_become_narrow_but_a_raised_two_stays_apart():
    assert fold("ＣĐＣＳ　５") == "cdcs 5"
    assert fold("5²") == "5²"


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_nfc_composes():
    assert nfc("Tê\u0301t") == "Tết"
