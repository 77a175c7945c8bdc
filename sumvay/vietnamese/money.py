"""Amounts of money as officers type them: "350 triệu", "1,2 tỷ", "1tr5", "1.119.000.000"."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.vietnamese.letters import fold
from sumvay.vietnamese.numbers import LARGEST_IN_WORDS, LONGEST_ECHO, plain_digits

UNITS = {
    "k": 10**3, "nghin": 10**3, "ngan": 10**3,
    "tr": 10**6, "trieu": 10**6, "nghin ty": 10**12, "nghin ti": 10**12, "ngan ty": 10**12, "ngan ti": 10**12,
    "ty": 10**9, "ti": 10**9,
}  # fmt: skip
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
NUMBER = r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d[\d.,]*"
TERM = re.compile(rf" ?(?P<number>{NUMBER}) ?(?P<unit>{UNIT})(?![a-z])")
TAIL = re.compile(rf" ?(?:(?P<half>ruoi)|(?P<number>{NUMBER}))?")
# Decimal counts 28 figures; nobody means so long a number.
OVERLONG = re.compile(r"(?:\d[., ]?){21}")
CURRENCY = re.compile(r" ?(?:dong|vnd|₫|d)$")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3}){2,}")
DECIMAL_COMMA = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+),(?P<part>\d+)")
DECIMAL_POINT = re.compile(r"(?P<whole>\d+|\d{1,3}(?:,\d{3})+)\.(?P<part>\d+)")


class NotAnAmount(Refusal):
    """The text is not one amount of money."""


class AmbiguousAmount(NotAnAmount):
    """The text can be read as two different amounts."""


class NegativeAmount(NotAnAmount):
    """The amount is below zero."""


class AmountTooLarge(NotAnAmount):
    """The amount is beyond anything a union spends."""


class AmountTooPrecise(NotAnAmount):
    """The amount has more decimals than money has."""


def parse_money(text: str) -> int:
    """
    Read an amount and return whole đồng.

    Takes "350 triệu", "1,2 tỷ", "1 tỷ 200 triệu", "500k", "500 nghìn", "1tr5", "2 tỉ rưỡi", "1.119.000.000 đồng", with
    or without accents. A comma starts decimals. Up to two decimals of a đồng, as in accounting exports, are rounded.
    Raises AmbiguousAmount for what has two readings ("1.119 tỷ" is 1,119 tỷ in some papers and 1119 tỷ in others),
    NegativeAmount, AmountTooPrecise, AmountTooLarge, and NotAnAmount for everything else.
    """
    plain = fold(plain_digits(text)).strip(" .,;")
    if re.match(r"[-(] ?[\d.]", plain):
        raise NegativeAmount(
            _("An amount cannot be below zero. Please type the amount without a minus sign or brackets.")
        )
    if OVERLONG.search(plain):
        raise _too_large()
    number_text = CURRENCY.sub("", plain)
    amount = _sum_of_terms(number_text.strip(), said_dong=number_text != plain, typed=text.strip())
    return _whole_dong(amount)


def _sum_of_terms(plain: str, *, said_dong: bool, typed: str) -> Decimal:
    total, position, last_unit = Decimal(0), 0, 0
    while term := TERM.match(plain, position):
        unit, number = UNITS[term["unit"]], _scaled(term["number"], typed)
        if last_unit and (unit >= last_unit or number * unit >= last_unit):
            raise _not_an_amount(typed)
        if last_unit and total % last_unit:
            raise _ambiguous(typed)
        total, position, last_unit = total + number * unit, term.end(), unit
    tail = TAIL.fullmatch(plain, position)
    if not tail or not plain:
        raise _not_an_amount(typed)
    if not last_unit:
        return _bare(tail["number"], typed)
    return total + _after_unit(tail, last_unit, whole=not total % last_unit, said_dong=said_dong, typed=typed)


def _after_unit(tail: re.Match, unit: int, *, whole: bool, said_dong: bool, typed: str) -> Decimal:
    """What stands after the last unit: nothing, "rưỡi" (half), the 5 of "1tr5", or plain đồng."""
    digits = tail["number"]
    if not digits and not tail["half"]:
        return Decimal(0)
    if not whole:
        raise _ambiguous(typed)
    if tail["half"]:
        return Decimal(unit) / 2
    return _digits_after_unit(digits, unit, said_dong=said_dong, typed=typed)


def _digits_after_unit(digits: str, unit: int, *, said_dong: bool, typed: str) -> Decimal:
    """The 5 of "1tr5" is a part of the unit, the 500.000 of "1 triệu 500.000" is đồng."""
    dong = _bare(digits, typed)
    if not digits.isdigit() or len(digits) > 3:
        if dong >= unit:
            raise _not_an_amount(typed)
        return dong
    part = Decimal(f"0.{digits}") * unit
    # "1tr25" is 1,25 triệu to one and 1 triệu 25 nghìn to another; "1 triệu 500 đồng" is just as unclear.
    if part != dong and (said_dong or len(digits) == 2):
        raise _ambiguous(typed)
    return part


def _scaled(number: str, typed: str) -> Decimal:
    """The number before a unit; a single dot with three digits behind it may group thousands or start decimals."""
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number):
        raise _ambiguous(typed)
    if number.isdigit() or (GROUPED.fullmatch(number) and not number.startswith("0")):
        return Decimal(re.sub(r"[., ]", "", number))
    return _decimal(number, typed)


def _bare(number: str | None, typed: str) -> Decimal:
    """An amount in đồng without a unit; decimals of a small one mean that the unit was forgotten."""
    if number is None:
        raise _not_an_amount(typed)
    if number.isdigit() or GROUPED.fullmatch(number):
        return Decimal(re.sub(r"[., ]", "", number))
    amount = _decimal(number, typed)
    if amount < 1000 or re.fullmatch(r"\d{1,3},\d{3}\.\d+", number):
        raise _ambiguous(typed)
    return amount


def _decimal(number: str, typed: str) -> Decimal:
    found = DECIMAL_COMMA.fullmatch(number) or DECIMAL_POINT.fullmatch(number)
    if not found:
        raise _not_an_amount(typed)
    return Decimal(re.sub(r"[., ]", "", found["whole"]) + "." + found["part"])


def _whole_dong(amount: Decimal) -> int:
    if amount > LARGEST_IN_WORDS:
        raise _too_large()
    if amount != round(amount, 2):
        raise AmountTooPrecise(_("The amount has too many decimals. Please type whole đồng."))
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _too_large() -> AmountTooLarge:
    return AmountTooLarge(_("The amount is too large. Please check the unit: đồng, triệu or tỷ."))


def _ambiguous(typed: str) -> AmbiguousAmount:
    return AmbiguousAmount(
        _("“%(text)s” can be read in two ways. Please type it in full, for example 1.119.000.000 or 1,119 tỷ.")
        % {"text": typed[:LONGEST_ECHO]}
    )


def _not_an_amount(typed: str) -> NotAnAmount:
    return NotAnAmount(
        _("“%(text)s” is not an amount of money. Please type it like 350 triệu, 1,2 tỷ or 350.000.000.")
        % {"text": typed[:LONGEST_ECHO]}
    )
