"""Reads a raw letter (RFC 5322) without ever breaking: who, about what, where to, written by a person or a machine."""

import email
import email.utils
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from sumvay.mail.addresses import our_domain, purpose_in
from sumvay.mail.decoding import clean, decode, header
from sumvay.mail.plain_text import text_of_html, written_by_sender

MESSAGE_ID = re.compile(r"<[^<>\s]{1,298}>")
DELIVERED_TO = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")
# One malformed address shall not hide the others; Python before 3.12.6 knows no other way
LENIENT = {"strict": False} if getattr(email.utils, "supports_strict_parsing", False) else {}
MOST_PARTS = 200
# What the standard library raises on what keeps to no rule
MALFORMED = (LookupError, ValueError, TypeError, AttributeError, RecursionError, MessageError)
# A report is a page or two; what is longer is somebody's bad joke
MOST_LETTERS = 500_000


@dataclass(frozen=True)
class Attachment:
    """A file that came with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class ParsedMail:
    """A letter as people read it; `text` is what the sender wrote, without the letter it quotes."""

    sender: str
    sender_name: str
    subject: str
    text: str
    attachments: list[Attachment]
    purpose: str
    in_reply_to: str


def opened(raw: bytes) -> Message:
    """The letter taken apart; by the old policy, which never raises on malformed headers as the new one does."""
    try:
        return email.message_from_bytes(raw, policy=policy.compat32)
    except (RecursionError, ValueError):  # parts in parts in parts, or their boundary is none: the head says enough
        return BytesHeaderParser(policy=policy.compat32).parsebytes(raw)


def parsed(raw: bytes) -> ParsedMail:
    """Everything a room above may want to know of a letter."""
    message = opened(raw)
    sender, sender_name = sender_of(message)
    return ParsedMail(
        sender=sender,
        sender_name=sender_name,
        subject=header_of(message, "Subject"),
        text=written_by_sender(_text_of(message)),
        attachments=[_attachment(part) for part in _leaves(message) if _is_attached(part)],
        purpose=purpose_of(message),
        in_reply_to=next(iter(references_of(message)), ""),
    )


def headers_of(message: Message, name: str) -> list[str]:
    """All headers of one name as they stand in the letter."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def header_of(message: Message, name: str) -> str:
    """The first header of this name in plain words, or nothing."""
    found = headers_of(message, name)
    return header(found[0]) if found else ""


def sender_of(message: Message) -> tuple[str, str]:
    """Address (small letters) and name of who wrote; the address is empty when there is none that could be one."""
    # Addresses are separated before words are decoded: a decoded name may hold a comma
    for name, address in _addresses(headers_of(message, "From") + headers_of(message, "Sender")):
        address = clean(address).strip().lower()
        if "@" in address and " " not in address and len(address) <= 254:
            return address, header(name)
    return "", ""


def message_id_of(message: Message, raw: bytes) -> str:
    """The letter's own name; one made from its content when it has none, so that a second arrival is still known."""
    given = MESSAGE_ID.search(header_of(message, "Message-ID"))
    return given[0] if given else name_by_content(raw)


def name_by_content(raw: bytes) -> str:
    """A Message-ID made from the content."""
    return f"<sha256.{hashlib.sha256(raw).hexdigest()}@{our_domain()}>"


def references_of(message: Message) -> list[str]:
    """The letters this one answers, the nearest first."""
    answered = MESSAGE_ID.findall(header_of(message, "In-Reply-To"))
    earlier = MESSAGE_ID.findall(header_of(message, "References"))
    return list(dict.fromkeys([*answered, *reversed(earlier)]))


def purpose_of(message: Message) -> str:
    """What the letter is for, from the first address of ours with a purpose that it was sent to."""
    fields = [value for name in DELIVERED_TO for value in headers_of(message, name)]
    return next(filter(None, (purpose_in(address) for _name, address in _addresses(fields))), "")


def _addresses(fields: list[str]) -> list[tuple[str, str]]:
    """Names and addresses, also of headers no program should write."""
    try:
        return getaddresses(fields, **LENIENT)
    except RecursionError:  # brackets in brackets in brackets
        return []


def parts_of(message: Message) -> Iterator[Message]:
    """The letter and all its parts, in order, also those of a letter inside it; the first 200."""
    waiting = [message]
    for _number in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        yield part
        if part.is_multipart():
            waiting = [*part.get_payload(), *waiting]


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a letter inside the letter is left closed."""
    inside_another: set[int] = set()
    for part in parts_of(message):
        is_letter = part.get_content_maintype() == "message"
        if part.is_multipart() and (is_letter or id(part) in inside_another):
            inside_another.update(map(id, part.get_payload()))
        elif not part.is_multipart() and id(part) not in inside_another:
            yield part


def _is_attached(part: Message) -> bool:
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    return not is_text or part.get_content_disposition() == "attachment" or bool(_filename(part))


def _attachment(part: Message) -> Attachment:
    return Attachment(_filename(part), part.get_content_type(), _bytes_of(part))


def _filename(part: Message) -> str:
    try:
        return header(part.get_filename() or "")
    except MALFORMED:  # RFC 2231 pieces put together wrongly
        return ""


def _bytes_of(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (LookupError, ValueError):  # a charset that is no word
        return b""
    return content if isinstance(content, bytes) else b""


def _text_of(message: Message) -> str:
    bodies = [part for part in _leaves(message) if part.get_content_maintype() == "text" and not _is_attached(part)]
    plain = [_decoded(part) for part in bodies if part.get_content_type() == "text/plain"]
    html = [text_of_html(_decoded(part)) for part in bodies if part.get_content_type() == "text/html"]
    return "\n\n".join(text for text in plain if text.strip()) or "\n\n".join(html)


def _decoded(part: Message) -> str:
    return decode(_bytes_of(part), param_of(part, "charset") or None)[:MOST_LETTERS]


def param_of(part: Message, name: str) -> str:
    """A parameter of the Content-Type, or nothing where it is put together wrongly (RFC 2231)."""
    try:
        return str(part.get_param(name) or "")
    except MALFORMED:
        return ""
