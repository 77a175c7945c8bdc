"""
Trains the finder of names, addresses and numbers on the marked messages, and judges it on writers it has not read.

`python -m ops.training.train_names` writes the weights; with `--judge` each writer in turn is left out.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

from ops.training.marked_messages import MESSAGES, Marked, marked_messages
from ops.training.other_names import variants_of
from sumvay.feedback.reading import name_tagger, personal_data
from sumvay.feedback.reading.name_tagger import FIRST, PLACE_WORDS, ROWS, TAGS

EPOCHS, BATCH, RATE, DECAY = 8, 32, 0.4, 4e-6
# What stands in fewer places than this teaches nothing
FEWEST = 2
# Shares of what is dropped while learning: any feature; all that know the word itself, so that unknown names are found
DROPPED, UNKNOWN = 0.1, 0.4
# The features that know the word itself
OWN = (0, 1, 4, 5, 21, 22)
NOTHING = ROWS


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=Path, default=MESSAGES)
    asked.add_argument("--judge", action="store_true", help="leave out each writer in turn and say how good it is")
    asked.add_argument("--kept", type=Path, default=name_tagger.WEIGHTS)
    options = asked.parse_args()
    messages = marked_messages(options.messages)
    if options.judge:
        judge(messages)
    else:
        keep(*learnt(messages), options.kept)


def lessons(messages: list[Marked], seed: int = 7) -> tuple[list, np.ndarray]:
    """
    Messages, and some again with other names or in plainer writing, as rows of the table with the right tags.

    Also the counts of words. A message does not know its own writer's words beforehand, as it will be in use.
    """
    chance = random.Random(seed)
    writers = sorted({message.writer for message in messages})
    by_writer = {writer: counted([one for one in messages if one.writer == writer]) for writer in writers}
    total = sum(by_writer.values())
    variants = [*messages, *(other for message in messages for other in variants_of(message, chance))]
    return [lesson(message, total - by_writer[message.writer]) for message in variants], total


def counted(messages: list[Marked]) -> np.ndarray:
    """In how many messages each word is ordinary, and in how many part of a name."""
    counts = np.zeros((2, name_tagger.COUNTED), dtype=np.int32)
    for message in messages:
        words = name_tagger.words_of(message.text)
        tags = tags_of(message, words)
        for named in (0, 1):
            own = [at for at, tag in enumerate(tags) if (1 <= tag <= 2 if named else tag == 0)]
            forms = {words.folded[at] for at in own} | {"=" + words.written[at].lower() for at in own}
            counts[named, sorted({name_tagger.counted_at(form) for form in forms})] += 1
    return counts


def lesson(message: Marked, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A message as rows of the table and the tags that are right."""
    words = name_tagger.words_of(message.text)
    return name_tagger.feature_rows(words, counts), tags_of(message, words)


def tags_of(message: Marked, words: name_tagger.Words) -> np.ndarray:
    """The right tag of each word."""
    tags = np.zeros(len(words.spans), dtype=np.int64)
    for begin, end in message.marks:
        kind = TAGS.index("B-" + mark_kind(message.text[begin:end]))
        inside = [at for at, (start, stop) in enumerate(words.spans) if start < end and stop > begin]
        tags[inside] = kind + 1
        tags[inside[:1]] = kind
    return tags


def mark_kind(mark: str) -> str:
    """Whether what is marked is a number, an address or a name."""
    folded = name_tagger.words_of(mark).folded
    figures = sum(sign.isdigit() for sign in mark)
    if "@" in mark or (figures >= 0.4 * len(mark.replace(" ", "")) and folded[0] not in PLACE_WORDS):
        return "number"
    if figures or (folded[0] in PLACE_WORDS and len(folded) > 2 and not mark[0].isupper()):
        return "place"
    return "name"


