"""Every word that officers see exists in Vietnamese."""

import re
import unicodedata

import pytest

from tools import catalogues

ROOMS = catalogues.rooms()
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


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_fuzzy_and_all_letters_are_composed(room):
    entries = [message for message in catalogues.load(room) if message.id]
    assert [message.id for message in entries if message.fuzzy] == []
    assert [s for message in entries for s in strings_of(message) if s != unicodedata.normalize("NFC", s)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_placeholders_are_those_of_the_message(room):
    broken = []
    for message in catalogues.load(room):
        ids = message.id if isinstance(message.id, list | tuple) else [message.id]
        allowed = {found for text in ids if text for found in PLACEHOLDER.findall(text)}
        used = {found for text in strings_of(message) for found in PLACEHOLDER.findall(text)}
        if message.id and not used <= allowed:
            broken.append((message.id, used - allowed))
    assert broken == []
