"""The real worker sends over the wire; killed in the middle, it never sends the same letter again."""

import pytest
from aiosmtpd.controller import Controller

from sumvay.mail import services
from sumvay.mail.models import OutboundMessage
from tests.factories.mail import NOW
from tests.mail.conftest import Postman, free_port, smtp_at
from tests.processes import Worker, wait_until


@pytest.fixture
def wire(monkeypatch, settings):
    """A mail server that other processes send to as well."""
    handler = Postman()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    monkeypatch.setenv("SUMVAY_EMAIL_URL", f"smtp://127.0.0.1:{server.port}")
    settings.MAILERS = smtp_at(server.port)
    yield handler
    handler.hangs = False
    server.stop()


@pytest.fixture
def start_worker(module_database, wire):
    """Starts workers and ends them after the test."""
    started = []

    def start():
        started.append(Worker())
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


def queue():
    return services.queue_message(recipient="hoa@congdoan.example", subject="Nhắc", text="Kính gửi", now=NOW)


def state_of(message):
    return OutboundMessage.objects.get(pk=message.pk).state


def test_a_queued_letter_leaves_by_itself(start_worker, wire):
    start_worker()
    message = queue()
    wait_until(lambda: state_of(message) == "sent", "the letter is sent")
    assert [addresses for addresses, _content in wire.letters] == [["hoa@congdoan.example"]]


def test_a_worker_killed_while_speaking_leaves_the_letter_to_a_person(start_worker, wire):
    wire.hangs = True
    worker = start_worker()
    message = queue()
    wait_until(lambda: wire.heard, "the letter is being handed over")
    worker.kill()
    assert state_of(message) == "sending"
    wire.hangs = False
    services.send_message(message_id=message.pk, now=NOW)
    services.send_queued(now=NOW)
    assert state_of(message) == "sending"
    assert wire.heard == 1
