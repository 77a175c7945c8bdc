"""A real mail server on this machine, and a place of its own for every test."""

import asyncio
import socket

import pytest
from aiosmtpd.controller import Controller


class Postman:
    """Takes letters, and refuses or breaks off as a test wants."""

    def __init__(self):
        """Takes everything."""
        self.letters = []
        self.sessions = set()
        self.answer_to_address = "250 OK"
        self.answer_to_letter = "250 OK"
        self.breaks_off = False
        self.hangs = False
        self.heard = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Accept or refuse an address."""
        if self.answer_to_address.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_address

    async def handle_DATA(self, server, session, envelope):
        """Accept or refuse a letter, leave the sender without an answer, or hang up."""
        self.heard += 1
        while self.hangs:
            await asyncio.sleep(0.05)
        if self.breaks_off:
            server.transport.abort()
            return "250 OK"
        if self.answer_to_letter.startswith("250"):
            self.letters.append((list(envelope.rcpt_tos), envelope.content))
            self.sessions.add(session.peer)
        return self.answer_to_letter


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def smtp_at(port: int) -> dict:
    """Django's description of a mail server on this machine."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5}}}


@pytest.fixture(autouse=True)
def own_place(settings, tmp_path):
    """Our address, and a folder of the test's own for files and caught letters."""
    settings.DEFAULT_FROM_EMAIL = "sumvay@sumvay.example"
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def postman(settings):
    """A mail server to which Django sends."""
    handler = Postman()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.MAILERS = smtp_at(server.port)
    yield handler
    server.stop()


@pytest.fixture
def nobody_there(settings):
    """Django sends to a port where nobody listens."""
    settings.MAILERS = smtp_at(free_port())
