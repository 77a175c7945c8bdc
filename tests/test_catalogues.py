"""Every word that officers see exists in Vietnamese."""

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import catalogues

ROOMS = catalogues.rooms()
FILES = [*filter(Path.exists, map(catalogues.catalogue_path, ROOMS)), *sorted(catalogues.OF_WAGTAIL.glob("*.po"))]
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def strings_of(message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


@pytest.mark.parametrize("room", ROOMS)
def test_every_message_of_the_room_has_its_vietnamese(room):
    known = catalogues.load(room)
    missing = []
    for context, message in catalogues.messages_of(room):
        entry = known.get(message[0] if isinstance(message, tuple) else message, context)
        if entry is None or not all(strings_of(entry)):
            missing.append(message)
    assert missing == []


def messages_in(path: Path) -> list:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="vi") if message.id]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[3].name}-{path.stem}")
def test_nothing_is_fuzzy_and_all_letters_are_composed(path):
    entries = messages_in(path)
    assert [message.id for message in entries if message.fuzzy] == []
    assert [s for message in entries for s in strings_of(message) if s != unicodedata.normalize("NFC", s)] == []


@pytest.mark.parametrize("path", catalogues.OF_WAGTAIL.glob("*.po"), ids=lambda path: path.stem)
def test_nothing_kept_for_wagtail_is_left_empty(path):
    assert [message.id for message in messages_in(path) if not all(strings_of(message))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parents[3].name}-{path.stem}")
def test_placeholders_are_those_of_the_message(path):
    broken = []
    for message in messages_in(path):
        ids = message.id if isinstance(message.id, list | tuple) else [message.id]
        allowed = {found for text in ids if text for found in PLACEHOLDER.findall(text)}
        used = {found for text in strings_of(message) for found in PLACEHOLDER.findall(text)}
        if not used <= allowed:
            broken.append((message.id, used - allowed))
    assert broken == []
