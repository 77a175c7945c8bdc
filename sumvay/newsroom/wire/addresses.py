"""Full addresses and lasting names of what leaves the house."""

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.timezone import localdate

# What XML cannot hold, and JSON readers choke on
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def full(path: str) -> str:
    """The address a program elsewhere can open; one that is full already stays."""
    return urljoin(settings.BASE_URL, path)


def tag(kind: str, pk: int, made_at: datetime) -> str:
    """A name that stays when titles and addresses change (RFC 4151): "tag:congdoan.example,2027-01-18:bai/12"."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{localdate(made_at).isoformat()}:{kind}/{pk}"


def clean(text: str) -> str:
    """A text without control characters and without the two code points that are none (Unicode, 23.7)."""
    return CONTROL.sub("", text)
