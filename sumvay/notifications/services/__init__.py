"""What can happen to notices, and the ready texts that go beside them."""

from sumvay.notifications.services.notify_officers import Telling, notify_each, notify_officers
from sumvay.notifications.services.read_notice import read_all_notices, read_notice
from sumvay.notifications.services.ready_texts import group_text, personal_text, reminder_text

__all__ = [
    "Telling",
    "group_text",
    "notify_each",
    "notify_officers",
    "personal_text",
    "read_all_notices",
    "read_notice",
    "reminder_text",
]
