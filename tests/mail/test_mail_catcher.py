"""The demo's mail server: takes a letter from the wire and lays it where the mailbox page looks."""

import os
import signal
import smtplib
import subprocess
import sys

import pytest
from django.utils import timezone

from ops.mail_catcher import MailCatcher
from ops.migrating import HOUSE
from sumvay.mail import caught, services
from tests.factories.mail import OutboundMessageFactory
from tests.mail.conftest import free_port, smtp_at
from tests.processes import wait_until


@pytest.mark.django_db
def test_a_letter_sent_is_caught_as_it_went_over_the_wire(settings):
    catcher = MailCatcher(free_port())
    catcher.start()
    settings.MAILERS = smtp_at(catcher.port)
    letter = OutboundMessageFactory(recipient="hoa@congdoan.example", text="Mở https://sumvay.example/b/1")
    services.send_message(message_id=letter.pk, now=timezone.now())
    catcher.stop()
    letter.refresh_from_db()
    assert letter.state == "sent"
    names = caught.names_of_letters("hoa@congdoan.example")
    assert names == caught.names_of_letters(None)
    seen = caught.letter(names[0])
    assert (seen.recipient, seen.mail.subject) == ("hoa@congdoan.example", "Nhắc báo cáo")
    assert seen.mail.text == "Mở https://sumvay.example/b/1"
    assert abs((timezone.now() - seen.at).total_seconds()) < 60


def test_the_process_takes_letters_and_ends_when_told(tmp_path):
    port = free_port()
    environment = {**os.environ, "SUMVAY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "ops.mail_catcher", "--port", str(port)]
    process = subprocess.Popen(command, cwd=HOUSE, env=environment)
    try:
        wait_until(lambda: _send(port), "the catcher takes a letter")
        assert len(list((tmp_path / "mailbox").glob("*.eml"))) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()


def _send(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as line:
            line.sendmail("sumvay@sumvay.example", ["a@x.example", "b@x.example"], "Subject: x\r\n\r\nx")
    except OSError:
        return False
    return True
