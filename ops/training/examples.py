"""What the reader learns from: messages written for it, turns of speech, and cases as officers have sorted them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.training.marked_messages import MESSAGES, Marked, marked_messages

FOLDER = Path(__file__).parent
PHRASES = FOLDER / "phrases.txt"
CATEGORIES = [
    "luong", "thuong_tet", "viec_lam", "doi_song", "phuc_loi", "bhxh", "atvsld", "quan_he_lao_dong",
    "cong_doan", "khac",
]  # fmt: skip
KINDS = ["khieu_nai", "to_cao", "kien_nghi", "phan_anh", "hoi_dap", "cam_on", "spam", "tin_don"]
TONES = ["neg", "neu", "pos"]
COLUMNS = [
    *(f"main:{name}" for name in CATEGORIES),
    *(f"kind:{name}" for name in KINDS),
    *(f"tone:{name}" for name in TONES),
    "urgent",
]


@dataclass(frozen=True)
class Example:
    """
    A text and the columns that are asked of it: those that hold, and those that do not; the rest is left open.

    `beside` are the columns of what the text is about beside its main matter.
    """

    text: str
    source: str
    holds: frozenset[str]
    asked: frozenset[str]
    beside: frozenset[str] = frozenset()


def written() -> list[Example]:
    """The messages written for the reader, their writer as the source; a text that comes twice counts once."""
    return list({message.text: of_message(message) for message in marked_messages(MESSAGES)}.values())


def of_message(message: Marked) -> Example:
    """A message with every column asked, but a matter beside the main one neither is the main one nor is not."""
    main, *others = message.categories
    holds = {f"main:{main}", f"kind:{message.kind}", f"tone:{message.tone}"}
    if message.urgent:
        holds.add("urgent")
    beside = frozenset(f"main:{name}" for name in others)
    return Example(message.text, message.writer, frozenset(holds), frozenset(COLUMNS) - beside, beside)


def phrases() -> list[Example]:
    """Turns of speech, each an example of one name of one question (`main` or `kind`) and of none of its others."""
    return list(_phrases(PHRASES.read_text(encoding="utf-8").splitlines()))


def _phrases(lines: Iterable[str]) -> Iterator[Example]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            name, _is, said = line.partition(" = ")
            question = name.partition(":")[0]
            asked = frozenset(column for column in COLUMNS if column.startswith(f"{question}:"))
            for phrase in said.split(" | "):
                yield Example(phrase.strip(), "phrases", frozenset({name}), asked)


def sorted_by_officers() -> list[Example]:
    """Cases that officers have sorted, personal data masked; needs the rooms open."""
    from sumvay.feedback.models import Case
    from sumvay.feedback.reading.personal_data import masked

    cases = Case.objects.exclude(sorted_at=None).filter(erased_at=None).order_by("pk")
    return [
        of_message(
            Marked(
                writer="officers",
                text=masked(case.text),
                marks=(),
                categories=tuple(dict.fromkeys([case.category, *case.categories])),
                urgent=case.is_urgent,
                kind=case.kind,
                tone=case.tone,
                cluster="",
            )
        )
        for case in cases.iterator()
    ]
