"""How fast messages are read on one core, and how well, beside a plain scikit-learn pipeline of the same run."""

import statistics
import time
from collections.abc import Callable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from ops.bench.timing import Row, told
from ops.training.examples import CATEGORIES, Example, phrases, written
from ops.training.learning import counted, learn, packed
from sumvay.feedback.reading import classifier, reader

# This writer's messages are read by weights that have not seen them
LEFT_OUT = "central"
BATCH = 1_000
TIMES = 7
AIM = 20_000


def reading() -> list[Row]:
    """Messages a second and core in batches of 1,000, one alone, and macro-F1 on a writer left out."""
    examples = written()
    texts = [example.text for example in examples]
    batch = (texts * (BATCH // len(texts) + 1))[:BATCH]
    known, unknown = [e for e in examples if e.source != LEFT_OUT], [e for e in examples if e.source == LEFT_OUT]
    plain = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2), LinearSVC())
    plain.fit([example.text for example in known], [_main(example) for example in known])
    return [
        Row(
            f"messages read a second on one core, batches of {BATCH:,}, all columns",
            f"{BATCH / _core_seconds(lambda: classifier.scores(batch)):,.0f}",
            f"{BATCH / _core_seconds(lambda: plain.decision_function(batch)):,.0f}"
            " (TfidfVectorizer and LinearSVC, category alone)",
            f"≥ {AIM:,}",
        ),
        Row(
            "with enterprise, place and reasons of urgency",
            f"{BATCH / _core_seconds(lambda: reader.read(batch)):,.0f}",
        ),
        Row("one message read alone", told(_core_seconds(lambda: classifier.scores(batch[:1]))), aim="< 1 ms"),
        Row(
            f"category macro-F1 on a writer left out ({LEFT_OUT})",
            f"{_f1(unknown, _read(known, unknown)):.3f}",
            f"{_f1(unknown, plain.predict([example.text for example in unknown])):.3f} (the same pipeline)",
        ),
    ]


def _read(known: list[Example], unknown: list[Example]) -> list[str]:
    """The main category of messages by weights learnt from others."""
    examples = [*known, *phrases()]
    columns = [f"main:{name}" for name in CATEGORIES]
    weights = packed(learn(examples, counted([example.text for example in examples]), columns=columns), {})
    scores = classifier.scores([example.text for example in unknown], by=classifier.unpacked(weights))
    return [CATEGORIES[at] for at in np.argmax(scores, axis=1)]


def _main(example: Example) -> str:
    return next(name.removeprefix("main:") for name in example.holds if name.startswith("main:"))


def _f1(examples: list[Example], said) -> float:
    return float(f1_score([_main(example) for example in examples], said, average="macro"))


def _core_seconds(work: Callable[[], object]) -> float:
    """The median time a core is busy; what else the machine does is not counted."""
    work()
    taken = []
    for _time in range(TIMES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)
