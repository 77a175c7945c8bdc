"""Measuring and telling: medians of several runs, a row for each figure beside its floor."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection


@dataclass
class Row:
    """One line of the table: what was measured, the figure, the floor of the same run, and the aim."""

    what: str
    figure: str
    floor: str = ""
    aim: str = ""


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """The median time of doing something."""
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def percentile(values: list[float], share: float) -> float:
    """The value below which a share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def told(value: float) -> str:
    """Seconds as people read them."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def counted(work: Callable[[], object]) -> int:
    """How many questions to the database doing something takes."""
    asked = 0

    def count(execute, sql, parameters, many, context):
        nonlocal asked
        asked += 1
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        work()
    return asked