def learnt(messages: list[Marked]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of words and of steps, and the counts of words."""
    taught, counts = lessons(messages)
    return *train(taught), counts


def train(taught, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Weights of words and steps: gradient ascent with AdaGrad on batches, the mean of the second half of the way."""
    chance = np.random.default_rng(seed)
    table, steps = np.zeros((ROWS + 1, len(TAGS)), np.float32), np.zeros((len(TAGS), len(TAGS)))
    seen, seen_steps = np.full_like(table, 1e-2), np.full_like(steps, 1e-2)
    mean, mean_steps, taken = np.zeros_like(table), np.zeros_like(steps), 0
    taught = _frequent(taught)
    taught = sorted((one for one in taught if len(one[1])), key=lambda one: len(one[1]))
    batches = [taught[at : at + BATCH] for at in range(0, len(taught), BATCH)]
    for epoch in range(EPOCHS):
        for at in chance.permutation(len(batches)):
            rows, tags = _padded(batches[at], chance)
            slope, slope_steps = _slopes(table[rows].sum(axis=2), tags, steps)
            flat, inverse = np.unique(rows, return_inverse=True)
            spread = np.broadcast_to(slope[:, :, None, :], (*rows.shape, len(TAGS))).reshape(-1, len(TAGS))
            change = (
                np.stack(
                    [np.bincount(inverse.ravel(), spread[:, tag], len(flat)) for tag in range(len(TAGS))], axis=1
                ).astype(np.float32)
                - DECAY * BATCH * table[flat]
            )
            seen[flat] += change**2
            table[flat] += RATE * change / np.sqrt(seen[flat])
            table[NOTHING] = 0
            seen_steps += slope_steps**2
            steps += RATE * slope_steps / np.sqrt(seen_steps)
        if epoch >= EPOCHS // 2:
            mean, mean_steps, taken = mean + table, mean_steps + steps, taken + 1
    return mean[:ROWS] / taken, mean_steps / taken


def _frequent(taught):
    """The lessons without the rows that speak once."""
    times = np.bincount(np.concatenate([rows.ravel() for rows, _tags in taught]), minlength=ROWS)
    return [(np.where(times[rows] < FEWEST, NOTHING, rows), tags) for rows, tags in taught]


def _padded(batch, chance):
    longest = max(len(tags) for _rows, tags in batch)
    rows = np.full((len(batch), longest, batch[0][0].shape[1]), NOTHING)
    right = np.full((len(batch), longest), -1)
    for at, (line, tags) in enumerate(batch):
        rows[at, : len(tags)], right[at, : len(tags)] = line, tags
    rows[chance.random(rows.shape) < DROPPED] = NOTHING
    unknown = np.nonzero(chance.random(right.shape) < UNKNOWN)
    for column in OWN:
        rows[(*unknown, column)] = NOTHING
    return rows, right


def _slopes(scores, tags, steps):
    """How the likelihood of the right tags grows with the scores of words and with the steps."""
    there = tags >= 0
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    moves, count = np.exp(steps), tags.shape[1]
    ahead, behind = np.zeros(weights.shape), np.ones(weights.shape)
    ahead[:, 0] = weights[:, 0] * FIRST
    ahead[:, 0] /= ahead[:, 0].sum(axis=1, keepdims=True)
    for at in range(1, count):
        line = (ahead[:, at - 1] @ moves) * weights[:, at]
        ahead[:, at] = line / line.sum(axis=1, keepdims=True)
    for at in range(count - 2, -1, -1):
        line = (behind[:, at + 1] * weights[:, at + 1]) @ moves.T
        behind[:, at] = np.where(there[:, at + 1, None], line / line.sum(axis=1, keepdims=True), 1)
    both = ahead * behind
    both /= both.sum(axis=2, keepdims=True)
    pairs = ahead[:, :-1, :, None] * moves * (weights * behind)[:, 1:, None, :]
    pairs /= pairs.sum(axis=(2, 3), keepdims=True)
    right = np.eye(len(TAGS))[np.maximum(tags, 0)]
    slope = (right - both) * there[:, :, None]
    met = right[:, :-1, :, None] * right[:, 1:, None, :]
    return slope, ((met - pairs) * there[:, 1:, None, None]).sum(axis=(0, 1))


def keep(table: np.ndarray, steps: np.ndarray, counts: np.ndarray, path: Path) -> None:
    """Write the weights as small numbers."""
    scale = np.float32(np.abs(table).max() / 127)
    small = np.round(table / scale).astype(np.int8)
    used = np.flatnonzero(small.any(axis=1))
    np.savez_compressed(
        path,
        gaps=np.diff(used, prepend=0).astype(np.uint16),
        rows=small[used],
        steps=steps,
        scale=scale,
        counts=np.minimum(counts, 255).astype(np.uint8),
    )


def judge(messages: list[Marked]) -> None:
    """Leave out each writer in turn; count signs, as the shared measure does."""
    total = np.zeros(3)
    trial = Path(tempfile.mkdtemp()) / "names.npz"
    name_tagger.WEIGHTS = trial
    for writer in sorted({message.writer for message in messages}):
        keep(*learnt([message for message in messages if message.writer != writer]), trial)
        name_tagger.kept_weights.cache_clear()
        left_out = [message for message in messages if message.writer == writer]
        counts = sum(np.array(_counts(message, personal_data.spans(message.text))) for message in left_out)
        total += counts
        _say(writer, counts)
    _say("all", total)


def _counts(message, spans):
    want = _signs(message.text, message.marks)
    have = _signs(message.text, spans)
    return len(want & have), len(want), len(have)


def _signs(text, spans):
    """Every place where one of the marked strings stands."""
    signs = set()
    for mark in {text[begin:end] for begin, end in spans}:
        at = text.find(mark)
        while at >= 0:
            signs.update(range(at, at + len(mark)))
            at = text.find(mark, at + 1)
    return signs


def _say(name, counts):
    hit, want, have = counts
    sys.stdout.write(f"{name:10} recall {hit / max(want, 1):.3f} precision {hit / max(have, 1):.3f}\n")


if __name__ == "__main__":
    main()
