"""What units wrote, taken apart into sentences that a level can pin into its own narrative, with credit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sumvay.reporting.models import ReportVersion

ENDS = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ỸĐ\d“\"(-])")
MARKER = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Sentence:
    """One sentence of one submission: `place` is its number under the heading, counted from 0."""

    version_id: int
    unit: str
    heading: str
    place: int
    text: str
    is_picked: bool = False


@dataclass
class Gathered:
    """One heading of the outline with everything the units wrote under it."""

    key: str
    title: str
    sentences: list[Sentence] = field(default_factory=list)


def sentences_in(text: str) -> list[str]:
    """The sentences of a text: a line is never joined with the next, list marks are taken off."""
    parts = (part for line in text.splitlines() for part in ENDS.split(MARKER.sub("", line)))
    return [part.strip() for part in parts if part.strip()]


def gathered(
    headings: list[dict], versions: Iterable[ReportVersion], picked: set[tuple[int, str, str]]
) -> list[Gathered]:
    """The units' sentences under each heading, in the order of the versions; picked: (report id, heading, text)."""
    outline = {heading["key"]: Gathered(heading["key"], heading["title"]) for heading in headings}
    for version in versions:
        for key in outline.keys() & version.narrative.keys():
            unit, report_id = version.report.unit.name, version.report_id
            outline[key].sentences += [
                Sentence(version.pk, unit, key, place, text, (report_id, key, text) in picked)
                for place, text in enumerate(sentences_in(version.narrative[key]))
            ]
    return list(outline.values())


def credited(text: str, unit: str) -> str:
    """A sentence with the name of who wrote it, as it stands in the narrative of the level above."""
    body = text.rstrip(" .;")
    return f"{body} ({unit})."


def with_line(text: str, line: str) -> str:
    """A narrative with a pinned sentence on a line of its own, once."""
    if line in map(str.strip, text.splitlines()):
        return text
    return "\n".join(filter(None, [text.rstrip(), line]))
