"""Fetching from a real mailbox (IMAP): taken in, then marked; nothing lost, nothing twice."""

from importlib import import_module

import pytest
from django.db import OperationalError

from sumvay.mail import services
from sumvay.mail.models import InboundMessage
from tests.factories.mail import NOW, raw_letter
from tests.mail.conftest import free_port
from tests.mail.imap_server import ImapServer

fetching = import_module("sumvay.mail.services.fetch_mailbox")
pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings):
    """A mailbox that the settings point to."""
    server = ImapServer(user="sumvay", password="mat khau")
    settings.MAILBOX = server.place
    yield server
    server.stop()


def fetch():
    return services.fetch_mailbox(now=NOW)


def test_unseen_letters_are_taken_in_byte_for_byte_and_marked(mailbox):
    letters = [raw_letter(message_id=f"<{n}@x.example>").replace(b"\n", b"\r\n") for n in (1, 2)]
    for letter in letters:
        mailbox.put(letter)
    assert fetch() == 2
    assert [bytes(message.raw) for message in InboundMessage.objects.order_by("pk")] == letters
    assert mailbox.unseen() == 0
    assert fetch() == 0


def test_a_letter_taken_in_but_not_marked_is_harmless_the_next_time(mailbox):
    mailbox.put(raw_letter())
    mailbox.hangs_up_at = b"UID STORE"
    with pytest.raises(services.MailboxUnreachable):
        fetch()
    assert (InboundMessage.objects.count(), mailbox.unseen()) == (1, 1)
    mailbox.hangs_up_at = b""
    assert fetch() == 1
    assert (InboundMessage.objects.count(), mailbox.unseen()) == (1, 0)


def test_a_letter_that_could_not_be_kept_stays_unseen(mailbox, monkeypatch):
    mailbox.put(raw_letter())
    monkeypatch.setattr(InboundMessage.objects, "get_or_create", _database_is_away)
    with pytest.raises(OperationalError):
        fetch()
    assert mailbox.unseen() == 1


def _database_is_away(**_fields):
    raise OperationalError("away")


def test_a_line_cut_between_two_letters_keeps_the_first(mailbox):
    for number in (1, 2):
        mailbox.put(raw_letter(message_id=f"<{number}@x.example>"))
    mailbox.hangs_up_at = b"UID FETCH 102"
    with pytest.raises(services.MailboxUnreachable):
        fetch()
    assert (InboundMessage.objects.count(), mailbox.unseen()) == (1, 1)


def test_a_letter_too_large_is_not_fetched_but_waits_for_a_person(mailbox, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000)
    mailbox.put(raw_letter("x" * 60 + "\n" + "y\n" * 2_000))
    mailbox.put(raw_letter(message_id="<2@x.example>"))
    assert fetch() == 2
    large, ordinary = InboundMessage.objects.order_by("pk")
    assert (large.state, large.subject, large.sender) == ("unmatched", "Báo cáo kết quả", "hoa@congdoan.example")
    assert b"y\n" not in bytes(large.raw)
    assert not any(b"[]" in wish for wish in mailbox.fetched[:1])
    assert ordinary.state == "waiting"


def test_malformed_letters_do_not_hold_up_the_others(mailbox):
    mailbox.put(b"From: nobody\r\nSubject: =?utf-8?B?####?=\r\nDate: none\r\n\r\n\xff\x80")
    mailbox.put(raw_letter())
    assert fetch() == 2
    assert InboundMessage.objects.filter(state="waiting").count() == 1
    assert mailbox.unseen() == 0


def test_a_wrong_password_is_one_sentence(mailbox, settings):
    settings.MAILBOX = mailbox.place | {"password": "sai"}
    with pytest.raises(services.MailboxUnreachable):
        fetch()


def test_a_mailbox_that_is_away_is_one_sentence(settings):
    settings.MAILBOX = {
        "host": "127.0.0.1", "port": free_port(), "user": "a", "password": "b", "folder": "INBOX", "ssl": False,
    }  # fmt: skip
    with pytest.raises(services.MailboxUnreachable):
        fetch()


def test_without_a_mailbox_there_is_nothing_to_fetch(settings):
    settings.MAILBOX = None
    assert fetch() == 0


def test_a_letter_that_cannot_be_understood_stops_none_behind_it(mailbox, monkeypatch):
    def torn(**given):
        if b"torn" in given["raw"]:
            raise ValueError("int of 5,000 digits")
        return services.receive_message(**given)

    monkeypatch.setattr(fetching, "receive_message", torn)
    for number, words in enumerate((b"torn", b"whole")):
        mailbox.put(raw_letter(message_id=f"<{number}@x.example>").replace(b"\n", b"\r\n") + words)
    assert fetch() == 2
    assert fetch() == 0
    first, second = InboundMessage.objects.order_by("pk")
    assert (first.state, "không đọc được" in first.note) == ("unmatched", True)
    assert bytes(first.raw).endswith(b"torn")
    assert second.note == ""
