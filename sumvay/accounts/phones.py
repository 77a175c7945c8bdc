"""Phone numbers in the one form that is stored: E.164."""

import phonenumbers
from django.utils.translation import gettext as _

from sumvay.errors import Refusal

REGION = "VN"


class BadPhone(Refusal):
    """What was typed is not a phone number."""


def normalise_phone(text: str) -> str:
    """A number as people write it ("0912 345 678", "+84 912…", a sheet's 912345678) in E.164: "+84912345678".

    Raises BadPhone.
    """
    try:
        number = phonenumbers.parse(text.strip().removesuffix(".0"), REGION)
    except phonenumbers.NumberParseException as unread:
        raise BadPhone(_("“%(text)s” is not a phone number.") % {"text": text}) from unread
    if not phonenumbers.is_valid_number(number):
        raise BadPhone(_("“%(text)s” is not a phone number.") % {"text": text})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(phone: str) -> str:
    """An E.164 number as people in Vietnam read it: "0912 345 678"; foreign ones with their country code."""
    if not phone:
        return ""
    number = phonenumbers.parse(phone, REGION)
    is_ours = number.country_code == phonenumbers.country_code_for_region(REGION)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if is_ours else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
