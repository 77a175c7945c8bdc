"""Every night those responsible are told where more people than usual speak of pay, Tết bonus, insurance or safety."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sumvay.audit import services as audit
from sumvay.feedback import selectors
from sumvay.feedback.models import Warning
from sumvay.feedback.reading.enterprises import enterprise_in
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.selectors.warnings import Matter
from sumvay.feedback.unusual import is_unusual
from sumvay.notifications import services as notifications
from sumvay.org.models import Unit

MOST_NAMED = 5
SAYING = "Tôi làm công nhân ở "


@transaction.atomic
def warn_early(*, now: datetime) -> int:
    """
    Write down what is unusual (the rule stands in `unusual`) and tell the units concerned; says how many warnings.

    A matter is warned of at the lowest unit that has all who handle its messages below it, once a week, and again only
    when five more people have spoken of it. Told are the officers of that unit and of the next one above.
    """
    matters = [one for one in selectors.matters_spoken_of(now=now) if is_unusual(one.people, one.past)]
    if not matters:
        return 0
    units = selectors.lowest_units_over([one.units for one in matters])
    above = selectors.levels_above(set(units), on=localdate(now))
    rows = [_warning(one, unit, above.get(unit), now) for one, unit in zip(matters, units, strict=True)]
    Warning.objects.bulk_create(rows, ignore_conflicts=True)
    made = list(Warning.objects.filter(made_at=now).select_related("unit", "above").order_by("-people", "pk"))
    for warning in made:
        audit.record(
            actor=None, action="warning.make", target=warning, at=now, unit_id=warning.unit_id,
            changes={"cases": warning.cases, "people": warning.people},
        )  # fmt: skip
    _tell(made, now)
    return len(made)


def _warning(matter: Matter, unit_id: int, above_id: int | None, now: datetime) -> Warning:
    today = localdate(now)
    return Warning(
        unit_id=unit_id, above_id=above_id, about=matter.about, key=matter.key, name=_name(matter.name)[:160],
        category=matter.category, week=today - timedelta(days=today.weekday()), made_at=now, cases=matter.cases,
        people=matter.people, past=list(matter.past), people_before=matter.people_before,
    )  # fmt: skip


def _name(name: str) -> str:
    """What it is called, without the words "Công đoàn" of the union's own name; a person in it is masked."""
    # In a sentence an enterprise is told from a person; a name alone reads like one
    sentence = masked(f"{SAYING}{enterprise_in(name) or name}.")
    return sentence.removeprefix(SAYING).removesuffix(".")


def _tell(made: list[Warning], now: datetime) -> None:
    """One notice for each unit, however many warnings it has; nobody who wrote is in it."""
    told: dict[Unit, list[Warning]] = defaultdict(list)
    for warning in made:
        for unit in filter(None, (warning.unit, warning.above)):
            told[unit].append(warning)
    for unit, warnings in told.items():
        count = len(warnings)
        lines = [
            _("%(name)s: %(subject)s, %(people)d people within 14 days.")
            % {"name": one.name, "subject": one.get_category_display(), "people": one.people}
            for one in warnings[:MOST_NAMED]
        ]
        title = ngettext(
            "Early warning: %(count)d matter is spoken of more than usual.",
            "Early warnings: %(count)d matters are spoken of more than usual.",
            count,
        )
        notifications.notify_officers(
            officers=selectors.officers_to_warn(unit, on=localdate(now)),
            kind="early_warning",
            title=title % {"count": count},
            body="\n".join([*lines, *(["…"] if count > MOST_NAMED else [])]),
            path=reverse("feedback:warnings"),
            about=f"warnings:{unit.pk}:{localdate(now)}",
            now=now,
            unit=unit,
        )
