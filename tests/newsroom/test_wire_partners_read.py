"""Partners' feeds are read for title, link and time; hostile ones, and addresses inside a network, are refused."""

import socket
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sumvay.newsroom.wire import fetching
from sumvay.newsroom.wire.partner_feed import NotAFeed, entries_of

HOME = "https://bao.example.vn/rss/tin.rss"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Lao động</title>
<item><title><![CDATA[Tết <b>sum vầy</b> &amp; chuyến xe]]></title><link>https://bao.example.vn/1</link>
<description>Toàn văn của báo</description><pubDate>Mon, 18 Jan 2027 09:00:00 +0700</pubDate></item>
<item><title>Bài hai</title><link>/2</link></item>
<item><title>Bài hai lần nữa</title><link>https://bao.example.vn/2</link></item>
<item><title></title><link>https://bao.example.vn/3</link></item>
<item><title>Lừa</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry>
<title type="html">Một &amp;lt;em&amp;gt;tin&amp;lt;/em&amp;gt;</title>
<link rel="self" href="https://bao.example.vn/api/1"/><link rel="alternate" href="https://bao.example.vn/1"/>
<updated>2027-01-18T02:00:00Z</updated></entry></feed>""".encode()
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item><title>Cu</title><link>https://bao.example.vn/9</link><dc:date>2027-01-18</dc:date></item></rdf:RDF>"""


def test_rss_gives_title_link_and_time_and_each_link_once():
    one, two = entries_of(RSS, HOME)
    assert (one.title, one.url) == ("Tết sum vầy & chuyến xe", "https://bao.example.vn/1")
    assert one.published_at == datetime(2027, 1, 18, 2, tzinfo=UTC)
    assert (two.title, two.url, two.published_at) == ("Bài hai", "https://bao.example.vn/2", None)


def test_atom_gives_the_page_and_not_the_entry_itself():
    (one,) = entries_of(ATOM, HOME)
    assert one.url == "https://bao.example.vn/1"
    assert one.title == "Một tin"
    assert one.published_at == datetime(2027, 1, 18, 2, tzinfo=UTC)


def test_rss_of_the_first_days_is_read_too():
    (one,) = entries_of(RDF, HOME)
    assert (one.title, one.url) == ("Cu", "https://bao.example.vn/9")


BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<rss><channel><item><title>&b;</title><link>https://a.vn/</link></item></channel></rss>"
)
OUTSIDE = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title><link>https://a.vn/</link></item></rss>'


@pytest.mark.parametrize("content", [b"", b"<html><body>tin</body></html>", b"\x00\xff", b"<rss><item>", BOMB, OUTSIDE])
def test_what_is_no_feed_or_a_bomb_is_refused(content):
    with pytest.raises(NotAFeed):
        entries_of(content, HOME)


