"""The frame of every page: places, switches, refusals; drawn for guests, officers and for nobody at all."""

import json
import re
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import include, path

from tests.factories.accounts import PersonFactory
from tests.factories.notifications import NoticeFactory

REFUSALS = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
UNITS = [
    SimpleNamespace(pk=1, name="Công đoàn phường Ỷ Lan"),
    SimpleNamespace(pk=2, name="LĐLĐ tỉnh Sông Vân"),
]


def nothing(request: HttpRequest) -> None:
    """Stands for any view."""


def room(name: str, *pages: str):
    return path(f"{name}/", include(([path(f"{page}/", nothing, name=page) for page in pages], name)))


urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("logout/", nothing, name="account_logout"),
    room("dashboard", "home"),
    room("directives", "my_work", "list"),
    room("documents", "list"),
    room("org", "switch_unit"),
    room("accounts", "profile"),
    room("notifications", "list"),
    room("newsroom", "desk"),
    room("feedback", "triage"),
]


@pytest.fixture
def officer(db):
    """Somebody who signed in."""
    return PersonFactory(full_name="Nguyễn Thị Mai Anh")


@pytest.fixture
def draw(officer):
    """A function that draws an empty page of the frame, as if it stood at a view's address."""

    def page(view_name: str, cookies: dict | None = None, units: list | None = None) -> str:
        request = RequestFactory().get("/", query_params={"q": "tết"})
        request.COOKIES.update(cookies or {})
        request.user = officer
        request.units_served, request.unit = units or [], (units or [None])[0]
        request.resolver_match = SimpleNamespace(view_name=view_name)
        template = Engine.get_default().from_string('{% extends "base.html" %}{% block heading %}Văn bản{% endblock %}')
        return template.render(Context({"request": request, "csrf_token": "x"}))

    with override_settings(ROOT_URLCONF=__name__):
        yield page


def current(html: str, frame: str) -> list[str]:
    """The words of the links marked as current in the rail or the bottom bar."""
    links = re.findall(rf'<a class="{frame}__link" href="[^"]*" aria-current="page">(.*?)</a>', html)
    return [re.sub(r"<svg.*?</svg>|<[^>]+>", "", link) for link in links]


@pytest.mark.parametrize(
    ("view_name", "word"),
    [
        ("dashboard:home", "Việc"),
        ("directives:my_work", "Việc"),
        ("newsroom:desk", "Tin bài"),
        ("feedback:triage", "Ý kiến"),
    ],
)
def test_the_place_where_one_stands_is_marked_in_rail_and_bar(draw, view_name, word):
    html = draw(view_name)
    assert current(html, "rail") == [word]
    assert current(html, "bottombar") == [word]


def test_a_place_outside_the_bar_is_marked_in_the_rail_alone(draw):
    html = draw("documents:list")
    assert current(html, "rail") == ["Sổ văn bản"]
    assert current(html, "bottombar") == []


def test_notices_stand_above_the_page_on_a_phone(draw):
    html = draw("notifications:list")
    assert 'topbar__bell" href="/notifications/list/" aria-current="page"' in html


def test_rooms_that_do_not_exist_have_no_link(draw):
    html = draw("dashboard:home")
    assert "Báo cáo" not in html
    assert "Đơn vị" not in html


def test_who_serves_two_units_may_switch(draw):
    html = draw("dashboard:home", units=UNITS)
    assert 'action="/org/switch_unit/"' in html
    assert 'name="unit" value="2"' in html
    assert 'value="1" aria-current="true"' in html


def test_who_serves_one_unit_reads_its_name_without_a_switch(draw):
    html = draw("dashboard:home", units=UNITS[:1])
    assert "Công đoàn phường Ỷ Lan</span>" in html
    assert "switch_unit" not in html


def test_unread_notices_are_counted_beside_their_place(draw, officer):
    assert "rail__count" not in draw("dashboard:home")
    NoticeFactory.create_batch(3, officer=officer)
    NoticeFactory()
    html = draw("dashboard:home")
    assert '<span class="rail__count">3</span>' in html
    assert html.count("topbar__count") == 1


def test_one_is_called_by_name(draw):
    html = draw("dashboard:home")
    assert "Nguyễn Thị Mai Anh" in html
    assert ">MA</span>" in html


def test_the_frame_asks_the_database_once(draw, django_assert_num_queries):
    with django_assert_num_queries(1):
        draw("dashboard:home", units=UNITS)


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><b>', ""), (None, "")])
def test_the_theme_comes_from_the_cookie_and_only_the_two_known_ones(draw, cookie, theme):
    assert f'<html lang="vi" data-theme="{theme}">' in draw("dashboard:home", {"theme": cookie} if cookie else None)


def test_the_search_keeps_its_words(draw):
    assert 'name="q" value="tết"' in draw("dashboard:home")


def test_what_leaves_the_account_is_sent_by_post(draw):
    html = draw("dashboard:home")
    assert '<form action="/logout/" method="post">' in html
    assert 'href="/logout/"' not in html


def test_htmx_runs_without_eval(draw):
    config = json.loads(re.search(r"<meta name=\"htmx-config\" content='([^']*)'>", draw("dashboard:home"))[1])
    assert (config["allowEval"], config["includeIndicatorStyles"], config["historyCacheSize"]) == (False, False, 0)


@pytest.mark.parametrize("template", REFUSALS)
def test_a_refusal_is_drawn_even_when_nothing_is_known(template):
    html = render_to_string(template)
    assert '<html lang="vi" data-theme="">' in html
    assert html.count("<h1>") == 1
    assert 'class="lede"' in html
