"""Takes in what lies in our mailbox (IMAP); a letter is marked as seen only when its row is safe."""

import imaplib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from imap_tools import AND, BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessageFlags

from sumvay.errors import Refusal
from sumvay.mail.reading import MALFORMED
from sumvay.mail.services.receive_message import MOST_BYTES, receive_head, receive_malformed, receive_message

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 30


class MailboxUnreachable(Refusal):
    """The mailbox cannot be opened."""


def fetch_mailbox(*, now: datetime) -> int:
    """
    Take in every unseen letter; says how many. Without a mailbox (SUMVAY_IMAP_URL) there is nothing to do.

    A letter fetched but not yet marked is fetched again the next time, and its Message-ID makes that harmless.
    Raises MailboxUnreachable.
    """
    if settings.MAILBOX is None:
        return 0
    with _open(settings.MAILBOX) as box:
        unseen = box.uids(AND(seen=False), charset=None)
        for uid in unseen:
            _take_in(box, uid, now)
        return len(unseen)


@contextmanager
def _open(place: dict) -> Iterator[BaseMailBox]:
    kind = MailBox if place["ssl"] else MailBoxUnencrypted
    try:
        with kind(place["host"], place["port"], timeout=TIMEOUT_SECONDS).login(
            place["user"], place["password"], initial_folder=place["folder"]
        ) as box:
            yield box
    except (imaplib.IMAP4.error, ImapToolsError, OSError) as error:
        raise MailboxUnreachable(_("The mailbox cannot be read: %(why)s") % {"why": error}) from error


def _take_in(box: BaseMailBox, uid: str, now: datetime) -> None:
    head = next(box.fetch(uid_list=[uid], headers_only=True, mark_seen=False), None)
    if head is None:
        return  # somebody else took it out of the mailbox meanwhile
    if head.size_rfc822 > MOST_BYTES:
        receive_head(head=head.obj.as_bytes(), size=head.size_rfc822, now=now)
    else:
        _status, answer = box.client.uid("FETCH", uid, "(BODY.PEEK[])")
        raw = next(part[1] for part in answer if isinstance(part, tuple))
        try:
            receive_message(raw=raw, now=now)
        except MALFORMED:
            # Kept all the same, so that it does not stop those behind it for ever
            log.warning("a letter of the mailbox is malformed", exc_info=True)
            receive_malformed(raw=raw, now=now)
    box.flag([uid], MailMessageFlags.SEEN, True)
