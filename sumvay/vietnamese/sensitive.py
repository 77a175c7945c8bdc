"""Numbers that must not travel in reports: citizen identity numbers, bank accounts, bank cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sumvay.vietnamese.letters import fold, nfc

# Province codes of citizen identity numbers, circular 59/2021/TT-BCA; numbers given before the mergers of 2025 stay.
PROVINCE_CODES = """
001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040
042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084
086 087 089 091 092 093 094 095 096
"""
PROVINCES = frozenset(PROVINCE_CODES.split())
# Births after 2030 do not exist yet; without this bound "084 332 123 456", a Viettel phone, would look like one.
LATEST_BIRTH = 30
PLAIN = str.maketrans("０１２３４５６７８９\u00a0\u202f\u2009", "0123456789   ")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/\S+", re.I)
# A row of figures ("120 4500 3200") is not one number: no digit may stand one space before or after.
ALONE_BEFORE, ALONE_AFTER = r"(?<![\d+.,/-])(?<!\d )", r"(?![\d/]|[ .,-]\d)"
TWELVE = re.compile(ALONE_BEFORE + r"(?:\d{3}(?:[ .-]?\d{3}){3}|\d{4} \d{4} \d{4})" + ALONE_AFTER)
CARD = re.compile(ALONE_BEFORE + r"\d{4}(?:[ -]?\d{2,4}){2,4}\d?" + ALONE_AFTER)
CARD_PREFIX = re.compile(r"4|5[1-5]|2[2-7]|35|3[47]|62|9704")
IDENTITY_LABEL = re.compile(
    r"\b(?:cmnd|cmtnd|cmt|chung minh (?:nhan dan|thu)|giay chung minh|cccd|can cuoc(?: cong dan)?|"
    r"dinh danh(?: ca nhan)?)\b"
)
IDENTITY_VALUE = re.compile(
    r"[^\d\n]{0,24}?(\d{3}(?:[ .-]?\d{3}){3}|\d{4} \d{4} \d{4}|\d{3}(?:[ .-]?\d{3}){2}|\d{2} \d{3} \d{4})(?!\d|[ .-]\d)"
)
ACCOUNT_LABEL = re.compile(r"\b(?:stk|so tai khoan|so tk|so the|tai khoan|tk|account(?: no| number)?|a/c)\b")
ACCOUNT_VALUE = re.compile(
    r"([^\d\n]{0,30}|[^\d\n]{0,90}\bso[ :]{1,2})(?<![\d.,])(\d(?:[ -]?\d){5,18}+)(?!\d|[.,]\d)"
    r"(?! ?(?:%|₫|(?:dong|d|vnd|trieu|tr|ty|ti|nghin|ngan|k|luot|nguoi|suat|phieu|thanh vien|theo doi|doan vien)\b))"
)
NOT_A_BANK = re.compile(
    r"\b(?:dt|sdt|dien thoai|di dong|zalo|hotline|tel|phone|lien he|facebook|fb|tiktok|youtube|email|mang xa hoi|"
    r"so tien)\b"
)


class SensitiveKind(StrEnum):
    """What a sensitive number is."""

    CITIZEN_ID = "citizen_id"
    OLD_ID = "old_id"
    ACCOUNT = "account"
    CARD = "card"


@dataclass(frozen=True)
class SensitiveNumber:
    """One finding: what it is and where it stands in the text; the digits themselves are not kept."""

    kind: SensitiveKind
    start: int
    end: int
    masked: str


def sensitive_numbers(text: str) -> list[SensitiveNumber]:
    """
    Find citizen identity numbers (CCCD, 12 digits), old ones (CMND, 9 digits, only beside their name), bank accounts
    (only beside a word such as STK) and bank cards, in the order of the text. Places are those in its NFC form.

    Phone numbers, money, links and paper numbers are not findings. Structure of the 12 digits: decree 137/2015/NĐ-CP,
    article 13: province, century and sex, two digits of the birth year, six random digits.
    """
    plain = ADDRESS.sub(lambda m: "_" * len(m[0]), nfc(text).translate(PLAIN))
    found: dict[int, SensitiveNumber] = {}
    for kind, start, end in _candidates(plain):
        if not any(start < other.end and other.start < end for other in found.values()):
            found[start] = SensitiveNumber(kind, start, end, _masked(plain[start:end]))
    return [found[start] for start in sorted(found)]


def _candidates(plain: str) -> Iterator[tuple[SensitiveKind, int, int]]:
    lowered = _same_length_fold(plain)
    yield from _labelled_identities(lowered)
    for match in TWELVE.finditer(plain):
        if _is_citizen_id(_digits(match[0])):
            yield SensitiveKind.CITIZEN_ID, *match.span()
    for match in CARD.finditer(plain):
        if _is_card(_digits(match[0])):
            yield SensitiveKind.CARD, *match.span()
    yield from _labelled_accounts(lowered)


def _labelled_identities(lowered: str) -> Iterator[tuple[SensitiveKind, int, int]]:
    for label in IDENTITY_LABEL.finditer(lowered):
        value = IDENTITY_VALUE.match(lowered, label.end())
        if value:
            yield (SensitiveKind.OLD_ID if len(_digits(value[1])) == 9 else SensitiveKind.CITIZEN_ID), *value.span(1)


def _labelled_accounts(lowered: str) -> Iterator[tuple[SensitiveKind, int, int]]:
    for label in ACCOUNT_LABEL.finditer(lowered):
        value = ACCOUNT_VALUE.match(lowered, label.end())
        if (
            value
            and not NOT_A_BANK.search(value[1])
            and not re.search(r"\bmang xa hoi$", lowered[: label.start()].rstrip())
        ):
            yield SensitiveKind.ACCOUNT, *value.span(2)


def _is_citizen_id(digits: str) -> bool:
    born_2000s, year = digits[3] in "23", int(digits[4:6])
    return digits[:3] in PROVINCES and (digits[3] in "01" or (born_2000s and year <= LATEST_BIRTH))


def _is_card(digits: str) -> bool:
    """Visa, Mastercard, JCB, American Express, UnionPay and Napas, with the check digit of ISO/IEC 7812-1 (Luhn)."""
    if not 13 <= len(digits) <= 19 or not CARD_PREFIX.match(digits):
        return False
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _same_length_fold(text: str) -> str:
    return "".join(folded if len(folded := fold(c)) == 1 else c for c in text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _masked(text: str) -> str:
    digits = _digits(text)
    return digits[:2] + "•" * (len(digits) - 4) + digits[-2:]
