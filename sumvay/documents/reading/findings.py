"""A value read from the paper together with where it stands and whether the reader is sure of it."""

from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """`value` is what goes into the field; `spans` are [start, end) places in the paper's text."""

    value: Any
    spans: tuple[Span, ...] = ()
    sure: bool = True


def found_in(value: Any, start: int, end: int, *, sure: bool = True) -> Found:
    """A finding with one place."""
    return Found(value, ((start, end),), sure)
