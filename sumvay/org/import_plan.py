"""What an import would do to the tree: new units, changed units, posts; and every row that cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from sumvay.org import selectors
from sumvay.org.bulk_rows import UnitRow, codes_in_circles
from sumvay.org.import_officers import PlannedPost, plan_officers
from sumvay.org.import_rows import Problem, ReadRow, read_row
from sumvay.org.models import ParentLink, Unit, UnitSize
from sumvay.org.sheet import Row
from sumvay.vietnamese import fold

DETAILS = ("email", "phone", "address", "place_code", "paper_symbol", "paper_place")
SIZES = ("members", "workers", "women")


@dataclass
class ChangedUnit:
    """A unit that exists and would be written: its row, which fields differ, the kind and the size known so far."""

    unit: Unit
    row: ReadRow
    fields: list[str]
    kind: str | None
    size_before: dict[str, int | None]


@dataclass
class Plan:
    """All that an import would write; nothing is written while there are problems."""

    rows: int = 0
    created: list[UnitRow] = field(default_factory=list)
    changed: list[ChangedUnit] = field(default_factory=list)
    posts: list[PlannedPost] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Branch:
    """The branch an import works in, as it stands."""

    top: Unit
    units: dict[str, Unit]
    parents: dict[int, int]
    sizes: dict[int, UnitSize]
    taken: set[str]
    kinds: dict[str, str]

    @classmethod
    def load(cls, top: Unit, codes: set[str], on: date) -> "Branch":
        """Read the branch in five queries, however large it is."""
        below = selectors.descendants_of(top, on=on, include_self=True).select_related("kind")
        units = {unit.code.lower(): unit for unit in below}
        ids = [unit.pk for unit in units.values()]
        links = ParentLink.objects.filter(child__in=ids, valid__upper_inf=True)
        lower = Unit.objects.annotate(lower_code=Lower("code"))
        elsewhere = lower.filter(lower_code__in=codes - set(units)).values_list("lower_code", flat=True)
        kinds = {}
        for kind in selectors.kinds():
            kinds[fold(kind.name)] = kinds[kind.code.lower()] = kind.code
        return cls(
            top=top,
            units=units,
            parents=dict(links.values_list("child_id", "parent_id")),
            sizes={size.unit_id: size for size in UnitSize.objects.filter(unit__in=ids).order_by("on")},
            taken=set(elsewhere),
            kinds=kinds,
        )


def plan_import(
    top: Unit, rows: Sequence[Row], columns: Mapping[str, int], defaults: Mapping[str, str], *, on: date
) -> Plan:
    """Compare the rows of a file with the branch at and below TOP; DEFAULTS hold the kind and post of empty cells."""
    read = [read_row(row, columns, today=on) for row in rows]
    branch = Branch.load(top, {row["code"].lower() for row in read if row["code"]}, on)
    plan = Plan(rows=len(read))
    firsts = _first_rows(read)
    parents = _resolve_parents(firsts, branch)
    for code, row in firsts.items():
        if code in branch.units:
            _plan_change(plan, row, branch, parents)
        else:
            _plan_creation(plan, row, branch, parents, defaults, on)
    _refuse_circles(firsts, branch, parents)
    plan.posts = plan_officers(read, branch.units, firsts, defaults.get("officer_post"), top=top, on=on)
    plan.problems = [problem for row in read for problem in row.problems]
    return plan


def _first_rows(read: Sequence[ReadRow]) -> dict[str, ReadRow]:
    """The row that speaks about each unit; further rows of a unit may only name further officers."""
    firsts: dict[str, ReadRow] = {}
    for row in read:
        if not row["code"]:
            row.refuse("code", _("The code of the unit is missing."))
        elif (code := row["code"].lower()) not in firsts:
            firsts[code] = row
        elif row.has_unit_data or not row.has_officer:
            row.refuse(
                "code",
                _("The code %(code)s stands in row %(row)d already.")
                % {"code": row["code"], "row": firsts[code].number},
            )
    return firsts


def _resolve_parents(firsts: Mapping[str, ReadRow], branch: Branch) -> dict[str, str]:
    """The code of the parent of each row that names one, by code or, where only one unit has it, by name."""
    parents, named = {}, None
    for code, row in firsts.items():
        if row["parent"] is None:
            continue
        wanted = row["parent"].lower()
        if wanted in branch.units or wanted in firsts:
            parents[code] = wanted
            continue
        named = named or _codes_by_name(firsts, branch)
        found = named.get(fold(row["parent"]), set())
        if len(found) == 1:
            parents[code] = next(iter(found))
        elif found:
            row.refuse("parent", _("Several units are called “%(name)s”. Give the code.") % {"name": row["parent"]})
        else:
            row.refuse("parent", _("No unit “%(name)s” in your branch or in the file.") % {"name": row["parent"]})
    return parents


def _codes_by_name(firsts: Mapping[str, ReadRow], branch: Branch) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for code, unit in branch.units.items():
        named.setdefault(fold(unit.name), set()).add(code)
    for code, row in firsts.items():
        if row["name"]:
            named.setdefault(fold(row["name"]), set()).add(code)
    return named


def _plan_creation(
    plan: Plan, row: ReadRow, branch: Branch, parents: Mapping[str, str], defaults: Mapping[str, str], on: date
) -> None:
    code = row["code"].lower()
    if code in branch.taken:
        row.refuse("code", _("The code %(code)s belongs to a unit outside your branch.") % {"code": row["code"]})
    if not row["name"]:
        row.refuse("name", _("The name of the new unit is missing."))
    kind = _kind_of(row, branch, default=defaults.get("kind"))
    if not kind and not any(problem.field == "kind" for problem in row.problems):
        row.refuse("kind", _("The kind of the new unit is missing."))
    if row.problems:
        return
    rest = {name: row[name] or "" for name in ("short_name", *DETAILS)} | {name: row[name] for name in SIZES}
    parent = parents.get(code, branch.top.code)
    plan.created.append(UnitRow(row["code"], row["name"], kind, parent, row["since"] or on, **rest))


def _kind_of(row: ReadRow, branch: Branch, default: str | None) -> str | None:
    if row["kind"] is None:
        return default
    kind = branch.kinds.get(fold(row["kind"])) or branch.kinds.get(row["kind"].lower())
    if not kind:
        row.refuse("kind", _("There is no kind of unit “%(kind)s”.") % {"kind": row["kind"][:40]})
    return kind


def _plan_change(plan: Plan, row: ReadRow, branch: Branch, parents: Mapping[str, str]) -> None:
    unit = branch.units[row["code"].lower()]
    parent = parents.get(row["code"].lower())
    if parent and branch.parents.get(unit.pk) != getattr(branch.units.get(parent), "pk", None):
        row.refuse(
            "parent", _("The unit belongs elsewhere today. Use “Move” on its page, so that counts move with it.")
        )
    kind = _kind_of(row, branch, default=None)
    differing = [name for name in ("name", "short_name", *DETAILS) if row[name] not in (None, getattr(unit, name))]
    if kind and kind != unit.kind.code:
        differing.append("kind")
    size = branch.sizes.get(unit.pk)
    differing += [name for name in SIZES if row[name] is not None and row[name] != getattr(size, name, None)]
    if differing:
        before = {name: getattr(size, name, None) for name in SIZES}
        plan.changed.append(ChangedUnit(unit, row, differing, kind, before))
    else:
        plan.unchanged += 1


def _refuse_circles(firsts: Mapping[str, ReadRow], branch: Branch, parents: Mapping[str, str]) -> None:
    above = {code: parents[code] for code in firsts if code not in branch.units and code in parents}
    for code in sorted(codes_in_circles(above)):
        firsts[code].refuse("parent", _("The units form a circle: each would stand below itself."))
