"""Messages of many people at once, and listening reports begun and closed through the real services."""

import uuid
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.timezone import make_aware

from sumvay.accounts.models import User
from sumvay.feedback.models import Case
from sumvay.feedback.reading.enterprises import place_key_of
from sumvay.feedback.selectors import period_of
from sumvay.org.models import Unit
from sumvay.reporting import services
from sumvay.reporting.models import ListeningReport
from sumvay.vietnamese import fold

OCTOBER = period_of("month", date(2026, 10, 1))
SEPTEMBER = period_of("month", date(2026, 9, 1))


def wrote(unit: Unit, people: int, *, day: date = date(2026, 10, 14), times: int = 1, **fields) -> list[Case]:
    """So many people of a unit wrote so often each."""
    at = make_aware(datetime.combine(day, time(9)))
    words = {"unit": unit, "about_unit": unit, "door": "web_form", "category": "luong", "kind": "phan_anh"}
    given = {"text": "Chậm lương.", "place_key": place_key_of(fields.get("place", "")), **words, **fields}
    return Case.objects.bulk_create(
        Case(
            **given, folded=fold(given["text"]), receipt=uuid.uuid4().hex, received_at=at, due_at=at,
            email=f"{unit.pk}-{day:%d%m}-{fields.get('category', '')[:4]}-{n}@thu.vn",
        )
        for n in range(people) for _ in range(times)
    )  # fmt: skip


def begun_listening(actor: User, unit: Unit, period=OCTOBER) -> ListeningReport:
    """A unit's listening report, open."""
    return services.begin_listening(actor=actor, unit=unit, period=period, now=timezone.now())


def closed_listening(actor: User, unit: Unit, period=OCTOBER) -> ListeningReport:
    """A unit's listening report, closed."""
    report = begun_listening(actor, unit, period)
    services.close_listening(actor=actor, report=report, now=timezone.now())
    return report
