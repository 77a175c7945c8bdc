"""The house speaks with one voice: nobody is called "bạn", and every badge begins with a capital letter."""

import re
from pathlib import Path

import pytest
import wagtail

import sumvay
from sumvay.ui.states import STATES
from sumvay.ui.templatetags.ui import badge
from tests.test_catalogues import FILES, messages_in, strings_of
from tools import catalogues

HOUSE = Path(sumvay.__file__).parent
TEMPLATES = [*HOUSE.rglob("*.html"), *(HOUSE.parent / "templates").rglob("*.html")]
# Readers are "bạn đọc", and other papers are "báo bạn"; neither speaks to anybody
NOT_SPOKEN_TO = re.compile(r"\bbạn đọc\b|\bbáo bạn\b", re.IGNORECASE)
SPOKEN_TO = re.compile(r"\b(?:bạn|anh/chị|quý vị)\b", re.IGNORECASE)
BADGE = re.compile(r'<span class="badge[^"]*"[^>]*>(.*?)</span>')
BEGINS_LOW = re.compile(
    # A word of the catalogue shown as it is, a count's words that do not begin with the figure, a bare choice
    r'{% (?:translate|blocktranslate) "[a-zđ][^%]*(?<! as word) %}'
    r"|{% blocktranslate (?!asvar)[^%]*%}\s*[a-zđ]"
    r"|{{ [\w.]*_display }}"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[3].name}-{path.stem}")
def test_officers_are_comrades_or_not_spoken_to_at_all(path):
    said = [text for message in messages_in(path) for text in strings_of(message)]
    assert [text for text in said if SPOKEN_TO.search(NOT_SPOKEN_TO.sub("", text))] == []


def test_every_badge_of_a_template_begins_with_a_capital():
    badges = [(path.name, words) for path in TEMPLATES for words in BADGE.findall(path.read_text())]
    assert len(badges) > 15
    assert [(name, words) for name, words in badges if BEGINS_LOW.search(words)] == []


def test_every_state_begins_with_a_capital_whatever_it_is_called():
    assert badge("in_progress", "đang viết").endswith("Đang viết</span>")
    for state in STATES:
        assert re.search(r"</svg>\w", badge(state))[0][-1].isupper(), state


def test_what_wagtail_itself_says_to_somebody_is_said_otherwise_here():
    ours = {message.id for path in catalogues.OF_WAGTAIL.glob("*.po") for message in messages_in(path)}
    asked = [
        message
        for path in Path(wagtail.__file__).parent.glob("**/locale/vi/LC_MESSAGES/*.po")
        for message in messages_in(path)
        if not message.fuzzy and any(SPOKEN_TO.search(text) for text in strings_of(message))
    ]
    assert len(asked) > 10
    assert [message.id for message in asked if message.id not in ours] == []
