"""What each unit promises: how soon it answers and how soon there is a result."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Case as Choose
from django.db.models import F, When
from django.db.models.functions import Coalesce

from sumvay.feedback.clock import USUAL, Times
from sumvay.feedback.models import Case, Kind, ServiceTime
from sumvay.feedback.selectors.prepared import prepared
from sumvay.org import selectors as org
from sumvay.org.models import Unit

# Asked for every message that comes in, hundreds a second
PROMISED = """
SELECT a.place, t.first_answer_hours, t.result_days
FROM unnest(%(units)s::bigint[], %(kinds)s::text[], %(days)s::date[]) WITH ORDINALITY AS a(unit, kind, day, place)
CROSS JOIN LATERAL (
    SELECT t.first_answer_hours, t.result_days
    FROM org_unitpath p JOIN feedback_servicetime t ON t.unit_id = p.ancestor_id AND t.kind = a.kind
    WHERE p.descendant_id = a.unit AND p.valid_from <= a.day AND p.valid_to > a.day
    ORDER BY p.depth LIMIT 1
) t
"""


def times_of(unit: Unit, kind: str, *, on: date) -> Times:
    """What holds at a unit for a kind: its own word, else that of the nearest unit above, else what is usual."""
    return times_of_each([(unit, kind, on)])[0]


def times_of_each(asked: Sequence[tuple[Unit, str, date]]) -> list[Times]:
    """The same for several units, kinds and days, in their order."""
    given = {
        "units": [unit.pk for unit, _kind, _day in asked],
        "kinds": [str(kind) for _unit, kind, _day in asked],
        "days": [day for _unit, _kind, day in asked],
    }
    promised = {place: _times(hours, days) for place, hours, days in prepared(PROMISED, given)}
    return [promised.get(place) or USUAL[Kind(kind)] for place, (_unit, kind, _day) in enumerate(asked, 1)]


def heard_of() -> Choose:
    """From when a first answer is counted: of what was written into a survey, from when the union had the file."""
    return Choose(When(door=Case.Door.SHEET, then=Coalesce("owed_since", "received_at")), default=F("received_at"))


def promises_at(unit: Unit, *, on: date) -> list[tuple[Kind, Times, Unit | None]]:
    """What holds at a unit for every kind, and which unit has said so; None for what is usual."""
    distances = dict(org.paths_on(on).filter(descendant=unit).values_list("ancestor_id", "depth"))
    said = ServiceTime.objects.filter(unit__in=distances).select_related("unit")
    nearest: dict[str, ServiceTime] = {}
    for word in sorted(said, key=lambda word: distances[word.unit_id]):
        nearest.setdefault(word.kind, word)
    return [
        (kind, _times(own.first_answer_hours, own.result_days), own.unit)
        if (own := nearest.get(kind))
        else (kind, USUAL[kind], None)
        for kind in Kind
    ]


def _times(hours: int, days: int) -> Times:
    return Times(timedelta(hours=hours), timedelta(days=days))
