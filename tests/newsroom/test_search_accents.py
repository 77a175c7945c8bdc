"""Readers find pieces with or without accents; the true ones come first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from tests.factories.newsroom import listed, text_body

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(title, *, days_ago=1, body="", **fields):
    """A public piece with one paragraph."""
    return listed(at=NOW - timedelta(days=days_ago), title=title, body=text_body(body), **fields)


def titles(text, **narrowed):
    """What is found, in order."""
    return [row.title for row in selectors.search(text=text, page=1, now=NOW, **narrowed).rows]


def test_words_without_accents_find_words_with_them_in_title_standfirst_and_body():
    told("Chi lương thưởng Tết trước ngày 20")
    told("Tin cơ sở", standfirst="Lương, thưởng Tết được công khai.", days_ago=2)
    told("Ghi nhanh", body="Công ty công bố <b>lương</b> thưởng Tết cho người lao động.", days_ago=3)
    told("Lương tối thiểu vùng", body="Chưa nói đến dịp cuối năm.")
    assert titles("luong thuong tet") == ["Chi lương thưởng Tết trước ngày 20", "Tin cơ sở", "Ghi nhanh"]


def test_typed_accents_come_first_though_others_are_newer():
    told("Thương lượng thường niên")
    told("Lượng thương tết ra sao", days_ago=1)
    told("Lương thưởng Tết năm nay", days_ago=9)
    told("Ghi nhanh", body="Có lương, có thưởng, vui Tết.", days_ago=20)
    assert titles("lương thưởng Tết") == ["Lương thưởng Tết năm nay", "Ghi nhanh", "Lượng thương tết ra sao"]


def test_a_word_typed_without_accents_among_others_may_have_any():
    told("Nhà ở cho công nhân")
    told("Nhá cỏ cho đàn bò công nhàn")
    assert titles("nhà o cong nhan") == ["Nhà ở cho công nhân"]


def test_without_accents_what_titles_mean_most_often_comes_first():
    told("Lượng thương tết ra sao", days_ago=1)
    told("Lương thưởng Tết: doanh nghiệp công bố", days_ago=5)
    told("Lo lương thưởng Tết cho thợ", days_ago=6)
    assert titles("luong thuong tet") == [
        "Lương thưởng Tết: doanh nghiệp công bố",
        "Lo lương thưởng Tết cho thợ",
        "Lượng thương tết ra sao",
    ]


def test_a_title_comes_before_a_phrase_in_the_text_and_that_before_scattered_words():
    told("Ghi nhanh", body="Vé chưa có. Xe chạy tối. Dịp Tết đông khách.", days_ago=1)
    told("Tin vắn", body="Công đoàn tặng vé xe Tết.", days_ago=2)
    told("Trao vé xe Tết", days_ago=3)
    assert titles("vé xe Tết") == ["Trao vé xe Tết", "Tin vắn", "Ghi nhanh"]


@pytest.mark.parametrize("typed", ["hòa giải", "hoà giải", "HÒA GIẢI", "ho\u0300a gia\u0309i"])
def test_both_ways_of_placing_the_tone_are_the_same(typed):
    told("Hoà giải ở cơ sở")
    told("Hoa giại bên đường", days_ago=0)
    assert titles(typed)[0] == "Hoà giải ở cơ sở"


def test_without_accents_the_reading_most_titles_have_comes_first_and_of_two_alike_the_newest():
    told("Hoà giải ở cơ sở", days_ago=3)
    told("Hoa giại bên đường", days_ago=0)
    assert titles("hoa giai")[0] == "Hoa giại bên đường"
    told("Hòa giải viên giỏi", days_ago=2)
    assert titles("hoa giai")[:2] == ["Hòa giải viên giỏi", "Hoà giải ở cơ sở"]


def test_a_word_typed_without_accents_among_others_is_meant_so_first():
    told("Vé xế chiều", days_ago=0)
    told("Vé xe Tết", days_ago=3)
    assert titles("vé xe") == ["Vé xe Tết", "Vé xế chiều"]


def test_dd_and_d_are_the_same_without_accents():
    told("Đoàn viên đọc sách")
    assert titles("doan vien doc sach") == ["Đoàn viên đọc sách"]


def test_every_word_must_be_there():
    told("Lương tháng này")
    assert titles("luong thuong") == []
