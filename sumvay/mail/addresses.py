"""Our own addresses: `local@domain`, and `local+purpose@domain`, by which an answer finds its way."""

import re
from email.utils import parseaddr

from django.conf import settings

PURPOSE = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?")


def our_address() -> str:
    """The address letters come from, without a name."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def our_domain() -> str:
    """The part after the @."""
    return our_address().rpartition("@")[2]


def address_for(purpose: str) -> str:
    """
    Where an answer for a purpose goes: "report-5-17" gives "sumvay+report-5-17@domain" (subaddress, RFC 5233).

    Raises ValueError for a purpose that is no plain word of small letters, digits, points and hyphens.
    """
    if not PURPOSE.fullmatch(purpose):
        raise ValueError(purpose)
    local, _at, domain = our_address().rpartition("@")
    return f"{local}+{purpose}@{domain}"


def purpose_in(address: str) -> str:
    """The purpose an address of ours carries, or nothing."""
    local, _at, domain = our_address().lower().rpartition("@")
    given_local, _at, given_domain = address.strip().lower().rpartition("@")
    name, plus, purpose = given_local.partition("+")
    is_ours = plus and name == local and given_domain == domain
    return purpose if is_ours and PURPOSE.fullmatch(purpose) else ""
