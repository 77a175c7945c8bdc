"""What can happen to notices, and the ready texts that go beside them."""

from sumvay.notifications.services.notify_officers import notify_officers
from sumvay.notifications.services.read_notice import read_all_notices, read_notice
from sumvay.notifications.services.ready_texts import group_text, personal_text, reminder_text

__all__ = ["group_text", "notify_officers", "personal_text", "read_all_notices", "read_notice", "reminder_text"]
