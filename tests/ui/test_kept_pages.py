"""Readers' pages are kept as files: for whom, what never, and gone the moment what they show has changed."""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sumvay.ui import kept_pages


@pytest.fixture(autouse=True)
def pages(tmp_path, settings):
    settings.KEPT_PAGES = tmp_path / "pages"
    return settings.KEPT_PAGES


def files(pages):
    return {str(file.relative_to(pages)) for file in pages.rglob("index.html")}


def ask(path="/muc/tin/", answer=None, method="get", **headers):
    view = kept_pages.kept(lambda request: answer or HttpResponse("trang"))
    return view(getattr(RequestFactory(), method)(path, **headers))


def served(path, **environ):
    """What the house answers: (status, body), 'asked on' when no page was kept."""
    seen = []
    application = kept_pages.serve_kept(lambda environ, start: [b"asked on"])
    asked = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": "", **environ}
    return b"".join(application(asked, lambda status, headers: seen.append(headers))), dict(seen[0]) if seen else {}


def test_what_a_reader_asked_for_is_kept_and_served(pages):
    ask("/")
    ask("/muc/tin/")
    assert files(pages) == {"index.html", "muc/tin/index.html"}
    body, headers = served("/muc/tin/")
    assert body == b"trang"
    assert headers["Content-Length"] == "5"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'; script-src 'self';")
    assert served("/")[0] == b"trang"
    assert served("/muc/tin/", REQUEST_METHOD="HEAD")[0] == b""


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/muc/tin/?trang=2"},
        {"method": "post"},
        {"method": "head"},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "django_language=en"},
        {"path": "/muc/tin"},
        {"path": "/muc/../tin/"},
        {"path": "/muc//tin/"},
        {"path": "/.an/tin/"},
        {"path": "/muc/Tết/"},
        {"path": f"/muc/{'a' * 500}/"},
    ],
)
def test_for_anybody_else_and_elsewhere_nothing_is_kept(pages, asked):
    assert ask(**asked).status_code == 200
    assert files(pages) == set()


def with_cookie():
    answer = HttpResponse("trang")
    answer.set_cookie("a", "b")
    return answer


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("", status=404),
        HttpResponse("", status=301),
        HttpResponse("{}", content_type="application/json"),
        with_cookie(),
    ],
)
def test_only_whole_pages_without_a_cookie_are_kept(pages, answer):
    ask(answer=answer)
    assert files(pages) == set()


@pytest.mark.parametrize(
    ("path", "environ"),
    [
        ("/muc/tin/", {"QUERY_STRING": "q=a"}),
        ("/muc/tin/", {"HTTP_COOKIE": "sessionid=abc"}),
        ("/muc/tin/", {"REQUEST_METHOD": "POST"}),
        ("/muc/khac/", {}),
        ("/muc/../muc/tin/", {}),
        ("/muc/tin", {}),
    ],
)
def test_other_askers_reach_the_house_itself(path, environ):
    ask("/muc/tin/")
    assert served(path, **environ)[0] == b"asked on"


def test_only_what_is_named_is_dropped(pages):
    for path in ("/", "/muc/tin/", "/muc/tin/trang-2/", "/muc/tin-khac/", "/bai/a-1/", "/bai/a-1/in/", "/bai/a-12/"):
        ask(path)
    kept_pages.drop(["/", "/muc/tin/", "/muc/tin/*", "/bai/a-1/", "/bai/a-1/*", "/chua-tung-co/", "/tin.rss"])
    assert files(pages) == {"muc/tin-khac/index.html", "bai/a-12/index.html"}
    kept_pages.drop(["/muc/tin-khac/*"])
    assert "muc/tin-khac/index.html" in files(pages)


def test_a_page_begun_before_a_drop_is_not_kept(pages):
    def answer(request):
        kept_pages.drop(["/muc/khac/"])
        return HttpResponse("cũ")

    assert kept_pages.kept(answer)(RequestFactory().get("/muc/tin/")).content.decode() == "cũ"
    assert files(pages) == set()
    ask("/muc/tin/")
    assert files(pages) == {"muc/tin/index.html"}


def test_a_drop_between_the_last_look_and_the_file_takes_the_file_away(pages, monkeypatch):
    looks = iter([0, time.time_ns() + 10**12])
    monkeypatch.setattr(kept_pages, "_dropped_at", lambda: next(looks))
    ask("/muc/tin/")
    assert files(pages) == set()


def test_a_full_disk_costs_the_reader_nothing(pages, caplog):
    pages.parent.mkdir(exist_ok=True)
    pages.write_text("no folder can be made here")
    assert ask("/muc/tin/").content == b"trang"
    assert "could not be kept" in caplog.text


def test_everything_is_forgotten_when_the_templates_change(pages):
    for path in ("/", "/muc/tin/"):
        ask(path)
    kept_pages.drop_all()
    assert files(pages) == set()
