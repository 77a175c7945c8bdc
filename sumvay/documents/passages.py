"""Where in the text of a received paper each value was found: the marked text, and what belongs to which field."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sumvay.documents.models import OfficialPaper

# Fields with rows of their own; every other value belongs to one field of the form
ROWED = {"topics", "tasks", "deadlines", "quotas", "basis"}
LONGEST_LINE = 180


def found_of(fields: dict, found: dict, proposals: dict) -> dict:
    """The reader's places as they are stored: an inferred value stands beside its place as "proposal"."""
    inferred = {
        name: {"spans": one.get("spans", []), "sure": False, "proposal": one["value"]}
        for name, one in proposals.items()
        if not fields.get(name)
    }
    return {**found, **inferred}


def with_proposals(paper: OfficialPaper) -> dict:
    """The fields, and until somebody has checked the paper also what was inferred for the empty ones."""
    if paper.confirmed_at:
        return paper.fields
    inferred = {name: place["proposal"] for name, place in paper.found.items() if "proposal" in place}
    return {**paper.fields, **{name: value for name, value in inferred.items() if not paper.fields.get(name)}}


def key_of(path: str) -> str:
    """What a place lights: "topics.1.items.0" its row "topics.1", "addressees.0" its field "addressees"."""
    first, _dot, rest = path.partition(".")
    if first in ROWED:
        return f"{first}.{rest.partition('.')[0]}"
    return f"report_{rest.partition('.')[0]}" if first == "report_to" else first


def tones_of(paper: OfficialPaper) -> dict[str, str]:
    """For each key "sure" or "unsure" as it was read; "done" when somebody has checked the paper."""
    tones: dict[str, str] = {}
    for path, place in paper.found.items():
        key = key_of(path)
        if paper.confirmed_at:
            tones[key] = "done"
        elif not place["sure"]:
            tones[key] = "unsure"
        else:
            tones.setdefault(key, "sure")
    return tones


def lines_of(paper: OfficialPaper) -> dict[str, str]:
    """For each key the words of the paper it was read from."""
    lines: dict[str, str] = {}
    for path, place in paper.found.items():
        words = " … ".join(paper.text[start:end] for start, end in place["spans"])
        lines.setdefault(key_of(path), words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE]}…")
    return lines


def marked_text(paper: OfficialPaper) -> SafeString:
    """The text with every found passage in a mark; a passage within another stands inside its mark."""
    is_done = paper.confirmed_at is not None
    spans = {
        (start, -end, key_of(path), is_done or place["sure"])
        for path, place in paper.found.items()
        for start, end in place["spans"]
    }
    marks = [(start, -negative, key, is_sure) for start, negative, key, is_sure in sorted(spans)]
    return _marked(paper.text, 0, len(paper.text), marks)


def realigned(found: dict, before: dict, after: dict) -> dict:
    """The places after a correction: an entry that moved takes its place along, one that was rewritten has none."""
    kept = {}
    for path, place in found.items():
        name, _dot, rest = path.partition(".")
        entry, _dot, tail = rest.partition(".")
        old, new = before.get(name), after.get(name)
        if not isinstance(old, list) or not isinstance(new, list):
            kept[path] = place
        elif old[int(entry)] in new:
            kept[".".join(filter(None, [name, str(new.index(old[int(entry)])), tail]))] = place
    return kept


def _marked(text, start, end, marks):
    """The text from start to end; consumes the marks that begin before its end."""
    pieces, place = [], start
    while marks and marks[0][0] < end:
        first, last, key, is_sure = marks.pop(0)
        # Two passages that cross are cut at the edge of the outer one
        first, last = max(first, place), min(last, end)
        if first >= last:
            continue
        tone = "" if is_sure else " passage--unsure"
        inner = _marked(text, first, last, marks)
        pieces.append(format_html("{}", text[place:first]))
        pieces.append(format_html('<mark class="passage{}" data-passage="{}">{}</mark>', tone, key, inner))
        place = last
    pieces.append(format_html("{}", text[place:end]))
    # Every piece was escaped above
    return mark_safe("".join(pieces))
