"""`sumvay check` looks at everything that must be right, with --mail also at the mail servers."""

import socket

import pytest
from aiosmtpd.controller import Controller

from tests.mail.imap_server import ImapServer
from tests.processes import wait_until


class Kept:
    """Keeps the letters that come."""

    def __init__(self):
        self.letters: list[bytes] = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        return "250 kept"


@pytest.fixture
def mail_server():
    kept = Kept()
    running = Controller(kept, hostname="127.0.0.1", port=free_port())
    running.start()
    yield f"smtp://127.0.0.1:{running.port}", kept.letters
    running.stop()


@pytest.fixture
def mailbox():
    server = ImapServer("reports", "m4t")
    yield f"imap://reports:m4t@127.0.0.1:{server.place['port']}/INBOX"
    server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def check(sumvay, module_database):
    def run(*arguments: str, **settings: str) -> tuple[int, dict[str, tuple[str, str]]]:
        """Exit code, and by what was looked at: right or wrong, and what was found."""
        done = sumvay("check", *arguments, SUMVAY_DATABASE_URL=module_database, **settings)
        lines = [line.split(None, 1) for line in done.stdout.splitlines()]
        return done.returncode, {rest.split(": ", 1)[0]: (verdict, rest.split(": ", 1)[1]) for verdict, rest in lines}

    return run


def test_without_a_worker_it_says_so_and_fails(check):
    code, found = check()
    assert code == 1
    assert found["worker"][0] == "wrong"
    assert found["worker"][1].endswith("start one with `sumvay work`.")
    assert {name for name, (verdict, _) in found.items() if verdict == "right"} == {
        "settings",
        "space",
        "database",
        "migrations",
    }


def test_with_a_worker_all_is_right(check, worker):
    wait_until(lambda: check()[0] == 0, "the worker is seen")


def test_a_debugging_server_is_wrong(check):
    code, found = check(SUMVAY_DEBUG="yes")
    assert code == 1
    assert found["settings"] == ("wrong", "SUMVAY_DEBUG is on; turn it off where people work.")


def test_mail_that_is_not_configured_is_wrong(check):
    _, found = check("--mail")
    assert found["mail out"][0] == found["mail in"][0] == "wrong"


def test_a_letter_goes_out_and_the_mailbox_opens(check, mail_server, mailbox):
    url, letters = mail_server
    _, found = check("--mail", "you@example.vn", SUMVAY_EMAIL_URL=url, SUMVAY_IMAP_URL=mailbox)
    assert found["mail out"] == ("right", "127.0.0.1, a letter went to you@example.vn")
    assert found["mail in"] == ("right", "127.0.0.1 INBOX, 0 letters")
    assert len(letters) == 1
    assert b"To: you@example.vn" in letters[0]


def test_without_an_address_nothing_is_sent(check, mail_server):
    url, letters = mail_server
    _, found = check("--mail", SUMVAY_EMAIL_URL=url)
    assert found["mail out"] == ("right", "127.0.0.1 lets us in")
    assert letters == []


def test_a_wrong_password_of_the_mailbox_is_told(check, mailbox):
    _, found = check("--mail", SUMVAY_IMAP_URL=mailbox.replace("m4t", "other"))
    assert found["mail in"][0] == "wrong"
    assert "did not let us in" in found["mail in"][1]


def test_a_silent_mail_server_is_told(check):
    _, found = check("--mail", SUMVAY_EMAIL_URL=f"smtp://127.0.0.1:{free_port()}")
    assert found["mail out"][0] == "wrong"
    assert "did not take us in" in found["mail out"][1]
