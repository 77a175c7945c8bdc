"""Which people and posts an import would add."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.accounts.selectors import people_with_contacts
from sumvay.org import permissions
from sumvay.org.import_rows import ReadRow
from sumvay.org.models import Appointment, Unit
from sumvay.vietnamese import fold


class PlannedPost(NamedTuple):
    """A post to be given; `person` is None for somebody new, whom `row` (the first that names them) describes."""

    code: str
    post: str
    since: date
    person: User | None
    row: ReadRow


def plan_officers(
    read: Sequence[ReadRow],
    units: Mapping[str, Unit],
    firsts: Mapping[str, ReadRow],
    default_post: str | None,
    *,
    top: Unit,
    on: date,
) -> list[PlannedPost]:
    """The posts that do not exist yet; rows whose person is unclear are refused."""
    named = [row for row in read if row.has_officer and row["code"]]
    contacts = [row[name] for row in named for name in ("officer_phone", "officer_email") if row[name]]
    known = {contact: person for person in people_with_contacts(contacts) for contact in (person.phone, person.email)}
    held = _held_posts(units, known, on)
    seen: dict[str, ReadRow] = {}
    planned: dict[tuple, PlannedPost] = {}
    for row in named:
        post = row["officer_post"] or default_post
        person = _person_of(row, known, seen)
        if not post and not any(problem.field == "officer_post" for problem in row.problems):
            row.refuse("officer_post", _("The post of the officer is missing."))
        if row["code"].lower() == top.code.lower() and post in permissions.SIGNING:
            row.refuse("officer_post", _("Leaders of your own unit are named on its page, not by a file."))
        if row.problems:
            continue
        unit = units.get(row["code"].lower())
        if person and unit and (person.pk, unit.pk, post) in held:
            continue
        since = row["officer_since"] or _begin_of(unit, firsts.get(row["code"].lower()), on)
        first = seen[row["officer_phone"] or row["officer_email"]]
        who = person.pk if person else -first.number
        planned.setdefault(
            (row["code"].lower(), post, who), PlannedPost(row["code"].lower(), post, since, person, first)
        )
    return list(planned.values())


def _begin_of(unit: Unit | None, first: ReadRow | None, on: date) -> date:
    """Without a day of their own, posts in new units begin with the unit, others today."""
    return (first and first["since"]) or on if unit is None else on


def _held_posts(units: Mapping[str, Unit], known: Mapping[str | None, User], on: date) -> set[tuple]:
    people = {person.pk for person in known.values()}
    ids = {unit.pk for unit in units.values()}
    held = Appointment.objects.filter(officer__in=people, valid__contains=on)
    return {row for row in held.values_list("officer_id", "unit_id", "post") if row[1] in ids}


def _person_of(row: ReadRow, known: Mapping[str | None, User], seen: dict[str, ReadRow]) -> User | None:
    contacts = [row[name] for name in ("officer_phone", "officer_email") if row[name]]
    if not contacts:
        if not any(problem.field in ("officer_phone", "officer_email") for problem in row.problems):
            row.refuse("officer_phone", _("The officer needs a phone number or an e-mail address."))
        return None
    people = {known[contact] for contact in contacts if contact in known}
    if len(people) > 1:
        row.refuse("officer_phone", _("The phone and the e-mail address belong to two different people."))
        return None
    person = next(iter(people), None)
    name = row["officer_name"]
    if person and name and not _same_name(person.full_name, name):
        row.refuse("officer_name", _("This phone or e-mail address belongs to somebody with another name."))
    if not person and not name:
        row.refuse("officer_name", _("The name of the officer is missing."))
    for contact in contacts:
        first = seen.setdefault(contact, row)
        if not _same_name(first["officer_name"] or "", name or ""):
            row.refuse(
                "officer_name",
                _("The same phone or e-mail address stands in row %(row)d with another name.") % {"row": first.number},
            )
    return person


def _same_name(one: str, other: str) -> bool:
    return one == other or fold(one) == fold(other)
