"""Amounts asked of units, with what is counted and for whom; money, formats and entry rules are none."""

import pytest

from sumvay.documents.reading import read_text

HEAD = "CÔNG ĐOÀN PHƯỜNG SAO MAI\nSố: 4/CĐP\nSao Mai, ngày 10 tháng 11 năm 2026\nV/v hội diễn\n\n"


def quotas(line, section="1. Tổ chức thực hiện"):
    read = read_text(f"{HEAD}{section}\n- {line}").fields["quotas"]
    return [(quota["count"], quota["what"], quota["per"]) for quota in read]


@pytest.mark.parametrize(
    ("line", "quota"),
    [
        ("Mỗi CĐCS gửi ít nhất 02 tin, bài/tháng.", ("2", "tin, bài", "mỗi CĐCS, mỗi tháng")),
        ("Mỗi CĐCS cử không quá 05 vận động viên.", ("5", "vận động viên", "mỗi CĐCS")),
        (
            "Tối thiểu 80% đoàn viên tại mỗi đơn vị được tập huấn.",
            ("80%", "đoàn viên được tập huấn", "mỗi đơn vị"),
        ),
        ("Mỗi CĐCS vận động ít nhất 1.200 đoàn viên ký cam kết.", ("1200", "đoàn viên ký cam kết", "mỗi CĐCS")),
    ],
)
def test_least_and_most_are_read(line, quota):
    assert quotas(line) == [quota]


def test_different_units_have_their_own_amounts():
    assert quotas("Mỗi CĐCS có từ 500 đoàn viên trở lên có ít nhất 02 đội thi, các CĐCS khác ít nhất 01 đội thi.") == [
        ("2", "đội thi", "mỗi CĐCS có từ 500 đoàn viên trở lên"),
        ("1", "đội thi", "các CĐCS khác"),
    ]


def test_two_figures_share_what_follows_both():
    assert quotas("Mỗi CĐCS gửi ít nhất 03 bài và 10 ảnh về bữa cơm ca.") == [
        ("3", "bài về bữa cơm ca", "mỗi CĐCS"),
        ("10", "ảnh về bữa cơm ca", "mỗi CĐCS"),
    ]


def test_under_targets_a_plain_figure_counts():
    assert quotas("Toàn phường kết nạp mới 120 đoàn viên.", "II. CHỈ TIÊU") == [
        ("120", "đoàn viên kết nạp mới", "toàn phường")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Mức chi không quá 5.000.000 đồng/CĐCS.",
        "Video dài không quá 90 giây.",
        "Mỗi người dự thi không quá 02 lần.",
        "Vụ việc từ 10 người trở lên báo cáo ngay.",
    ],
)
def test_money_formats_and_entry_rules_are_no_quotas(line):
    assert quotas(line) == []


def test_funds_hold_no_quotas():
    assert quotas("Hỗ trợ không quá 15 buổi.", "V. KINH PHÍ") == []
