"""A real server is killed in the middle of a film, and in the middle of a piece; the film goes on where it was."""

import http.client
from base64 import b64encode
from urllib.parse import urlsplit

import pytest

from sumvay.files import services
from sumvay.files.models import Upload
from sumvay.files.passes import ticket_for
from tests.factories.films import long_film
from tests.factories.org import UnitFactory, officer_of
from tests.files.tus import SPOKEN, signed_in
from tests.processes import WebServer

LENGTH, PIECE = 9_000_000, 2_000_000
KIND = {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture(autouse=True)
def place_for_files():
    """The server's own folder, not one of the test."""


class Phone:
    """A browser's part of the protocol over real sockets."""

    def __init__(self, officer):
        session = signed_in(officer).cookies["sessionid"].value
        self.known = {**SPOKEN, "Cookie": f"sessionid={session}; csrftoken={'a' * 32}", "X-CSRFToken": "a" * 32}

    def line(self, server):
        return http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)

    def ask(self, server, method, place, body=b"", **headers):
        line = self.line(server)
        line.request(method, place, body, {**self.known, "Origin": server.url, **headers})
        answer = line.getresponse()
        answer.read()
        return answer

    def half_a_piece(self, server, place, body, offset):
        """Say how long it is, send half, hang up."""
        line = self.line(server)
        line.putrequest("PATCH", place)
        said = {**self.known, **KIND, "Upload-Offset": str(offset), "Content-Length": str(len(body))}
        for name, value in said.items():
            line.putheader(name, value)
        line.endheaders(body[: len(body) // 2])
        line.close()


@pytest.fixture
def servers(module_database):
    running = []

    def start():
        running.append(WebServer())
        return running[-1]

    yield start
    for server in running:
        server.stop()


def test_a_film_outlives_a_killed_server_and_a_line_cut_within_a_piece(servers):
    unit = UnitFactory()
    officer, film, server = officer_of(unit), long_film(LENGTH), servers()
    phone = Phone(officer)
    words = f"filename {b64encode(b'phim.mp4').decode()},ticket "
    words += b64encode(ticket_for(officer, unit, "test:1").encode()).decode()
    began = phone.ask(server, "POST", "/files/uploads/", **{"Upload-Length": str(LENGTH), "Upload-Metadata": words})
    assert began.status == 201
    place, offset, cuts = began.headers["Location"], 0, 0
    while offset < LENGTH:
        piece = film[offset : offset + PIECE]
        if cuts == 0 and offset >= PIECE:
            phone.half_a_piece(server, place, piece, offset)
            server.kill()
            server, cuts = servers(), 1
            told = phone.ask(server, "HEAD", place)
            assert offset <= int(told.headers["Upload-Offset"]) < offset + PIECE
            offset = int(told.headers["Upload-Offset"])
            piece = film[offset : offset + PIECE]
        answer = phone.ask(server, "PATCH", place, piece, **KIND, **{"Upload-Offset": str(offset)})
        assert answer.status == 204
        offset = int(answer.headers["Upload-Offset"])
    checked = services.check_film(upload=Upload.objects.get())
    assert cuts == 1
    assert checked.kind.media_type == "video/mp4"
