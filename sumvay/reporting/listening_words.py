"""Words of members in a report: shortened by cutting alone, and sentences of units below to pin."""

from collections.abc import Iterable

from sumvay.feedback.selectors import Raised
from sumvay.reporting.sentences import Gathered, Sentence, credited, sentences_in

CUT = "…"
SIGNS = ".,;:!?…()\"'“”-–"
LONGEST = 600
# What units wrote when they raised an issue, and the heading under which a level may take it over
HEADINGS = [
    {"key": "assessment", "title": "Đánh giá chung"},
    {"key": "solved", "title": "Nội dung đã giải quyết"},
    {"key": "proposal", "title": "Kiến nghị, đề xuất"},
]


def capped(words: str) -> str:
    """The beginning of a long text, cut after a whole word."""
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(SIGNS)} {CUT}"


def shortened(before: str, wished: str) -> str | None:
    """
    A text with words left out, "…" in their place; None when `wished` says anything else, or in another order.

    Signs between words may be changed: they are cut off with the words.
    """
    left, kept = before.split(), []
    at, has_gap = 0, False
    for word in wished.split():
        bare = word.strip(SIGNS)
        if not bare:
            has_gap = has_gap or CUT in word or "..." in word
            continue
        found = next((n for n in range(at, len(left)) if left[n].strip(SIGNS) == bare), None)
        if found is None:
            return None
        has_gap = has_gap or found > at
        kept += [CUT, word] if has_gap else [word]
        at, has_gap = found + 1, CUT in word[1:]
    if not kept:
        return None
    if any(word.strip(SIGNS) for word in left[at:]) or has_gap:
        kept.append(CUT)
    return " ".join(word for n, word in enumerate(kept) if n == 0 or word != CUT or not kept[n - 1].endswith(CUT))


def outline_of(raised: Iterable[Raised], narrative: dict[str, str]) -> list[Gathered]:
    """The sentences of units below under the heading each belongs to; those that stand there already are picked."""
    raised = list(raised)
    outline = [Gathered(heading["key"], heading["title"]) for heading in HEADINGS[1:]]
    for heading in outline:
        lines = {line.strip() for line in narrative.get(heading.key, "").splitlines()}
        heading.sentences = [
            Sentence(one.issue_id, one.unit, heading.key, place, text, credited(text, one.unit) in lines)
            for one in raised
            for place, text in enumerate(sentences_in(getattr(one, heading.key)))
        ]
    return outline
