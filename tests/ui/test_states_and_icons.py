"""States carry a sign and a word; every sign asked for is drawn."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from sumvay.ui.states import STATES
from sumvay.ui.templatetags import ui

SPRITE = re.findall(r'<symbol id="([\w-]+)"', open(finders.find("ui/icons.svg"), encoding="utf-8").read())  # noqa: SIM115
ASKED = re.compile(r"""\{%\s*icon\s+"([\w-]+)"|icon(?:_name)?="([\w-]+)\"""")


def test_no_sign_is_drawn_twice():
    assert len(SPRITE) == len(set(SPRITE))


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_a_sign_and_a_vietnamese_word(state):
    shown = ui.badge(state)
    assert STATES[state].icon in SPRITE
    assert str(STATES[state].word) in shown
    assert f"#{STATES[state].icon}" in shown


def test_another_word_for_a_state_and_a_word_nobody_knows():
    assert "2 chỗ cần xem lại" in ui.badge("unsure", "2 chỗ cần xem lại")
    assert "&lt;b&gt;" in ui.badge("<b>")


def test_a_sign_is_silent_unless_it_is_given_a_label():
    assert 'aria-hidden="true"' in ui.icon("check")
    assert 'role="img" aria-label="Gọi &lt;"' in ui.icon("phone", "Gọi <")


def test_every_sign_asked_for_in_the_house_exists():
    asked = {
        name
        for folder in ("sumvay", "templates")
        for path in (settings.HOUSE / folder).rglob("*.html")
        for names in ASKED.findall(path.read_text(encoding="utf-8"))
        for name in names
        if name
    }
    assert asked - set(SPRITE) == set()
