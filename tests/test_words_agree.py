"""One msgid has one wording: catalogues of all rooms are merged when pages are shown, so two would fight."""

from collections import defaultdict

from tools.catalogues import load, rooms


def test_no_two_rooms_translate_the_same_words_differently():
    wordings = defaultdict(set)
    for room in rooms():
        for message in load(room):
            if message.id and message.string:
                wordings[message.context, message.id].add(message.string)
    assert {key: found for key, found in wordings.items() if len(found) > 1} == {}
