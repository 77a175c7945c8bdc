"""The pages and letters of signing in are ours: in the house's frame, in Vietnamese, without a word of English."""

import re
from types import SimpleNamespace

import pytest
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

FOLDER = settings.HOUSE / "templates"
PAGES = sorted(
    str(path.relative_to(FOLDER))
    for room in ("account", "mfa")
    for path in (FOLDER / room).rglob("*.html")
    if not re.search(r"scene|entrance_form", path.name)
)
LETTERS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*_message.txt") if "base_" not in path.name)
ENGLISH = re.compile(r"\b(the|your|you|please|password|account|code|sign|email|is|are|and)\b", re.I)


def draw(template: str, **context) -> str:
    request = RequestFactory().get("/accounts/")
    request.user = AnonymousUser()
    return render_to_string(template, {"form": SimpleNamespace(errors={}), **context}, request=request)


def words(html: str) -> str:
    """What is read on the page, without tags, addresses and the language switch."""
    body = re.sub(r"<(script|style|template|title).*?</\1>|<svg.*?</svg>", " ", html.split("<body>")[1], flags=re.S)
    return re.sub(r"<[^>]+>|English|Google Authenticator|\S+@\S+", " ", body)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_has_one_heading_in_each_language(template):
    headings = {}
    for language in ("vi", "en"):
        with translation.override(language):
            headings[language] = re.findall(r"<h1>(.*?)</h1>", draw(template), re.S)
    assert len(headings["vi"]) == len(headings["en"]) == 1
    assert headings["vi"] != headings["en"]


@pytest.mark.parametrize("template", PAGES)
def test_a_page_holds_no_english_in_vietnamese(template):
    assert ENGLISH.findall(words(draw(template))) == []


@pytest.mark.parametrize("form", [LoginForm, ChangePasswordForm, AuthenticateForm])
def test_the_forms_of_sign_in_ask_in_vietnamese(form, render):
    user = SimpleNamespace(has_usable_password=lambda: True)
    asked = form(user=user) if form is not LoginForm else form()
    html = "<body>" + render("ui/form.html", {"form": asked})
    assert ENGLISH.findall(words(html)) == []
    assert html.count("field__label") >= 1


def test_signing_in_is_one_form_with_one_button():
    html = draw("account/login.html", form=LoginForm())
    assert html.count('method="post" action="/accounts/login/"') == 1
    assert html.count("button--primary") == 2  # the other waits in the dialog that every page has
    assert 'href="/accounts/password/reset/"' in html


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_speaks_vietnamese_and_gives_away_no_markup(template):
    letter = render_to_string(template, {"ip": "10.0.0.1", "user_agent": "x & y"})
    assert letter.lstrip().startswith("Kính gửi đồng chí,")
    assert "&amp;" not in letter
    assert ENGLISH.findall(letter) == []


@pytest.mark.parametrize("template", LETTERS)
def test_the_subject_of_a_letter_is_one_line(template):
    subject = render_to_string(template.replace("_message", "_subject"))
    assert len(subject.strip().splitlines()) == 1
    assert ENGLISH.findall(subject) == []
