"""What the members' doors ask: units to write to, who reads there, how much has just come in."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower

from sumvay.feedback.selectors.prepared import prepared
from sumvay.feedback.who_reads import Line, line_of
from sumvay.org import permissions as org_permissions
from sumvay.org.models import ParentLink, Unit, UnitKind
from sumvay.vietnamese import fold

# Beyond it nobody counts: whoever asks is refused already
MOST_COUNTED = 2_000
SAME_TEXT_WITHIN = timedelta(minutes=10)
CHAIN = """
SELECT u.id, u.code, u.name, u.kind_id, u.lifetime, k.id, k.code, k.name, k.rank, k.is_grassroots,
       EXISTS (SELECT 1 FROM org_appointment a
               WHERE a.unit_id = u.id AND a.post = ANY(%(acting)s::text[]) AND a.valid @> %(on)s::date)
FROM org_unitpath p JOIN org_unit u ON u.id = p.ancestor_id JOIN org_unitkind k ON k.id = u.kind_id
WHERE p.descendant_id = {unit} AND p.valid_from <= %(on)s::date AND p.valid_to > %(on)s::date
ORDER BY p.depth
"""
BY_ID, BY_CODE = "%(unit)s", "(SELECT id FROM org_unit WHERE lower(code) = lower(%(code)s))"
JUST_CAME = """
SELECT count(*) FILTER (WHERE received_at > %(minute)s), count(*) FILTER (WHERE folded = %(text)s)
FROM (SELECT received_at, folded FROM feedback_case WHERE about_unit_id = %(unit)s AND received_at > %(since)s
      ORDER BY received_at DESC LIMIT %(most)s) newest
"""


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
    return _line(BY_ID, {"unit": unit.pk}, on) or line_of([unit], set())


def line_by_code(code: str, *, on: date) -> Line | None:
    """The same for the unit of an address, whatever case its code is typed in; None when it is not there that day."""
    return _line(BY_CODE, {"code": code}, on)


def _line(unit: str, about: dict, on: date) -> Line | None:
    given = {**about, "on": on, "acting": sorted(org_permissions.ACTING)}
    chain, staffed = [], set()
    for row in prepared(CHAIN.format(unit=unit), given):
        # What is not among these columns is asked for when somebody needs it
        one = Unit.from_db(connection.alias, ("id", "code", "name", "kind_id", "lifetime"), row[:5])
        one.kind = UnitKind(*row[5:10])
        chain.append(one)
        staffed |= {one.pk} if row[10] else set()
    return line_of(chain, staffed) if chain and on in chain[0].lifetime else None


def just_came(unit: Unit, text: str, *, now: datetime) -> tuple[int, int]:
    """How many messages came in about a unit within the last minute, and how many of this very text within ten."""
    since = {"minute": now - timedelta(minutes=1), "since": now - SAME_TEXT_WITHIN}
    return prepared(JUST_CAME, {"unit": unit.pk, "text": fold(text), **since, "most": MOST_COUNTED})[0]
