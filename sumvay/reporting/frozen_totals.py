"""Totals as they are kept in a cut, and back; amounts are texts there, so that no digit is lost."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sumvay.reporting.totals import Branch, Line, Totals


def frozen(totals: Totals) -> dict[str, Any]:
    """The totals in the shape that is stored."""
    return {
        "lines": [asdict(line) for line in totals.lines],
        "whole": _frozen_branch(totals.whole),
        "branches": [_frozen_branch(branch) for branch in totals.branches],
        "own": _texts(totals.own),
        "expected": totals.expected,
        "reported": totals.reported,
    }


def thawed(kept: dict[str, Any]) -> Totals | None:
    """The totals that were stored; None when nothing was."""
    if not kept:
        return None
    return Totals(
        lines=[Line(**line) for line in kept["lines"]],
        whole=_branch(kept["whole"]),
        branches=[_branch(branch) for branch in kept["branches"]],
        own=_amounts(kept["own"]),
        expected=kept["expected"],
        reported=kept["reported"],
    )


def _frozen_branch(branch):
    given = {str(line_id): n for line_id, n in branch.given.items()}
    return {**asdict(branch), "totals": _texts(branch.totals), "given": given}


def _branch(kept):
    given = {int(line_id): n for line_id, n in kept["given"].items()}
    return Branch(**{**kept, "totals": _amounts(kept["totals"]), "given": given})


def _texts(amounts):
    return {str(line_id): str(amount) for line_id, amount in amounts.items()}


def _amounts(kept):
    return {int(line_id): Decimal(amount) for line_id, amount in kept.items()}
