"""Numbers with what they count are read from messages."""

from decimal import Decimal

import pytest

from sumvay.vietnamese import numbers_in


def counts(text):
    return [(number, noun) for number, noun in numbers_in(text)]


def test_counts_and_money_of_a_report():
    text = "CĐCS May Hồng Hà: 45 suất quà cho công nhân, 120 lượt tham dự, tổng tiền 350 triệu đồng"
    assert counts(text) == [(45, "suất quà"), (120, "lượt"), (350_000_000, "đồng")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.500 phiếu mua hàng", [(1500, "phiếu mua hàng")]),
        ("12,5 tấn gạo", [(Decimal("12.5"), "tấn gạo")]),
        ("45suất", [(45, "suất")]),
        ("30% đoàn viên", [(30, "%")]),
        ("20 công nhân ở lại ăn Tết", [(20, "công nhân")]),
        ("100 suất x 500k", [(100, "suất"), (500_000, "đồng")]),
        ("15 lượt\n20 bình luận", [(15, "lượt"), (20, "bình luận")]),
        ("1 tỷ 200 triệu và 3 chuyến xe", [(1_200_000_000, "đồng"), (3, "chuyến xe")]),
        ("45 s", []),
        ("", []),
    ],
)
def test_counts_are_read(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 25/1 lúc 14:00, 8h30 họp, hạn 16h ngày 20/01/2027 nhé",
        "gọi 0912345678 gặp Lan, 024 3942 1234 văn phòng",
        "công văn 42/LĐLĐ và 12/2026/NĐ-CP nêu",
        "Tổ 2 công đoàn, năm 2027 công đoàn, phường 5 quận 3 báo",
        "https://a.vn/123 bài, a1@b.vn",
        "1.119 tỷ đồng",
    ],
)
def test_what_counts_nothing_is_left_out(text):
    assert counts(text) == []


def test_stretches_of_time_are_no_counts():
    assert counts("6 tháng đầu năm, 14 tháng Chạp, 10 năm triển khai: 27 buổi") == [(27, "buổi")]
