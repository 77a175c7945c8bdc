"""Days in the body: by when, from when to when, how often; and days that bind nobody."""

import pytest

from sumvay.documents.reading import read_text

HEAD = "CÔNG ĐOÀN PHƯỜNG SAO MAI\nSố: 4/CĐP\nSao Mai, ngày 10 tháng 11 năm 2026\nV/v hội diễn\n\n1. Tổ chức thực hiện\n"


def reading(line):
    return read_text(f"{HEAD}- {line}")


def days(line):
    return [(d["date"], d["recurring"]) for d in reading(line).fields["deadlines"]]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Các CĐCS gửi danh sách trước ngày 15/12/2026.", "2026-12-15"),
        ("Các CĐCS gửi danh sách chậm nhất là ngày 05 tháng 12 năm 2026.", "2026-12-05"),
        ("Các CĐCS gửi danh sách hết ngày 20-12-2026.", "2026-12-20"),
        ("Báo cáo nhanh chậm nhất 17h00 ngày 5/12/2026.", "2026-12-05"),
        ("Nộp hồ sơ chậm nhất 11h30 thứ Sáu, ngày 04/12/2026.", "2026-12-04"),
        ("Gặp người sử dụng lao động trong ngày 15/11/2026.", "2026-11-15"),
    ],
)
def test_a_day_by_which_units_act_is_a_deadline(line, day):
    assert days(line) == [(day, None)]


def test_the_hour_stands_with_what_is_due():
    deadline = reading("Báo cáo nhanh chậm nhất 17h00 ngày 5/12/2026.").fields["deadlines"][0]
    assert deadline["what"] == "báo cáo nhanh (17h00)"


def test_a_span_of_days_is_a_start_and_an_end():
    deadlines = reading("Nhận bài dự thi từ ngày 15/11 đến hết ngày 20/12/2026.").fields["deadlines"]
    assert [(d["what"], d["date"]) for d in deadlines] == [
        ("bắt đầu nhận bài dự thi", "2026-11-15"),
        ("kết thúc nhận bài dự thi", "2026-12-20"),
    ]


def test_a_day_without_year_is_the_next_one_and_not_sure():
    read = reading("Các CĐCS gửi danh sách trước ngày 15/01.")
    assert read.fields["deadlines"][0]["date"] == "2027-01-15"
    assert read.found["deadlines.0"]["sure"] is False


def test_a_day_without_any_year_to_take_is_told_but_not_guessed():
    read = read_text("Kính gửi: Các tổ.\n\n1. Tổ chức thực hiện\n- Gửi báo cáo trước ngày 25/3.")
    assert read.fields["deadlines"] == [{"what": "gửi báo cáo (25/3)", "date": None, "recurring": None}]


def test_a_day_left_blank_is_told_as_blank():
    deadline = reading("Gửi góp ý về Công đoàn phường trước ngày      /12/2026.").fields["deadlines"][0]
    assert deadline["date"] is None
    assert "ngày để trống, tháng 12/2026" in deadline["what"]


@pytest.mark.parametrize(
    ("line", "recurring"),
    [
        ("Hằng tháng, trước ngày 20, các CĐCS nhập số liệu.", "Hằng tháng, trước ngày 20"),
        ("Báo cáo năm gửi trước ngày 10/12 hằng năm.", "trước ngày 10/12 hằng năm"),
        ("Cập nhật số bài 10h00 thứ Hai hằng tuần.", "10h00 thứ Hai hằng tuần"),
        ("Chốt bài vào ngày 05 và ngày 20 hàng tháng.", "vào ngày 05 và ngày 20 hàng tháng"),
        ("Gửi báo cáo trước ngày 05 của tháng đầu mỗi quý.", "trước ngày 05 của tháng đầu mỗi quý"),
    ],
)
def test_what_comes_again_is_kept_as_printed(line, recurring):
    assert days(line) == [(None, recurring)]


@pytest.mark.parametrize(
    "line",
    [
        "Công văn này thay thế Công văn số 12/CĐP ngày 05/10/2026.",
        "Khai mạc dự kiến ngày 20/12/2026 tại nhà văn hóa.",
        "Công đoàn phường chấm giải trước ngày 25/12/2026.",
        "Hướng dẫn này có hiệu lực từ ngày 01/12/2026.",
        "Trả lời trong vòng 24 giờ.",
    ],
)
def test_days_that_bind_no_lower_unit_are_left_out(line):
    assert days(line) == []
