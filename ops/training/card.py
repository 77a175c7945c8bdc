"""The card of the reader: on what it was trained, how good it is, and where it is weak."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ops.place import HOUSE
from ops.training.examples import Example
from ops.training.measuring import Measured, Names

PAGE = HOUSE / "docs" / "message-reader.md"
WEAKEST = 3


def write(messages: Sequence[Example], figures: Measured, *, version: str, slots: int, on: date) -> None:
    """Write docs/message-reader.md; what stands below the line "## Measured once" is kept."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    kept = before[before.index(ONCE) :] if ONCE in before else f"{ONCE}\n\n{NOT_YET}\n"
    page = "\n".join(_lines(messages, figures, version=version, slots=slots, on=on))
    PAGE.write_text(f"{page}\n\n{kept}", encoding="utf-8")


ONCE = "## Measured once"
NOT_YET = "Not yet."


def _lines(messages: Sequence[Example], figures: Measured, *, version: str, slots: int, on: date) -> Iterator[str]:
    sources = Counter(message.source for message in messages)
    yield from [
        "# The reader of members' messages",
        "",
        "Written by `make train`; only what stands under “Measured once” is written by hand.",
        "",
        f"- version {version}, trained on {on:%d/%m/%Y}; {slots:,} rows of weights, kept in "
        "`sumvay/feedback/reading/weights.npz`",
        "- what it is: words, neighbouring words and letter groups, with and without accents, hashed to one table,",
        "  and one linear column for each name; nothing leaves the machine, and no message can be read back from it",
        f"- trained on {len(messages):,} messages written for it by {len(sources)} writers",
        f"  ({', '.join(f'{name} {count}' for name, count in sorted(sources.items()))}),",
        "  all people and companies invented, on turns of speech (`ops/training/phrases.txt`), and, where",
        "  `sumvay train --from-cases` is run, on the cases officers have sorted, personal data masked first",
        "- what it is for: proposals to an officer, who sorts; nothing is decided by it alone, and spam laid aside",
        "  can be taken back",
        "",
        "## How good it is on writers it has not learnt from",
        "",
        "Each writer's messages were read by weights learnt from the other writers only.",
        "",
        f"- category (the main one): macro-F1 **{figures.main.macro_f1:.3f}**, right in {figures.main.share_right:.1%}",
        f"- all categories of a message: F1 {figures.all_f1:.3f}",
        f"- kind: right in **{figures.kind.share_right:.1%}**, macro-F1 {figures.kind.macro_f1:.3f}",
        f"- urgency: **{figures.urgent_recall:.1%}** found, and {figures.urgent_precision:.1%} of those shown as urgent"
        " are; the threshold is set here",
        f"- tone: right in {figures.tone.share_right:.1%}",
        "",
        *_table("category", figures.main),
        *_table("kind", figures.kind),
        *_table("tone", figures.tone),
        "## Where it is weak",
        "",
        f"- {_weakest('categories', figures.main)}",
        f"- {_weakest('kinds', figures.kind)}",
        "- irony: thanks that are none are read as thanks",
        "- danger told without its words (“cho hết đồ đạc rồi, mai em đi”), and danger told at the end of a long",
        "  message about something else; dialects of the highlands; languages other than Vietnamese",
        "- a complaint and a reflection often use the same words and differ by what the writer wants",
    ]


def _table(title: str, names: Names) -> list[str]:
    rows = [
        f"| {name} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {count} |"
        for name, (precision, recall, f1, count) in names.by_name.items()
    ]
    return [f"| {title} | precision | recall | F1 | messages |", "|---|---|---|---|---|", *rows, ""]


def _weakest(what: str, names: Names) -> str:
    weak = sorted(names.by_name, key=lambda name: names.by_name[name][2])[:WEAKEST]
    return f"{what} told least well: " + ", ".join(f"{name} (F1 {names.by_name[name][2]:.2f})" for name in weak)
