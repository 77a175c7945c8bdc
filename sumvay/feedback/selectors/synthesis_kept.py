"""A synthesis as it is kept at a cut, and what may be told later of what has changed since."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from sumvay.feedback.selectors.synthesis import OTHER_PLACES, Line, Synthesis, TopIssue
from sumvay.feedback.selectors.veils import FEW, OPEN, WITHHELD, Told, veil_parts

NOBODY = Line("", Told(), Told())
UNTOLD = Told().veiled(WITHHELD)


def frozen(told: Synthesis) -> dict:
    """The figures as they were told, ready to be kept; what was veiled is in no form among them."""
    return {**asdict(told), "steps": [[day.isoformat(), asdict(step)] for day, step in told.steps]}


def thawed(kept: dict) -> Synthesis:
    """What `frozen` kept."""
    return Synthesis(
        total=_line(kept["total"]),
        lines={name: [_line(line) for line in lines] for name, lines in kept["lines"].items()},
        steps=[(date.fromisoformat(day), Told(**step)) for day, step in kept["steps"]],
        issues=[TopIssue(**issue) for issue in kept["issues"]],
        content=kept["content"],
    )


def supplemented(told: Synthesis, later: Synthesis) -> Synthesis:
    """
    What was told before, with the later figure of each group that differs by five people or more.

    A smaller difference would speak of those few, so the earlier figure stays; and so does that of one group more
    where the rest would give a small difference away. Weeks, issues and the mean stay as they were told.
    """
    (total,) = _brought_up([told.total], [later.total])
    lines = {name: _brought_up(lines, later.lines[name]) for name, lines in told.lines.items()}
    return replace(told, total=total, lines=lines)


def compared_with(told: Synthesis, earlier: Synthesis | None) -> Synthesis:
    """
    The same, the period before as it was told when that was closed; not told at all where `earlier` is None.

    What is counted of it today would tell, beside what was told then, of the few who came in between.
    """
    if earlier is None:
        lines = {name: [replace(line, before=UNTOLD) for line in some] for name, some in told.lines.items()}
        return replace(told, total=replace(told.total, before=UNTOLD), lines=lines)
    lines = {name: _compared(name, some, earlier.lines[name]) for name, some in told.lines.items()}
    return replace(told, total=replace(told.total, before=earlier.total.now), lines=lines)


def _compared(name: str, told: Sequence[Line], earlier: Sequence[Line]) -> list[Line]:
    before = {line.key: line.now for line in earlier}
    if name == "place":
        # Which places go together differs from period to period
        before.pop(OTHER_PLACES, None)
        return [replace(line, before=before.get(line.key, UNTOLD)) for line in told]
    keys = {line.key for line in told}
    gone = [Line(key, Told(), was) for key, was in before.items() if key not in keys]
    return [*(replace(line, before=before.get(line.key, Told())) for line in told), *gone]


def changed_since(told: Synthesis, earlier: Synthesis) -> Synthesis:
    """The groups alone that differ from what was told before, with that in place of the period before."""
    lines = {}
    for name, now in told.lines.items():
        before = {line.key: line.now for line in earlier.lines[name]}
        changed = [replace(line, before=before.get(line.key, Told())) for line in now]
        lines[name] = [line for line in changed if line.now != line.before]
    return replace(told, total=replace(told.total, before=earlier.total.now), lines=lines)


def _brought_up(told: Sequence[Line], later: Sequence[Line]) -> list[Line]:
    before, after = {line.key: line for line in told}, {line.key: line for line in later}
    keys = [*before, *(key for key in after if key not in before)]
    steps = veil_parts(_step(before.get(key, NOBODY).now, after.get(key, NOBODY).now) for key in keys)
    lines = []
    for key, step in zip(keys, steps, strict=True):
        if step.veil == OPEN and step.people:
            lines.append(replace(before.get(key) or replace(after[key], before=UNTOLD), now=after.get(key, NOBODY).now))
        elif key in before:
            lines.append(before[key])
    return lines


def _step(before: Told, after: Told) -> Told:
    """How far a figure has moved, and how many people that speaks of; under a veil it may have moved by a few."""
    if before.people is None or after.people is None:
        return Told().veiled(FEW)
    if before == after:
        return Told()
    return Told(abs((after.cases or 0) - (before.cases or 0)), abs(after.people - before.people) or 1)


def _line(kept: dict) -> Line:
    return Line(kept["key"], Told(**kept["now"]), Told(**kept["before"]))
