"""The messages to learn from: who wrote which, what is personal data in it, and which ask the same."""

import re
from dataclasses import dataclass
from pathlib import Path

MESSAGES = Path(__file__).with_name("messages")


@dataclass(frozen=True)
class Marked:
    """One message; `marks` are the places of personal data, `cluster` "" when nobody else asks the same."""

    writer: str
    text: str
    marks: tuple[tuple[int, int], ...]
    categories: tuple[str, ...]
    urgent: bool
    kind: str
    tone: str
    cluster: str


def marked_messages(folder: Path) -> list[Marked]:
    """All messages of a folder, one file a writer, one line a message."""
    return [
        _message(path.stem, line)
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.count("|") >= 6
    ]


def _message(writer, line):
    categories, urgent, kind, tone, _channel, cluster, marked = (part.strip() for part in line.split("|", 6))
    text, marks, opened = "", [], 0
    for part in re.split(r"(\[\[|\]\])", marked.replace("\\n", "\n")):
        if part == "[[":
            opened = len(text)
        elif part == "]]":
            marks.append((opened, len(text)))
        else:
            text += part
    name = "" if cluster == "-" else f"{writer}:{cluster}"
    return Marked(writer, text, tuple(marks), tuple(categories.split(",")), urgent == "1", kind, tone, name)
