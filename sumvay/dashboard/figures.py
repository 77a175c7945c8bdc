"""How many units of a branch stand where, as their tallies say it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

DONE_ON = "done:"
ONE_UNIT = 1


@dataclass(frozen=True)
class Figures:
    """Units by state; `late` are those of them past their hour, `reports` is None while nobody was asked for one."""

    unseen: int = 0
    seen: int = 0
    accepted: int = 0
    in_progress: int = 0
    done: int = 0
    not_applicable: int = 0
    late: int = 0
    reports: int | None = None
    done_on: dict[date, int] = field(default_factory=dict)

    @property
    def silent(self) -> int:
        """Units that have said nothing: not seen, or seen without an answer."""
        return self.unseen + self.seen

    @property
    def doing(self) -> int:
        """Units that have accepted or begun."""
        return self.accepted + self.in_progress

    @property
    def unfinished(self) -> int:
        """Units from which something is still expected."""
        return self.silent + self.doing

    @property
    def addressed(self) -> int:
        """All units that received it."""
        return self.unfinished + self.done + self.not_applicable

    @property
    def answered(self) -> int:
        """Units that have done something about it."""
        return self.addressed - self.silent

    @property
    def state(self) -> str:
        """The state of a branch that is one unit alone; nothing for more."""
        if self.addressed != ONE_UNIT:
            return ""
        counts = {
            "sent": self.unseen,
            "seen": self.seen,
            "accepted": self.accepted,
            "in_progress": self.in_progress,
            "done": self.done,
        }
        return next((state for state, count in counts.items() if count), "not_applicable")


def figures_from(measures: Mapping[str, Decimal], *, late: int = 0, reports: int | None = None) -> Figures:
    """Read figures out of what the tallies hold: {"state:done": 12, "done:2027-01-22": 3, …}."""
    states = {name.removeprefix("state:"): int(n) for name, n in measures.items() if name.startswith("state:")}
    days = {name.removeprefix(DONE_ON): int(n) for name, n in measures.items() if name.startswith(DONE_ON)}
    return Figures(
        unseen=states.get("sent", 0),
        seen=states.get("seen", 0),
        accepted=states.get("accepted", 0),
        in_progress=states.get("in_progress", 0),
        done=states.get("done", 0),
        not_applicable=states.get("not_applicable", 0),
        late=late,
        reports=reports,
        done_on={date.fromisoformat(day): n for day, n in sorted(days.items()) if n},
    )


def added(parts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """Several branches' measures as one."""
    total: Counter = Counter()
    for measures in parts:
        total.update(measures)
    return dict(total)


def taken_from(whole: Mapping[str, Decimal], parts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """What is left of a unit's measures without its branches: its own part."""
    rest = Counter(whole)
    for measures in parts:
        rest.subtract(measures)
    return dict(rest)
