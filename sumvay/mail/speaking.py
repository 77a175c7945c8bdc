"""Speaks to the mail server: one letter over an open connection, and what every answer of the server means."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

from sumvay.files import selectors as files
from sumvay.mail.models import OutboundMessage

THREAD = ("In-Reply-To", "References")
# RFC 3834: no holiday answers to what a machine wrote; the second is what Exchange reads instead
NO_ANSWERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class TemporaryFailure(Exception):
    """Not now; the same letter may go a little later."""


class PermanentFailure(Exception):
    """Never to this address; a person must look."""


class NoSuchAddress(PermanentFailure):
    """The server knows that nobody is there (RFC 3463, 5.1.x)."""


class OutcomeUnknown(Exception):
    """The line broke while the letter was being handed over: it may have arrived."""


@contextmanager
def open_line() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server. Raises TemporaryFailure when there is none."""
    line = mailers.default
    try:
        line.open()
    except (smtplib.SMTPException, OSError) as error:
        raise TemporaryFailure(f"{type(error).__name__}: {error}") from error
    try:
        yield line
    finally:
        # What happens after the last letter was accepted changes nothing about it
        with suppress(smtplib.SMTPException, OSError):
            line.close()


def speak(line: BaseEmailBackend, message: OutboundMessage) -> None:
    """Hand one queued letter over. Raises what `hand_over` raises."""
    hand_over(line, _letter(message))


def hand_over(line: BaseEmailBackend, letter: EmailMessage) -> None:
    """
    Returns when the server has taken responsibility for a letter (RFC 5321, 4.2.5).

    Raises TemporaryFailure (4xx), PermanentFailure (5xx, or the letter cannot be written; NoSuchAddress for 5.1.x)
    and OutcomeUnknown.
    """
    try:
        line.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refused:
        _raise_by_code(*next(iter(refused.recipients.values())))
    except smtplib.SMTPResponseException as refused:
        _raise_by_code(refused.smtp_code, refused.smtp_error)
    except ValueError as error:
        raise PermanentFailure(str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise OutcomeUnknown(f"{type(error).__name__}: {error}") from error


def _raise_by_code(code: int, answer: bytes | str) -> None:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    if 400 <= code < 500:
        raise TemporaryFailure(f"{code} {words}")
    raise (NoSuchAddress if words.startswith("5.1.") else PermanentFailure)(f"{code} {words}")


def _letter(message: OutboundMessage) -> EmailMessage:
    letter = EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            **NO_ANSWERS,
            "Auto-Submitted": message.hand,
            **(dict.fromkeys(THREAD, message.in_reply_to) if message.in_reply_to else {}),
        },
    )
    if message.attachment:
        try:
            content = files.read_bytes(message.attachment)
        except FileNotFoundError as error:
            raise PermanentFailure(f"attachment {message.attachment_id} is lost") from error
        letter.attach(message.attachment.name, content, message.attachment.media_type)
    return letter
