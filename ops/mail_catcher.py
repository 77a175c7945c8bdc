"""A mail server of the demo that delivers nothing: every letter lies in VAR/mailbox and on the mailbox page."""

import argparse
import os
import signal

from aiosmtpd.controller import Controller

MOST_BYTES = 40 * 1024 * 1024


class Keeper:
    """Takes every letter and keeps it once for each address."""

    async def handle_DATA(self, server, session, envelope) -> str:
        """Say yes only when all copies lie on disk."""
        from sumvay.mail import caught

        for recipient in envelope.rcpt_tos:
            caught.keep(recipient, envelope.content)
        return "250 OK"


class MailCatcher:
    """The server on 127.0.0.1; Django must be set up. `SUMVAY_EMAIL_URL=smtp://127.0.0.1:PORT` sends to it."""

    def __init__(self, port: int):
        """PORT must be free."""
        self.port = port
        self._server = Controller(Keeper(), hostname="127.0.0.1", port=port, data_size_limit=MOST_BYTES)

    def start(self) -> None:
        """Listen, in a thread of its own."""
        self._server.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.stop()


def main(arguments: list[str] | None = None) -> None:
    """`python -m ops.mail_catcher --port N` until SIGTERM or Ctrl-C."""
    import django

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="the port on 127.0.0.1 to listen on")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    signals = {signal.SIGTERM, signal.SIGINT}
    # Before the server's thread begins, so that it inherits the mask and only this one waits
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    catcher = MailCatcher(chosen.port)
    catcher.start()
    signal.sigwait(signals)
    catcher.stop()


if __name__ == "__main__":
    main()
