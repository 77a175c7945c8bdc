"""Folding, alphabetical order, numbers and dates in words, money, pasted chats: Vietnamese as offices write it."""

from sumvay.vietnamese.counted import Counted, numbers_in
from sumvay.vietnamese.dates import NotADate, format_date, long_date, lunar, lunar_day, parse_date, tet_day
from sumvay.vietnamese.group_chat import ChatMessage, parse_group_chat
from sumvay.vietnamese.letters import fold, nfc, sort_key
from sumvay.vietnamese.money import (
    AmbiguousAmount,
    AmountTooLarge,
    AmountTooPrecise,
    NegativeAmount,
    NotAnAmount,
    parse_money,
)
from sumvay.vietnamese.numbers import (
    NotANumber,
    dong_in_words,
    format_money,
    format_number,
    number_in_words,
    parse_number,
)
from sumvay.vietnamese.sensitive import SensitiveKind, SensitiveNumber, sensitive_numbers

__all__ = [
    "AmbiguousAmount",
    "AmountTooLarge",
    "AmountTooPrecise",
    "ChatMessage",
    "Counted",
    "NegativeAmount",
    "NotADate",
    "NotANumber",
    "NotAnAmount",
    "SensitiveKind",
    "SensitiveNumber",
    "dong_in_words",
    "fold",
    "format_date",
    "format_money",
    "format_number",
    "long_date",
    "lunar",
    "lunar_day",
    "nfc",
    "number_in_words",
    "numbers_in",
    "parse_date",
    "parse_group_chat",
    "parse_money",
    "parse_number",
    "sensitive_numbers",
    "sort_key",
    "tet_day",
]
