"""A member writes, is told, is answered, writes again: over real IMAP and SMTP."""

import email
import re

import pytest
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.letter_addresses import address_of_unit
from sumvay.feedback.models import Case
from sumvay.mail import services as mail
from tests.factories.feedback import answering_house, tell_officers_in_the_app_alone
from tests.factories.mail import raw_letter
from tests.mail.conftest import own_place, postman  # noqa: F401 (fixtures)
from tests.mail.imap_server import ImapServer

pytestmark = pytest.mark.usefixtures("module_database")


@pytest.fixture
def mailbox(settings):
    server = ImapServer(user="sumvay", password="mat khau")
    settings.MAILBOX = server.place
    yield server
    server.stop()


def rounds():
    """What the worker does every two minutes."""
    mail.fetch_mailbox(now=timezone.now())
    services.claim_letters(now=timezone.now())
    mail.send_queued(now=timezone.now())


def last_of(postman):  # noqa: F811
    addresses, raw = postman.letters[-1]
    return addresses, email.message_from_bytes(raw)


def test_a_conversation_by_letters(mailbox, postman):  # noqa: F811
    house = answering_house()
    tell_officers_in_the_app_alone()
    mailbox.put(raw_letter("Ký túc xá mất nước ba ngày.\n", to=address_of_unit(house.ward), subject="Mất nước"))
    rounds()
    addresses, told = last_of(postman)
    assert (addresses, told["Auto-Submitted"]) == (["hoa@congdoan.example"], "auto-replied")
    assert (told["In-Reply-To"], told["References"]) == ("<1@congdoan.example>", "<1@congdoan.example>")
    case = Case.objects.get()
    services.answer_case(
        actor=house.clerk, case=case, text="Công ty sẽ cấp nước từ tối nay.", source="", resolves=False,
        now=timezone.now(),
    )  # fmt: skip
    rounds()
    _addresses, answer = last_of(postman)
    assert (answer["Auto-Submitted"], answer["In-Reply-To"]) == ("no", "<1@congdoan.example>")
    assert re.fullmatch(r"sumvay\+ykien-case-\d+-[a-z2-7]{16}@sumvay.example", answer["Reply-To"])
    # Some programs answer to From, the thread alone tells what it is about
    mailbox.put(
        raw_letter(
            "Đã có nước rồi ạ, nhưng rất yếu.\n", to="sumvay@sumvay.example", subject="Re: Mất nước",
            message_id="<2@congdoan.example>", In_Reply_To=answer["Message-ID"],
        )
    )  # fmt: skip
    rounds()
    assert Case.objects.count() == 1
    assert [message.author for message in case.messages.order_by("pk")] == ["officer", "writer"]
    assert (case.messages.get(author="officer").letter.state, len(postman.letters), mailbox.unseen()) == ("sent", 2, 0)
