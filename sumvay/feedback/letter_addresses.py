"""Addresses members write to: one for each unit, and one for each message, which only its writer has been told."""

import base64
import hashlib
import hmac
import re

from django.conf import settings

from sumvay.feedback.models import Case
from sumvay.mail import selectors as mail
from sumvay.org.models import Unit

PURPOSE = "ykien"
OF_UNIT = re.compile(rf"{PURPOSE}-([a-z0-9].*)")
BY_NUMBER = re.compile(rf"{PURPOSE}--(\d{{1,18}})")
OF_CASE = re.compile(rf"{PURPOSE}-case-(\d{{1,18}})-([a-z2-7]{{16}})")
# A code that a mail address can hold; the others go by number
PLAIN_CODE = re.compile(r"(?!case-)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def address_of_unit(unit: Unit) -> str:
    """Where members write to a unit by e-mail."""
    code = unit.code.lower()
    return mail.reply_address(f"{PURPOSE}-{code}" if PLAIN_CODE.fullmatch(code) else f"{PURPOSE}--{unit.pk}")


def address_of_case(case: Case) -> str:
    """Where the writer of one message goes on writing."""
    return mail.reply_address(purpose_of_case(case.pk))


def purpose_of_case(pk: int) -> str:
    """What letters about one message are for, as its address says it."""
    return f"{PURPOSE}-case-{pk}-{_sign(pk)}"


def case_in(purpose: str) -> int | None:
    """The message that an address names; nothing when it is no address we have given out."""
    found = OF_CASE.fullmatch(purpose)
    return int(found[1]) if found and hmac.compare_digest(found[2], _sign(int(found[1]))) else None


def _sign(pk: int) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), b"feedback letters %d" % pk, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:16]
