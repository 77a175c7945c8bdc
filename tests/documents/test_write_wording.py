"""Numbers, dates, addressees and closing marks are worded as the official form asks."""

import datetime
from decimal import Decimal

import pytest

from sumvay.documents.papers import Bullet, Paragraph, Table, figure_text, wording

from .sample_papers import letter, report


@pytest.mark.parametrize(
    ("number", "line"),
    [("7", "Số: 07/CĐP"), ("42", "Số: 42/CĐP"), ("6b", "Số: 06b/CĐP"), ("07", "Số: 07/CĐP"), ("120", "Số: 120/CĐP")],
)
def test_a_number_below_ten_takes_a_zero(number, line):
    assert wording.number_line(letter(number=number)) == line


def test_a_number_not_yet_given_leaves_room_to_write_it():
    assert wording.number_line(letter(number="")).split() == ["Số:", "/CĐP"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2027, 2, 5), "ngày 05 tháng 02 năm 2027"),
        (datetime.date(2027, 3, 15), "ngày 15 tháng 3 năm 2027"),
        (datetime.date(2027, 12, 1), "ngày 01 tháng 12 năm 2027"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day, words):
    assert wording.day_in_words(day) == words


def test_a_subject_is_marked_once():
    assert wording.subject_line(letter(subject="V/v chăm lo Tết")) == "V/v chăm lo Tết"
    assert wording.subject_line(letter(subject="Về việc chăm lo Tết")) == "V/v chăm lo Tết"


def test_one_addressee_has_no_mark_and_several_have_dashes_and_marks():
    assert wording.addressee_lines(letter(addressees=["- Bộ Nội vụ."])) == ["Bộ Nội vụ"]
    assert wording.addressee_lines(letter(addressees=["Bộ Nội vụ", "Bộ Y tế;"])) == ["- Bộ Nội vụ;", "- Bộ Y tế."]


def test_the_closing_mark_is_added_once_and_only_after_text():
    assert wording.closed([Paragraph("Kính báo cáo.")])[-1].text == "Kính báo cáo./."
    assert wording.closed([Bullet("Kính báo cáo./.")])[-1].text == "Kính báo cáo./."
    table = Table(["A"], [[1]])
    assert wording.closed([Paragraph("Một"), table]) == [Paragraph("Một"), table]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1.234.567"),
        (0, "0"),
        (Decimal("12.50"), "12,5"),
        (1000.0, "1.000"),
        (12345678901234567890, "12.345.678.901.234.567.890"),
        (-5, "-5"),
        (None, "–"),
        (datetime.date(2027, 1, 5), "05/01/2027"),
        ("chưa rõ", "chưa rõ"),
    ],
)
def test_figures_are_written_the_vietnamese_way_and_a_missing_one_is_never_nought(value, text):
    assert figure_text(value) == text


def test_annexes_are_numbered_in_roman_only_when_there_are_several():
    assert wording.annex_heading(1, 1) == "Phụ lục"
    assert [wording.annex_heading(place, 9) for place in (1, 4, 9)] == ["Phụ lục I", "Phụ lục IV", "Phụ lục IX"]


def test_an_annex_says_which_paper_it_belongs_to():
    expected = "(Kèm theo Công văn số 07/CĐP ngày 08 tháng 01 năm 2027 của Công đoàn phường Bồ Đề)"
    assert wording.annex_note(letter()) == expected
    assert wording.annex_note(report()).startswith("(Kèm theo Báo cáo số")
