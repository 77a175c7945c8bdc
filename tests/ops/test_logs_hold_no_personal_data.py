"""Log lines are JSON with the request's id, and without what people typed."""

import json
import logging
import sys

import pytest

from config.logs import JsonLine, masked, request_id


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("letter to an.nguyen+tet@congdoan.example.vn failed", "letter to [e-mail] failed"),
        ("called 0912 345 678 twice", "called [number] twice"),
        ("called +84912345678", "called [number]"),
        ("card 001188012345", "card [number]"),
        ("GET /r/Zx81kQmP0vT-aaB_ccDD2xyz/ 200", "GET /r/[token]/ 200"),
        ("GET /directives/42/issue/ 302 in 15 ms", "GET /directives/42/issue/ 302 in 15 ms"),
        ("GET /accounts/password/change/ 200", "GET /accounts/password/change/ 200"),
        ("sumvay.notifications.services.announce_directive", "sumvay.notifications.services.announce_directive"),
        ("12/2026/NĐ-CP", "12/2026/NĐ-CP"),
    ],
)
def test_addresses_numbers_and_tokens_are_masked_and_the_rest_stays(text, shown):
    assert masked(text) == shown


def line_of(message: str, error: BaseException | None = None) -> dict:
    info = (type(error), error, error.__traceback__) if error else None
    return json.loads(JsonLine().format(logging.LogRecord("sumvay.org", logging.ERROR, "", 1, message, (), info)))


def test_a_line_says_when_who_what_and_in_which_request():
    token = request_id.set("abc12345")
    line = line_of("tree moved")
    request_id.reset(token)
    assert (line["level"], line["from"], line["what"], line["request"]) == (
        "error",
        "sumvay.org",
        "tree moved",
        "abc12345",
    )
    assert line["at"].endswith("+00:00")


def test_outside_a_request_there_is_no_id():
    assert "request" not in line_of("tick")


def test_an_error_keeps_its_kind_and_places_but_not_its_text():
    try:
        raise ValueError("0912345678 Trần Văn Kín")
    except ValueError:
        error = sys.exception()
    line = line_of("broke", error)
    assert line["error"] == "ValueError"
    assert line["places"][0].endswith("test_an_error_keeps_its_kind_and_places_but_not_its_text")
    assert "Kín" not in json.dumps(line, ensure_ascii=False)
