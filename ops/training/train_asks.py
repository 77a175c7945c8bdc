"""
Counts the words of the training messages, by which same asks are told from set phrases, and judges the grouping.

`python -m ops.training.train_asks` writes the counts; with `--judge` each writer in turn is left out.
"""

import argparse
import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np

from ops.training.marked_messages import MESSAGES, Marked, marked_messages
from sumvay.feedback.reading import same_ask

ROWS = 1 << 16


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=Path, default=MESSAGES)
    asked.add_argument("--judge", action="store_true", help="leave out each writer in turn and say how good it is")
    options = asked.parse_args()
    messages = marked_messages(options.messages)
    if options.judge:
        judge(messages)
    else:
        keep(messages, same_ask.COUNTS)


def keep(messages: list[Marked], path: Path) -> None:
    """Write in how many messages each word, pair and run of letters stands."""
    seen = np.zeros(ROWS, dtype=np.uint16)
    for message in messages:
        named = {
            crc32(f"{letter}{name}".encode()) % ROWS
            for letter, names in zip("wpc", same_ask.parts_of(message.text), strict=True)
            for name in names
        }
        seen[list(named)] += 1
    np.savez_compressed(path, seen=seen, messages=len(messages))


def judge(messages: list[Marked]) -> None:
    """Pairwise F1 of the groups of each writer, the words counted in the other writers' messages."""
    total: Counter = Counter()
    same_ask.COUNTS = Path(tempfile.mkdtemp()) / "words.npz"
    for writer in sorted({message.writer for message in messages}):
        keep([message for message in messages if message.writer != writer], same_ask.COUNTS)
        same_ask.background.cache_clear()
        own = [message for message in messages if message.writer == writer]
        asked = [same_ask.Asked(message.text, message.categories, message.kind) for message in own]
        want, have = _pairs([m.cluster for m in own]), _pairs(same_ask.clusters(asked))
        counts = Counter(hit=len(want & have), want=len(want), have=len(have))
        total += counts
        _say(writer, counts)
    _say("all", total)


def _pairs(names):
    return {(a, b) for a, b in combinations(range(len(names)), 2) if names[a] and names[a] == names[b]}


def _say(name, counts):
    precision, recall = counts["hit"] / max(counts["have"], 1), counts["hit"] / max(counts["want"], 1)
    f1 = 2 * counts["hit"] / max(counts["want"] + counts["have"], 1)
    sys.stdout.write(f"{name:10} F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f}\n")


if __name__ == "__main__":
    main()
