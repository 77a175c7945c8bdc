"""Vietnamese first: the language of the browser does not count, what people chose does."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation

from sumvay.accounts.middleware import LanguageMiddleware
from sumvay.accounts.models import User


@pytest.mark.parametrize(
    ("cookie", "user", "expected"),
    [
        (None, AnonymousUser(), "vi"),
        ("en", AnonymousUser(), "en"),
        ("fr", AnonymousUser(), "vi"),
        (None, User(language="en"), "en"),
        ("vi", User(language="en"), "vi"),
    ],
)
def test_the_language_is_what_was_switched_to_then_what_the_person_chose(rf, cookie, user, expected):
    request = rf.get("/", headers={"accept-language": "en-US"})
    request.user = user
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = LanguageMiddleware(lambda _request: HttpResponse(translation.get_language()))(request)
    assert response.content.decode() == expected
    assert response.headers["Content-Language"] == expected
