"""One branch of one directive as it stands: the unit, the rows below it, and what is worth saying about them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from sumvay.accounts.models import User
from sumvay.dashboard.figures import Figures
from sumvay.dashboard.finding import Concentration, fewest_holding_most
from sumvay.directives.models import Directive
from sumvay.org.models import Unit

MOST_NAMED = 5


@dataclass
class Row:
    """One branch in the tree table; `opens` when units stand below it, `is_own` for a unit's own part alone."""

    unit: Unit
    figures: Figures
    opens: bool = False
    is_own: bool = False
    under: str = ""

    @property
    def key(self) -> str:
        """What the row is called on the page."""
        return f"own{self.unit.pk}" if self.is_own else f"u{self.unit.pk}"


@dataclass
class Board:
    """A branch: its total, its rows in the order shown, and its own part when it received the directive itself."""

    directive: Directive
    unit: Unit
    total: Figures
    rows: list[Row]
    at: datetime

    @property
    def branches(self) -> list[Row]:
        """The rows that are branches, without the unit's own part."""
        return [row for row in self.rows if not row.is_own]

    @property
    def are_single_units(self) -> bool:
        """Every row is one unit, so that comparing branches says nothing."""
        return all(row.figures.addressed <= 1 for row in self.rows)

    @property
    def concentration(self) -> Concentration | None:
        """The fewest branches that hold most of the silence, as rows' keys."""
        if self.are_single_units:
            return None
        return fewest_holding_most({row.key: row.figures.silent for row in self.rows})

    @property
    def loudest_silence(self) -> list[Row]:
        """The rows to call first: those that hold most of the silence, else the few with the most of it."""
        found = self.concentration
        if found:
            return [row for key in found.branches for row in self.rows if row.key == key]
        silent = [row for row in self.rows if row.figures.silent]
        return sorted(silent, key=lambda row: -row.figures.silent)[:MOST_NAMED]


class Lateness(Enum):
    """How many of the unfinished are late, as far as the dates alone can tell."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


def row_of(unit: Unit, figures: Figures) -> Row:
    """A row for a unit read with `opens` and, when it was searched for, the name of the unit above (`parent_name`)."""
    return Row(unit, figures, opens=unit.opens, under=getattr(unit, "parent_name", None) or "")


def form_of(directive: Directive) -> int | None:
    """Which form the lineage reports by (`form_pk`), if one was made."""
    return directive.form_pk


def lateness(directive: Directive, now: datetime) -> Lateness:
    """Judge by the first and the last date of the lineage (`first_due`, `last_due`): lower levels may ask earlier."""
    if directive.first_due is None or directive.first_due >= now:
        return Lateness.NONE
    return Lateness.ALL if directive.last_due < now else Lateness.SOME


ORDERS: dict[str, Callable[[Row], int]] = {
    "addressed": lambda row: row.figures.addressed,
    "done": lambda row: row.figures.done,
    "doing": lambda row: row.figures.doing,
    "silent": lambda row: row.figures.silent,
    "late": lambda row: row.figures.late,
    "reports": lambda row: row.figures.reports or 0,
}
SHOWN: dict[str, Callable[[Row], int]] = {"silent": ORDERS["silent"], "late": ORDERS["late"]}


def _silent_first(row: Row) -> tuple:
    return (not row.is_own, -row.figures.silent, -row.figures.late, -row.figures.doing)


def arranged(rows: list[Row], *, show: str, sort: str) -> list[Row]:
    """Rows as asked for: only the silent or late ones, sorted by a column; by itself the most silent come first."""
    chosen = [row for row in rows if show not in SHOWN or SHOWN[show](row)]
    if sort.removeprefix("-") == "name":
        return sorted(chosen, key=lambda row: (row.is_own, row.unit.sort_key), reverse=sort.startswith("-"))
    order = ORDERS.get(sort.removeprefix("-"))
    if order is None:
        return sorted(chosen, key=_silent_first)
    return sorted(chosen, key=order, reverse=sort.startswith("-"))


@dataclass
class Silence:
    """A row to call: whom, and the dispatches one press reminds (empty when there are too many for one press)."""

    row: Row
    officers: list[User] = field(default_factory=list)
    dispatch_ids: list[int] = field(default_factory=list)
