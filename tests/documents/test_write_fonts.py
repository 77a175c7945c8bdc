"""The letters we carry draw every Vietnamese letter, so that no paper falls back to another face."""

import unicodedata

import pytest
from PIL import ImageFont

from sumvay.documents.papers.measuring import FONTS, broken, width_mm

MARKED = [
    unicodedata.normalize("NFC", v + m) for v in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for m in "\u0300\u0301\u0303\u0309\u0323"
]


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_every_vietnamese_letter_has_its_own_drawing(face):
    font = ImageFont.truetype(FONTS / f"Tinos-{face}.ttf", 40)
    missing = bytes(font.getmask("\ue000"))
    letters = [*MARKED, *"đĐăâêôơư₫–“”…"]
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []


def test_the_licence_travels_with_the_letters():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()


def test_widths_are_those_of_times():
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) == pytest.approx(87, abs=3)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI", ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI"]),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"]),
        ("CÔNG ĐOÀN PHƯỜNG BỒ ĐỀ", ["CÔNG ĐOÀN PHƯỜNG BỒ ĐỀ"]),
        ("", []),
    ],
)
def test_a_long_name_is_broken_where_a_reader_would(name, lines):
    assert broken(name, 12, 70, bold=True) == lines
