"""Whether what the editor is asked can have come from its own pages; Wagtail reads it without looking."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, QueryDict

# Where a block keeps its rich text, and where the numbers of what it shows
RICH = {"text": "value", "question": "value-answer", "update": "value-text"}
NUMBERED = {"document": "value"}
PICTURE = "-value-picture"


def is_whole(request: HttpRequest) -> bool:
    """Counters and ids are numbers, and each rich text is what the editor makes of one."""
    sent = request.POST
    numbers = [*request.GET.getlist("id"), *filter(None, _chosen(sent))]
    return (
        all(_is_number(value, digits=5) for value in _counters(sent))
        and all(_is_number(value, digits=18) for value in numbers)
        and all(map(_is_rich_text, _values(sent, RICH)))
    )


def _counters(sent: QueryDict) -> list[str]:
    return [value for key in sent if key.endswith(("-count", "-order")) for value in sent.getlist(key)]


def _chosen(sent: QueryDict) -> list[str]:
    named = [value for key, value in sent.items() if key.endswith(PICTURE) or key == "overwrite_revision_id"]
    return [*named, *_values(sent, NUMBERED)]


def _values(sent: QueryDict, places: dict[str, str]) -> Iterator[str]:
    for key, kind in sent.items():
        if key.startswith("body-") and key.endswith("-type") and kind in places:
            value = sent.get(f"{key.removesuffix('type')}{places[kind]}")
            if value is not None:
                yield value


def _is_number(value: str, *, digits: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= digits


def _is_rich_text(value: str) -> bool:
    """Draft.js content: blocks whose entities exist, without half characters, which no database takes."""
    try:
        content = json.loads(value)
        if content is None:
            return True
        json.dumps(content, ensure_ascii=False).encode()
        named = {str(one["key"]) for block in content["blocks"] for one in block["entityRanges"]}
        return named <= set(content["entityMap"])
    except (KeyError, RecursionError, TypeError, ValueError):
        return False
