"""Remarks on numbers, dates and symbols of papers, as Vietnamese offices and papers write them."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from sumvay.newsroom.style.suggestion import Suggestion

COUNTED = (
    r"(?:lượt |suất |nghìn |triệu |tỷ )?(?:đồng|người|đoàn viên|công nhân|lao động|suất|lượt|cán bộ|đơn vị|vé|phần quà|"
    r"NLĐ|CĐCS|ĐVCĐ|hộ|trường hợp)"
)
ENGLISH_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3}){2,}(?![\w,])|(?<![\w.,])\d{1,3},000(?= (?:" + COUNTED + "))")
LONG_NUMBER = re.compile(r"(?<![\w.,/+-])[1-9]\d{3,}(?= " + COUNTED + r"(?!\w))")
ENGLISH_DECIMAL = re.compile(r"(?<![\w.,/])(\d+)\.(\d{1,2})(?=\s?%| (?:triệu|tỷ|nghìn|giờ|km|kg|m2|tấn)(?!\w))")
SPACED_PERCENT = re.compile(r"(?<=\d)[ \u00a0]+%")
DAY = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/]|[.-]\d)")
ISO_DAY = re.compile(r"(?<![\w/-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
WRITTEN_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?!\d)")
# 12/2026/NĐ-CP, 228/LĐLĐ, 06b/NQ-TLĐ, 4173/TLĐ-ToC
SYMBOL = re.compile(
    r"(?<![\w/])(\d{1,5}[a-z]?)( ?/ ?)((?:\d{4} ?/ ?)?)(NĐ|ND|QĐ|QD|TT|NQ|KH|HD|CV|CTr|Ctr|TB|BC|LĐLĐ|TLĐ|CĐN|CĐP|CĐX)"
    r"(?:( ?[-–‑] ?|(?=CP\b))([A-ZĐ][A-Za-zĐđƯư]{1,8}))?(?!\w)"
)
BARRED = {"ND": "NĐ", "QD": "QĐ", "Ctr": "CTr"}


def numbers(text: str) -> Iterator[Suggestion]:
    """1.234.567 with dots, 12,5 with a comma, 12% without a gap."""
    for found in ENGLISH_GROUPS.finditer(text):
        yield Suggestion(*found.span(), found[0], found[0].replace(",", "."), _("Thousands are set apart by dots."))
    for found in LONG_NUMBER.finditer(text):
        yield Suggestion(
            *found.span(), found[0], f"{int(found[0]):,}".replace(",", "."), _("Thousands are set apart by dots.")
        )
    for found in ENGLISH_DECIMAL.finditer(text):
        yield Suggestion(*found.span(), found[0], f"{found[1]},{found[2]}", _("Decimals begin with a comma."))
    for found in SPACED_PERCENT.finditer(text):
        yield Suggestion(*found.span(), found[0], "%", _("No space before the per cent sign."))


def dates(text: str) -> Iterator[Suggestion]:
    """Days that do not exist, and days not written as 5/1/2027."""
    for found in DAY.finditer(text):
        day, mark, month, year = found.groups()
        whole = int(year) + (2000 if len(year) == 2 else 0)
        if not _is_day(whole, int(month), int(day)):
            yield Suggestion(*found.span(), found[0], "", _("There is no such day."))
        elif mark != "/" or len(year) == 2:
            yield Suggestion(*found.span(), found[0], f"{day}/{month}/{whole}", _("A day is written like 5/1/2027."))
    for found in ISO_DAY.finditer(text):
        year, month, day = map(int, found.groups())
        if _is_day(year, month, day):
            yield Suggestion(*found.span(), found[0], f"{day}/{month}/{year}", _("A day is written like 5/1/2027."))
    for found in WRITTEN_DAY.finditer(text):
        if not _is_day(int(found[3]), int(found[2]), int(found[1])):
            yield Suggestion(*found.span(), found[0], "", _("There is no such day."))


def symbols(text: str) -> Iterator[Suggestion]:
    """The number and symbol of a paper in one piece: 12/2026/NĐ-CP, 228/LĐLĐ."""
    for found in SYMBOL.finditer(text):
        number, _slash, year, kind, _hyphen, organ = found.groups()
        kind = BARRED.get(kind, kind)
        better = f"{number}/{year.replace(' ', '')}{kind}" + (f"-{organ}" if organ else "")
        if better != found[0]:
            why = _("The number and symbol of a paper stand together like 12/2026/NĐ-CP.")
            yield Suggestion(*found.span(), found[0], better, why)
        elif kind == "NĐ" and not year:
            yield Suggestion(*found.span(), found[0], "", _("A decree carries its year: 12/2026/NĐ-CP."))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
