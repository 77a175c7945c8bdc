"""Pages of the design system in a real browser, without a server: drawn here, their files served from disk."""

import mimetypes
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from sumvay.ui import views

ORIGIN = "http://sumvay.test"
CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'"


@pytest.fixture
def anonymous():
    """A request by nobody."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


@pytest.fixture
def render(anonymous):
    """A function that draws a template for nobody."""

    def draw(template: str, context: dict | None = None) -> str:
        return render_to_string(template, context or {}, request=anonymous)

    return draw


@pytest.fixture
def open_page(browser):
    """A function that opens HTML under the product's content security policy; `.faults` and `.sent` collect."""
    contexts = []

    def open_html(html: str, width: int = 390, height: int = 844, **kind):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **kind)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.faults, page.sent = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
        context.route(f"{ORIGIN}/**", lambda route: _answer(route, page, html))
        page.goto(ORIGIN)
        return page

    yield open_html
    for context in contexts:
        context.close()


@pytest.fixture
def open_fragment(open_page, render):
    """A function that opens a piece of HTML inside the product's bare page."""

    def open_html(fragment: str, **kind):
        page = render("base_bare.html").replace("<h1></h1>", fragment)
        assert fragment in page
        return open_page(page, **kind)

    return open_html


@pytest.fixture
def style_page(anonymous):
    """The style page's HTML."""
    return views.style(anonymous).content.decode()


def _answer(route, page, html: str) -> None:
    request = route.request
    path = request.url.removeprefix(ORIGIN).split("?")[0]
    if request.method == "POST":
        page.sent.append(request)
        route.fulfill(
            status=200,
            body="<title>Đã gửi</title><main id='content'>Đã gửi</main>",
            content_type="text/html; charset=utf-8",
        )
    elif path.startswith(settings.STATIC_URL):
        file = Path(finders.find(path.removeprefix(settings.STATIC_URL)))
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")
    else:
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": CSP})
