"""A person decides about letters that failed or are in doubt: send again, or leave alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.mail import services
from sumvay.mail.models import OutboundMessage
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.mail import OutboundMessageFactory

pytestmark = pytest.mark.django_db


def in_doubt(**fields):
    return OutboundMessageFactory(state="sending", claimed_at=timezone.now() - timedelta(hours=1), attempts=1, **fields)


@pytest.fixture
def operator(client):
    person = OperatorFactory()
    client.force_login(person)
    return person


def press(client, message, button):
    response = client.post(reverse(f"mail:{button}", args=[message.pk]))
    message.refresh_from_db()
    return response


@pytest.mark.parametrize("make", [in_doubt, lambda: OutboundMessageFactory(state="failed", error="550 no", attempts=8)])
def test_send_again_queues_it_and_the_worker_sends_it_once(client, operator, postman, run_jobs, make):
    message = make()
    assert press(client, message, "resend")["Location"] == reverse("mail:message", args=[message.pk])
    assert (message.state, message.error, message.attempts) == ("queued", "", 0)
    assert run_jobs() == ["mail.send_message"]
    assert len(postman.letters) == 1
    assert Entry.objects.get(action="message.resend").actor_id == operator.pk


def test_leave_it_settles_a_letter_in_doubt(client, operator, postman, run_jobs):
    message = in_doubt()
    press(client, message, "give_up")
    assert (message.state, message.sent_at, bool(message.error)) == ("failed", None, True)
    assert run_jobs() == []
    assert Entry.objects.get(action="message.give_up").target_id == message.pk


@pytest.mark.parametrize("button", ["resend", "give_up"])
@pytest.mark.parametrize("state", ["queued", "sent", "sending"])
def test_a_letter_that_is_not_in_doubt_stays_as_it_is(client, operator, button, state):
    sent_at = timezone.now() if state == "sent" else None
    message = OutboundMessageFactory(claimed_at=timezone.now(), state=state, sent_at=sent_at)
    press(client, message, button)
    assert message.state == state
    assert not Entry.objects.exists()


def test_pressing_twice_queues_it_once(operator, run_jobs, postman):
    message = in_doubt()
    services.resend_message(actor=operator, message=message, now=timezone.now())
    with pytest.raises(services.AlreadySettled):
        services.resend_message(actor=operator, message=message, now=timezone.now())
    assert run_jobs() == ["mail.send_message"]


@pytest.mark.parametrize("button", ["resend", "give_up"])
def test_others_than_operators_do_not_find_it(client, button):
    client.force_login(PersonFactory())
    message = in_doubt()
    assert press(client, message, button).status_code == 404
    assert message.state == "sending"


@pytest.mark.parametrize("service", [services.resend_message, services.give_up_message])
def test_the_service_refuses_others_than_operators(service):
    with pytest.raises(services.ManagingMailDenied):
        service(actor=PersonFactory(), message=in_doubt(), now=timezone.now())
    assert OutboundMessage.objects.get().state == "sending"


@pytest.mark.parametrize("button", ["resend", "give_up"])
def test_looking_changes_nothing(client, operator, button):
    message = in_doubt()
    assert client.get(reverse(f"mail:{button}", args=[message.pk])).status_code == 405


def test_the_page_offers_what_can_be_decided(client, operator):
    def buttons(message):
        page = client.get(reverse("mail:message", args=[message.pk])).content.decode()
        return [name for name in ("resend", "give_up") if reverse(f"mail:{name}", args=[message.pk]) in page]

    assert buttons(in_doubt()) == ["resend", "give_up"]
    assert buttons(OutboundMessageFactory(state="failed", error="550 no")) == ["resend"]
    assert buttons(OutboundMessageFactory()) == []
