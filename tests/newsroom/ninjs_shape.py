"""Our own reading of IPTC's ninjs 2.1: which members an item may have, and of which kind each is."""

import re
from datetime import datetime

NAMED = {"name", "rel", "uri", "literal"}
CONTACT = NAMED | {"contactinfo"}
TEXTS = {"role", "contenttype", "value"}
TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component"}
WORDS = {
    "profile", "version", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "language", "title", "by",
    "slugline", "located",
}  # fmt: skip
MOMENTS = {"firstcreated", "versioncreated", "contentcreated", "embargoed", "expires"}
# Lists of objects: what each may have, and what it must have
LISTS = {
    "descriptions": (TEXTS, {"value"}),
    "headlines": (TEXTS, {"value"}),
    "bodies": (TEXTS | {"charcount", "wordcount"}, {"value"}),
    "people": (CONTACT, set()),
    "organisations": (CONTACT | {"symbols"}, set()),
    "places": (CONTACT | {"geojson"}, set()),
    "subjects": (NAMED | {"creator", "relevance", "confidence"}, set()),
    "events": (NAMED, set()),
    "objects": (NAMED, set()),
    "infosources": ({"name", "role", "uri", "literal", "contactinfo"}, set()),
    "renditions": (
        {"name", "href", "contenttype", "title", "height", "width", "sizeinbytes", "duration", "format"}, {"name"},
    ),
    "altids": ({"role", "value"}, set()),
    "genres": ({"name", "uri", "literal"}, set()),
}  # fmt: skip
URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
NUMBERS = {"charcount", "wordcount", "height", "width", "sizeinbytes", "duration", "relevance", "confidence"}


def faults(item: dict, *, inside: bool = False, where: str = "item") -> list[str]:
    """What is wrong with an item, one line each; an associated item (`inside`) needs a name too."""
    found = [f"{where}: no {name}" for name in ("uri", *(["name"] if inside else [])) if name not in item]
    known = {"uri", "type", "representationtype", "pubstatus", "standard", "associations", *WORDS, *MOMENTS, *LISTS}
    found += [f"{where}: unknown {name}" for name in set(item) - known - ({"name"} if inside else set())]
    found += [f"{where}.{name}: no text" for name in WORDS & set(item) if not isinstance(item[name], str)]
    found += [f"{where}.{name}: no moment" for name in MOMENTS & set(item) if not _is_moment(item[name])]
    found += _choices(item, where)
    if not URI.fullmatch(item.get("uri", "")):
        found.append(f"{where}.uri: {item.get('uri')}")
    for name in set(LISTS) & set(item):
        found += _of_list(item[name], *LISTS[name], f"{where}.{name}")
    for number, one in enumerate(item.get("associations", [])):
        found += faults(one, inside=True, where=f"{where}.associations[{number}]")
    return found


def _choices(item, where):
    asked = {"type": TYPES, "representationtype": {"full", "partial"}, "pubstatus": {"usable", "withheld", "canceled"}}
    found = [f"{where}.{name}: {item[name]}" for name, may in asked.items() if name in item and item[name] not in may]
    standard = item.get("standard", {"name": "ninjs"})
    if set(standard) - {"name", "version", "schema"} or standard["name"] != "ninjs":
        found.append(f"{where}.standard: {standard}")
    return found


def _of_list(rows, may, must, where):
    if not isinstance(rows, list) or not rows:
        return [f"{where}: no list, or an empty one"]
    found = [f"{where}: unknown {name}" for row in rows for name in set(row) - may]
    found += [f"{where}: no {name}" for row in rows for name in must - set(row)]
    for row in rows:
        for name, value in row.items():
            right = isinstance(value, int | float) if name in NUMBERS else isinstance(value, str | list)
            if not right or (name in {"uri", "href"} and not URI.fullmatch(value)):
                found.append(f"{where}.{name}: {value!r}")
    return found


def _is_moment(text) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except (TypeError, ValueError):
        return False
