"""A mailbox server for tests: as much of IMAP4rev1 (RFC 3501) as reading unseen letters takes, in its own thread."""

import re
import socketserver
import threading

UID_FETCH = re.compile(rb"FETCH (\d+) \(?(.*?)\)?$", re.IGNORECASE)
UID_STORE = re.compile(rb"STORE (\d+) \+FLAGS(?:\.SILENT)? \(?(.*?)\)?$", re.IGNORECASE)
QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"|(\S+)')


class ImapServer:
    """One mailbox with the folder INBOX; `place` is what settings.MAILBOX says of it."""

    def __init__(self, user: str, password: str):
        """Listen on a free port."""
        self.user, self.password = user, password
        self.letters: dict[int, bytes] = {}
        self.flags: dict[int, set[bytes]] = {}
        self.fetched: list[bytes] = []
        self.hangs_up_at = b""
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self._server.mailbox = self
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def place(self) -> dict:
        """Where it is and how to sign in."""
        port = self._server.server_address[1]
        signs_in = {"user": self.user, "password": self.password}
        return {"host": "127.0.0.1", "port": port, "folder": "INBOX", "ssl": False, **signs_in}

    def put(self, raw: bytes) -> None:
        """A letter arrives."""
        uid = 101 + len(self.letters)
        self.letters[uid], self.flags[uid] = raw, set()

    def unseen(self) -> int:
        """How many letters nobody has marked as seen."""
        return sum(b"\\Seen" not in flags for flags in self.flags.values())

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


class Conversation(socketserver.StreamRequestHandler):
    """One client signed in, asking and marking."""

    def handle(self):
        """Answer line after line."""
        self.signed_in = False
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, _blank, command = line.strip().partition(b" ")
            word, _blank, rest = command.partition(b" ")
            if self.server.mailbox.hangs_up_at and command.upper().startswith(self.server.mailbox.hangs_up_at):
                return
            answer = getattr(self, f"do_{word.decode().lower()}", None)
            self.say(tag + b" " + (answer(rest) if answer else b"BAD unknown command"))
            if word.upper() == b"LOGOUT":
                return

    def say(self, line: bytes) -> None:
        """One line to the client."""
        self.wfile.write(line + b"\r\n")

    def do_capability(self, _rest: bytes) -> bytes:
        """What this server can."""
        self.say(b"* CAPABILITY IMAP4rev1")
        return b"OK done"

    def do_login(self, rest: bytes) -> bytes:
        """Name and password."""
        given = [quoted or bare for quoted, bare in QUOTED.findall(rest)]
        self.signed_in = given == [self.server.mailbox.user.encode(), self.server.mailbox.password.encode()]
        return b"OK signed in" if self.signed_in else b"NO wrong name or password"

    def do_select(self, rest: bytes) -> bytes:
        """Open the one folder."""
        if not self.signed_in or rest.strip(b'"') != b"INBOX":
            return b"NO no such folder"
        self.say(b"* %d EXISTS" % len(self.server.mailbox.letters))
        self.say(b"* FLAGS (\\Seen \\Deleted)")
        return b"OK [READ-WRITE] selected"

    def do_uid(self, rest: bytes) -> bytes:
        """Search, fetch or mark by number."""
        if rest.upper().startswith(b"SEARCH"):
            return self.search(rest.upper())
        if found := UID_FETCH.match(rest):
            return self.fetch(int(found[1]), found[2].upper())
        if found := UID_STORE.match(rest):
            self.server.mailbox.flags[int(found[1])] |= set(found[2].split())
            return b"OK stored"
        return b"BAD unknown"

    def search(self, wish: bytes) -> bytes:
        """Numbers of the letters wanted."""
        wanted = [
            uid for uid, flags in self.server.mailbox.flags.items() if b"UNSEEN" not in wish or b"\\Seen" not in flags
        ]
        self.say(b" ".join([b"* SEARCH", *(b"%d" % uid for uid in wanted)]))
        return b"OK searched"

    def fetch(self, uid: int, wish: bytes) -> bytes:
        """A letter or its head, which PEEK leaves unseen."""
        if uid not in self.server.mailbox.letters:
            return b"OK nothing"
        self.server.mailbox.fetched.append(wish)
        raw = self.server.mailbox.letters[uid]
        head_alone = b"[HEADER]" in wish
        body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\r\n\r\n" if head_alone else raw
        facts = (uid - 100, uid, len(raw), b" ".join(self.server.mailbox.flags[uid]))
        self.wfile.write(b"* %d FETCH (UID %d RFC822.SIZE %d FLAGS (%s) " % facts)
        self.wfile.write(b"BODY[%s] {%d}\r\n%s)\r\n" % (b"HEADER" if head_alone else b"", len(body), body))
        if b"PEEK" not in wish:
            self.server.mailbox.flags[uid].add(b"\\Seen")
        return b"OK fetched"

    def do_expunge(self, _rest: bytes) -> bytes:
        """Nothing is ever removed."""
        return b"OK nothing to remove"

    def do_logout(self, _rest: bytes) -> bytes:
        """Good-bye."""
        self.say(b"* BYE")
        return b"OK done"
