"""What a member's phone does at the doors, for tests."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from sumvay.feedback.form_tokens import new_token

WORDS = "Chuyền may 3 làm thêm đến 22 giờ mà không được trả tiền."
RECEIPT = "/y-kien/tra-loi/"


def token_of_a_minute_ago() -> str:
    """As a form carries it that was opened a minute ago."""
    return new_token(now=timezone.now() - timedelta(minutes=1))


def send(unit, client=None, **typed):
    """Press Send on the form of a unit."""
    given = {"text": WORDS, "reads": "theo-viec", "token": token_of_a_minute_ago(), **typed}
    return (client or Client(enforce_csrf_checks=True)).post(f"/y-kien/{unit.code}/", given)


def key_in(answer) -> str:
    """The key that the page shows in big letters."""
    return re.search(r'id="receipt-key">([A-Z2-7-]{19})<', answer.content.decode())[1]


def open_receipt(key, client=None, at="", **typed):
    """Type the key, or press one of the buttons behind it."""
    return (client or Client(enforce_csrf_checks=True)).post(f"{RECEIPT}{at}", {"key": key, **typed})
