"""What can happen to letters, on their way out and in."""

from sumvay.mail.services.claim_message import claim_message, leave_unmatched
from sumvay.mail.services.erase_letters import erase_letters, forget_set_aside, forget_text
from sumvay.mail.services.fetch_mailbox import MailboxUnreachable, fetch_mailbox
from sumvay.mail.services.queue_message import Letter, queue_letters, queue_message, queue_messages
from sumvay.mail.services.receive_message import receive_head, receive_message
from sumvay.mail.services.send_message import (
    AlreadySettled,
    ManagingMailDenied,
    give_up_message,
    resend_message,
    send_message,
    send_queued,
)
from sumvay.mail.speaking import (
    NO_ANSWERS,
    NoSuchAddress,
    OutcomeUnknown,
    PermanentFailure,
    TemporaryFailure,
    hand_over,
    open_line,
)

__all__ = [
    "NO_ANSWERS",
    "AlreadySettled",
    "Letter",
    "MailboxUnreachable",
    "ManagingMailDenied",
    "NoSuchAddress",
    "OutcomeUnknown",
    "PermanentFailure",
    "TemporaryFailure",
    "claim_message",
    "erase_letters",
    "fetch_mailbox",
    "forget_set_aside",
    "forget_text",
    "give_up_message",
    "hand_over",
    "leave_unmatched",
    "open_line",
    "queue_letters",
    "queue_message",
    "queue_messages",
    "receive_head",
    "receive_message",
    "resend_message",
    "send_message",
    "send_queued",
]
