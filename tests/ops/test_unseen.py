"""Of what members write in confidence nothing is written down: no line, no address, no time, no file on the way."""

import io
import logging
import logging.config
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from config import unseen
from ops.machine_files import Machine, files_of
from sumvay.feedback.views import sealed_writing

DOOR = "/y-kien/kin/"


@pytest.fixture
def lines():
    """What an operator's log holds: the handler of the settings, at its most talkative."""
    given = settings.LOGGING["handlers"]["stderr"]
    taken = io.StringIO()
    handler = logging.StreamHandler(taken)
    handler.setFormatter(logging.config.DictConfigurator({}).resolve("config.logs.JsonLine")())
    for name in given["filters"]:
        handler.addFilter(logging.config.DictConfigurator({}).resolve(settings.LOGGING["filters"][name]["()"])())
    root, request = logging.getLogger(), logging.getLogger("sumvay.request")
    before = root.level, request.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    request.setLevel(logging.INFO)
    yield taken
    root.removeHandler(handler)
    root.setLevel(before[0])
    request.setLevel(before[1])


@pytest.mark.django_db
def test_no_line_is_written_about_the_confidential_lane_and_one_about_others(client, lines):
    for address in (DOOR, "/y-kien/kin", f"{DOOR}tra-loi/", f"{DOOR}khong-co/"):
        client.get(address)
        client.post(address, {"text": "bí mật", "receipt": "ABCD"}, headers={"X-Forwarded-For": "203.0.113.7"})
        client.put(address)
    assert lines.getvalue() == ""
    client.get("/y-kien/")
    assert '"GET /y-kien/ 200' in lines.getvalue()


@pytest.mark.django_db
def test_not_even_an_error_leaves_a_line(client, lines, monkeypatch):
    def breaks(request):
        logging.getLogger("sumvay.feedback").error("bí mật")
        raise ValueError("bí mật")

    monkeypatch.setattr(sealed_writing, "_where", breaks)
    client.raise_request_exception = False
    assert client.get(DOOR).status_code == 500
    assert lines.getvalue() == ""


def test_who_asks_is_unknown_behind_the_middleware_and_nothing_is_to_be_kept():
    seen = {}

    def view(request):
        seen.update(cookies=dict(request.COOKIES), **{key: request.META.get(key) for key in WHO})
        response = HttpResponse()
        response.set_cookie("csrftoken", "x")
        return response

    who = {"HTTP_COOKIE": "sessionid=abc", "HTTP_X_FORWARDED_FOR": "203.0.113.7", "REMOTE_ADDR": "203.0.113.7"}
    answer = unseen.UnseenMiddleware(view)(RequestFactory().get(DOOR, **who))

    assert seen == {"cookies": {}, "HTTP_COOKIE": None, "HTTP_X_FORWARDED_FOR": None, "REMOTE_ADDR": ""}
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    other = unseen.UnseenMiddleware(view)(RequestFactory().get("/y-kien/", **who))
    assert (seen["REMOTE_ADDR"], "csrftoken" in other.cookies) == ("203.0.113.7", True)


WHO = ("HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")


def test_a_large_file_never_lies_on_the_disk_in_clear(monkeypatch):
    large, found = b"\xff\xd8" + b"x" * (4 * 1024 * 1024), {}

    def view(request):
        file = request.FILES["files"]
        found.update(size=file.size, on_disk=hasattr(file, "temporary_file_path"))
        return HttpResponse()

    def refuse(*given, **options):
        raise AssertionError("a file was laid on the disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    request = RequestFactory().post(DOOR, {"files": SimpleUploadedFile("a.jpg", large)})
    unseen.UnseenMiddleware(view)(request)
    assert found == {"size": len(large), "on_disk": False}


def test_what_is_too_large_or_says_no_honest_length_is_refused_unread():
    for length in ("99999999", "-1", "x", "²", "9" * 5_000):
        request = RequestFactory().generic("POST", DOOR, b"x", CONTENT_LENGTH=length)
        assert unseen.UnseenMiddleware(lambda request: HttpResponse())(request).status_code == 413


def test_the_web_front_writes_nothing_and_passes_nobody_on():
    machine = Machine("congdoan.example.vn", Path("/c.pem"), Path("/k.pem"), "sumvay", Path("/h"), Path("/v"), 2)
    front = files_of(machine)["etc/nginx/conf.d/sumvay.conf"]
    place = front.split("location /y-kien/kin {", 1)[1].split("\n    }", 1)[0]
    for rule in (
        "access_log off;", "error_log /dev/null crit;", 'proxy_set_header X-Forwarded-For "";',
        'proxy_set_header Cookie "";', 'proxy_set_header User-Agent "";', 'proxy_set_header X-Request-ID "";',
    ):  # fmt: skip
        assert rule in place
    # What fits into the buffer is not laid into a file of nginx
    limit, buffer = (place.split(name, 1)[1].split(";")[0].strip() for name in ("max_body_size", "body_buffer_size"))
    assert limit == buffer == "32m"
    assert unseen.MOST_BYTES == 32 * 1024 * 1024
    assert "limit_req" not in place
    assert "proxy_max_temp_file_size 0;" in place


def test_what_handlers_open_and_answer_is_not_laid_into_a_file_of_the_web_front_either():
    machine = Machine("congdoan.example.vn", Path("/c.pem"), Path("/k.pem"), "sumvay", Path("/h"), Path("/v"), 2)
    front = files_of(machine)["etc/nginx/conf.d/sumvay.conf"]
    place = front.split(f"location {reverse('feedback:sealed')} {{", 1)[1].split("\n    }", 1)[0]
    limit, buffer = (place.split(name, 1)[1].split(";")[0].strip() for name in ("max_body_size", "body_buffer_size"))
    assert limit == buffer == "1m"
    for rule in ("access_log off;", "proxy_max_temp_file_size 0;", "proxy_set_header Host $host;"):
        assert rule in place
