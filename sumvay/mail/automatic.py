"""Tells letters that machines wrote: holiday answers (RFC 3834), letters returned (RFC 3464), receipts (RFC 8098)."""

import re
from dataclasses import dataclass
from email.message import Message

from django.utils.translation import gettext as _

from sumvay.mail.reading import MESSAGE_ID, header_of, headers_of, param_of, parts_of, sender_of

POSTMEN = re.compile(r"(?:mailer-daemon|postmaster)@", re.IGNORECASE)
AWAY = re.compile(
    r"(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|trả lời tự động)", re.IGNORECASE
)
BULK = {"bulk", "junk", "list", "auto_reply"}


@dataclass(frozen=True)
class Bounce:
    """Which letter of ours did not arrive, and what the other server said."""

    message_id: str
    reason: str


def why_automatic(message: Message) -> str:
    """One sentence for the officer when a machine wrote the letter, nothing when a person did."""
    report = param_of(message, "report-type") if message.get_content_type() == "multipart/report" else ""
    if report == "disposition-notification":
        return _("A receipt, not an answer")
    if report or POSTMEN.match(sender_of(message)[0]) or headers_of(message, "Return-Path")[:1] == ["<>"]:
        return _("A letter of ours that could not be delivered")
    if _says_so(message):
        return _("An automatic answer")
    return ""


def bounce_in(message: Message) -> Bounce | None:
    """The failed delivery this letter reports, if it names one of our letters."""
    fields = _delivery_fields(message)
    message_id = _returned_id(message)
    if fields["action"].lower() != "failed" or not message_id:
        return None
    return Bounce(message_id, f"{fields['status']} {fields['diagnostic-code']}".strip())


def _delivery_fields(message: Message) -> dict[str, str]:
    """What the report says about the first address it failed for; its blocks of lines are parsed as parts."""
    fields = dict.fromkeys(("action", "status", "diagnostic-code"), "")
    for part in parts_of(message):
        for name in fields:
            fields[name] = fields[name] or header_of(part, name)
    return fields


def _says_so(message: Message) -> bool:
    submitted = header_of(message, "Auto-Submitted").lower().split(";")[0].strip()
    return (
        submitted not in {"", "no"}
        or header_of(message, "Precedence").lower() in BULK
        or bool(headers_of(message, "X-Autoreply") or headers_of(message, "X-Autorespond"))
        or bool(AWAY.match(header_of(message, "Subject")))
    )


def _returned_id(message: Message) -> str:
    """The Message-ID inside the returned letter, or its head."""
    for part in parts_of(message):
        if part is message:
            continue
        text = header_of(part, "Message-ID")
        if not text and part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            found = re.search(rb"^Message-ID:\s*(<[^<>\s]+>)", content or b"", re.IGNORECASE | re.MULTILINE)
            text = found[1].decode("ascii", "replace") if found else ""
        if named := MESSAGE_ID.search(text):
            return named[0]
    return ""
