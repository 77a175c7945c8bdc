"""What stands around the text: symbols, numbers, signatures, copies."""

import pytest

from sumvay.documents import letterhead


@pytest.mark.parametrize(
    ("doc_type", "symbol"),
    [
        ("cong_van", "LĐLĐ"),
        ("ke_hoach", "KH-LĐLĐ"),
        ("huong_dan", "HD-LĐLĐ"),
        ("thong_bao", "TB-LĐLĐ"),
        ("chuong_trinh", "CTr-LĐLĐ"),
        ("bao_cao", "BC-LĐLĐ"),
        ("chi_thi", "CT-LĐLĐ"),
        ("the_le", "LĐLĐ"),
        ("khac", "LĐLĐ"),
    ],
)
def test_a_named_paper_has_its_type_in_the_symbol(doc_type, symbol):
    assert letterhead.propose_symbol(doc_type, "LĐLĐ") == symbol


def test_a_unit_without_a_symbol_leaves_no_dash():
    assert letterhead.propose_symbol("ke_hoach", "") == "KH"


@pytest.mark.parametrize(
    ("typed", "printed"), [("5", "05"), ("05", "05"), ("42", "42"), ("6b", "06b"), (" 1 2 ", "12"), ("", "")]
)
def test_numbers_below_ten_have_a_leading_zero(typed, printed):
    assert letterhead.printed_number(typed) == printed


def test_who_holds_two_posts_signs_as_the_chair():
    signature = letterhead.propose_signature({"vice_chair", "chair"}, "Trần Văn Đức", is_grassroots=False)
    assert signature.signer_title == "CHỦ TỊCH"


def test_who_is_no_leader_gets_no_title():
    signature = letterhead.propose_signature({"clerk"}, "Lê An", is_grassroots=False)
    assert (signature.signing_prefix, signature.signer_title) == ("", "")


def test_every_type_of_paper_has_its_printed_name():
    assert {letterhead.type_name(kind) for kind in letterhead.DocType} == set(letterhead.TYPE_NAMES.values())
