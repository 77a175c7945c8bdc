"""What the members' doors ask: units to write to, who reads there, how much has just come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower

from sumvay.feedback.selectors.above import DESIGNATED
from sumvay.feedback.selectors.prepared import prepared
from sumvay.feedback.who_reads import Line, line_of
from sumvay.org import permissions as org_permissions
from sumvay.org.models import ParentLink, Unit, UnitKind
from sumvay.vietnamese import fold

# Beyond it nobody counts: whoever asks is refused already
MOST_COUNTED = 2_000
SAME_TEXT_WITHIN = timedelta(minutes=10)
# The last column says whether the unit has officers, by being there, and whether one of them is designated
CHAIN = """
SELECT a.place, u.id, u.code, u.name, u.kind_id, u.lifetime, k.id, k.code, k.name, k.rank, k.is_grassroots,
       (SELECT bool_or(t.post = ANY(%(designated)s::text[]))
        FROM org_appointment t JOIN accounts_user o ON o.id = t.officer_id
        WHERE t.unit_id = u.id AND t.post = ANY(%(acting)s::text[]) AND t.valid @> %(on)s::date AND o.is_active)
FROM unnest(%(codes)s::text[]) WITH ORDINALITY AS a(code, place)
JOIN org_unit d ON lower(d.code) = lower(a.code)
JOIN org_unitpath p ON p.descendant_id = d.id AND p.valid_from <= %(on)s::date AND p.valid_to > %(on)s::date
JOIN org_unit u ON u.id = p.ancestor_id JOIN org_unitkind k ON k.id = u.kind_id
ORDER BY a.place, p.depth
"""
JUST_CAME = """
SELECT count(*) FILTER (WHERE received_at > %(minute)s), count(*) FILTER (WHERE folded = a.text),
       EXISTS (SELECT 1 FROM feedback_case WHERE receipt = a.receipt)
FROM unnest(%(units)s::bigint[], %(texts)s::text[], %(receipts)s::text[])
     WITH ORDINALITY AS a(unit, text, receipt, place)
LEFT JOIN LATERAL (
    SELECT received_at, folded FROM feedback_case WHERE about_unit_id = a.unit AND received_at > %(since)s
    ORDER BY received_at DESC LIMIT %(most)s
) newest ON true
GROUP BY a.place, a.receipt ORDER BY a.place
"""


@dataclass(frozen=True)
class Before:
    """What came before a message: about its unit within a minute, of its text within ten, and whether it is here."""

    in_a_minute: int
    of_the_text: int
    is_here: bool


def units_to_ask(text: str, *, on: date) -> QuerySet[Unit]:
    """Units whose name or code holds what was typed, with or without accents; the very code first, then by name."""
    above = ParentLink.objects.filter(child=OuterRef("pk"), valid__contains=on).values("parent__name")[:1]
    found = Unit.objects.filter(lifetime__contains=on, folded__contains=fold(text))
    exact = Q(code__iexact=text.strip())
    return found.annotate(above=Subquery(above), is_exact=exact).order_by("-is_exact", "sort_key", "pk")


def unit_to_ask(code: str) -> QuerySet[Unit]:
    """The unit of an address, whatever case its code is typed in, also one that has ended."""
    # As the index of codes holds them
    return Unit.objects.alias(small=Lower("code")).filter(small=Lower(Value(code))).select_related("kind")


def heirs_of(unit: Unit) -> QuerySet[Unit]:
    """Who took over from a unit that has ended."""
    return Unit.objects.filter(inherited_from__ended=unit).order_by("sort_key", "pk")


def line_for(unit: Unit, *, on: date) -> Line:
    """Who may read what is written about a unit that exists on the day."""
    return line_by_code(unit.code, on=on) or line_of([unit], set(), set())


def line_by_code(code: str, *, on: date) -> Line | None:
    """The same for the unit of an address, whatever case its code is typed in; None when it is not there that day."""
    return lines_by_code([code], on=on)[0]


def lines_by_code(codes: Sequence[str], *, on: date) -> list[Line | None]:
    """The same for several addresses, in their order."""
    given = {"codes": list(codes), "on": on, "acting": sorted(org_permissions.ACTING), "designated": sorted(DESIGNATED)}
    found: list[Line | None] = [None] * len(codes)
    kinds: dict[int, UnitKind] = {}
    for place, rows in groupby(prepared(CHAIN, given), itemgetter(0)):
        chain, staffed, designated = [], set(), set()
        for row in rows:
            # What is not among these columns is asked for when somebody needs it
            one = Unit.from_db(connection.alias, ("id", "code", "name", "kind_id", "lifetime"), row[1:6])
            one.kind = kinds.get(row[6]) or kinds.setdefault(row[6], UnitKind(*row[6:11]))
            chain.append(one)
            staffed |= {one.pk} if row[11] is not None else set()
            designated |= {one.pk} if row[11] else set()
        found[place - 1] = line_of(chain, staffed, designated) if on in chain[0].lifetime else None
    return found


def just_came(asked: Sequence[tuple[Unit | None, str, str]], *, now: datetime) -> list[Before]:
    """What came before each of several messages, asked for by unit, text and the trace of the key."""
    since = {"minute": now - timedelta(minutes=1), "since": now - SAME_TEXT_WITHIN, "most": MOST_COUNTED}
    units, texts, receipts = zip(*asked, strict=True)
    of_units = {"units": [unit and unit.pk for unit in units]}
    given = {**of_units, "texts": [fold(text) for text in texts], "receipts": list(receipts)}
    return [Before(*row) for row in prepared(JUST_CAME, {**given, **since})]