@pytest.mark.parametrize("title", ["&lt;a " * 1_000, "&lt;" * 200 + "a&gt;" * 200])
def test_a_title_made_to_tire_is_left_out_and_the_others_are_read(title):
    rows = f"<item><title>{title}</title><link>https://a.vn/1</link></item>"
    rows += "<item><title>Tin</title><link>https://a.vn/2</link></item>"
    found = entries_of(f"<rss><channel>{rows}</channel></rss>".encode(), "https://a.vn/tin.rss")
    assert [one.url for one in found] == ["https://a.vn/2"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_spoken_to(address, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [(0, 0, 0, "", (address, 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *_to, **_more: pytest.fail("spoken to"))
    with pytest.raises(fetching.NotPublic):
        fetching.fetch("http://bao.example.vn/tin.rss")


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    rows = [(0, 0, 0, "", (one, 80)) for one in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: rows)
    with pytest.raises(fetching.NotPublic):
        fetching.public_address("bao.example.vn", 80)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_the_one_spoken_to(address, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [(0, 0, 0, "", (address, 80))])
    assert fetching.public_address("bao.example.vn", 80) == address


@pytest.mark.parametrize(
    "url",
    [
        "ftp://bao.vn/tin", "file:///etc/passwd", "http://", "http://a:b@bao.vn/", "http://bao.vn:8080/", "gopher://bao.vn",
        "http://[::1", "https://bao.vn:99999/", "//bao.vn/tin", "bao.vn/tin",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_not_asked(url):
    assert not fetching.is_web_address(url)
    with pytest.raises(fetching.NotPublic):
        fetching.fetch(url)


class Elsewhere(BaseHTTPRequestHandler):
    """Somebody's web server; what it answers to a path stands in `answers`."""

    answers: dict = {}
    heard: list = []

    def do_GET(self):
        self.heard.append((self.path, self.headers["Host"], self.headers.get("If-Modified-Since")))
        status, headers, content = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said):
        """Silence."""


@pytest.fixture
def elsewhere(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Elsewhere.answers, Elsewhere.heard = {}, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setattr(fetching, "PORTS", {"http": server.server_port, "https": 443})
    real = fetching.public_address
    monkeypatch.setattr(
        fetching, "public_address", lambda host, port: "127.0.0.1" if host == "bao.example.vn" else real(host, port)
    )
    yield Elsewhere
    server.shutdown()
    server.server_close()


def test_a_document_comes_whole(elsewhere):
    elsewhere.answers["/tin.rss?x=1"] = (200, {}, RSS)
    assert fetching.fetch("http://bao.example.vn/tin.rss?x=1") == RSS
    assert elsewhere.heard == [("/tin.rss?x=1", "bao.example.vn", None)]


def test_what_has_not_changed_is_nothing(elsewhere):
    elsewhere.answers["/tin.rss"] = (304, {}, b"")
    assert fetching.fetch("http://bao.example.vn/tin.rss", unchanged_since="Mon, 18 Jan 2027 02:00:00 GMT") is None
    assert elsewhere.heard[0][2] == "Mon, 18 Jan 2027 02:00:00 GMT"


def test_a_redirection_is_followed_and_looked_at_anew(elsewhere):
    elsewhere.answers |= {"/cu": (301, {"Location": "/moi"}, b""), "/moi": (200, {}, RSS)}
    assert fetching.fetch("http://bao.example.vn/cu") == RSS
    for inner in (
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://169.254.169.254/",
    ):
        elsewhere.answers["/lua"] = (302, {"Location": inner}, b"")
        with pytest.raises(fetching.NotPublic):
            fetching.fetch("http://bao.example.vn/lua")


def test_a_redirection_to_no_address_is_an_error_of_the_website(elsewhere):
    elsewhere.answers["/lac"] = (302, {"Location": "http://[khong"}, b"")
    with pytest.raises(fetching.BadAnswer) as no:
        fetching.fetch("http://bao.example.vn/lac")
    assert no.value.status == 302


def test_turning_in_circles_ends(elsewhere):
    elsewhere.answers["/tron"] = (302, {"Location": "/tron"}, b"")
    with pytest.raises(fetching.BadAnswer):
        fetching.fetch("http://bao.example.vn/tron")
    assert len(elsewhere.heard) == fetching.MOST_TURNS + 1


def test_an_error_says_its_number(elsewhere):
    with pytest.raises(fetching.BadAnswer) as no:
        fetching.fetch("http://bao.example.vn/khong-co")
    assert no.value.status == 404


def test_more_than_two_megabytes_are_not_swallowed(elsewhere):
    elsewhere.answers["/to"] = (200, {}, b"a" * (fetching.LARGEST + 1))
    with pytest.raises(fetching.TooLarge):
        fetching.fetch("http://bao.example.vn/to")


def test_who_answers_drop_by_drop_is_not_waited_for(elsewhere, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST_SECONDS", -1)
    with pytest.raises(fetching.Unreachable):
        fetching.fetch("http://bao.example.vn/tin.rss")
