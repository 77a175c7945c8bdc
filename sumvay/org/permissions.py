"""Who may do what in the tree; posts, grants and the paths above decide, an operator may everything."""

from datetime import date

from django.db.models import QuerySet

from sumvay.accounts.models import User
from sumvay.org import selectors
from sumvay.org.models import Appointment, Grant, SideLink, Unit

Post = Appointment.Post
ACTING = {Post.CHAIR, Post.VICE_CHAIR, Post.INSPECTION, Post.COMMUNICATIONS, Post.CLERK}
SIGNING = {Post.CHAIR, Post.VICE_CHAIR}
NUMBERING = {Post.CHAIR, Post.CLERK}


def can_see(officer: User, unit: Unit, *, on: date) -> bool:
    """At or below a post or a grant, or cared for from there."""
    return officer.is_superuser or selectors.units_visible_to(officer, on=on).filter(pk=unit.pk).exists()


def can_act_for(officer: User, unit: Unit, *, on: date) -> bool:
    """Holds a working post in the unit itself, or was granted to act on it or on a unit above it."""
    return (
        officer.is_superuser
        or _seats(officer, ACTING, on=on).filter(unit=unit).exists()
        or _is_at_or_below(unit, _acting_grants(officer, on=on), on=on)
    )


def can_act_on_behalf(officer: User, unit: Unit, *, on: date) -> bool:
    """Works for a unit above this one, or for one that looks after it (or after a unit above it)."""
    if officer.is_superuser or _is_at_or_below(unit, _acting_grants(officer, on=on), on=on):
        return True
    seats = _seats(officer, ACTING, on=on).values("unit_id")
    cared_for = SideLink.objects.filter(kind=SideLink.Kind.CARETAKER, valid__contains=on, beside__in=seats)
    return _is_below(unit, seats, on=on) or _is_at_or_below(unit, cared_for.values("unit_id"), on=on)


def can_enter_for(officer: User, unit: Unit, *, on: date) -> bool:
    """Acts for the unit or on its behalf, asked at once: the question of every report and every duty."""
    seats = _seats(officer, ACTING, on=on)
    if officer.is_superuser or seats.filter(unit=unit).exists():
        return True
    above = seats.values("unit_id")
    cared_for = SideLink.objects.filter(kind=SideLink.Kind.CARETAKER, valid__contains=on, beside__in=above)
    reach = above.union(_acting_grants(officer, on=on), cared_for.values("unit_id"), all=True)
    return _is_at_or_below(unit, reach, on=on)


def can_draft(officer: User, unit: Unit, *, on: date) -> bool:
    """May write papers for the unit: whoever may act for it."""
    return can_act_for(officer, unit, on=on)


def can_sign(officer: User, unit: Unit, *, on: date) -> bool:
    """Only the unit's own chair and vice-chairs sign; no grant replaces an election."""
    return officer.is_superuser or _seats(officer, SIGNING, on=on).filter(unit=unit).exists()


def can_number(officer: User, unit: Unit, *, on: date) -> bool:
    """The unit's clerk numbers papers and stamps them in; its chair may too."""
    return officer.is_superuser or _seats(officer, NUMBERING, on=on).filter(unit=unit).exists()


def can_manage(officer: User, unit: Unit, *, on: date) -> bool:
    """Chair, vice-chair or clerk of the unit or of one above it: appoints, and makes, moves and imports units below."""
    seats = _seats(officer, selectors.MANAGING, on=on).values("unit_id")
    return officer.is_superuser or _is_at_or_below(unit, seats, on=on)


def can_manage_from_above(officer: User, unit: Unit, *, on: date) -> bool:
    """Chair, vice-chair or clerk of a unit above this one: a unit does not move, end or rename itself."""
    return officer.is_superuser or _is_below(unit, _seats(officer, selectors.MANAGING, on=on).values("unit_id"), on=on)


def can_appoint(officer: User, unit: Unit, post: str, *, on: date) -> bool:
    """Those who manage the unit; leaders are named from above or by its own chair: nobody promotes oneself."""
    if post not in SIGNING:
        return can_manage(officer, unit, on=on)
    is_chair = _seats(officer, {Post.CHAIR}, on=on).filter(unit=unit).exists()
    return is_chair or can_manage_from_above(officer, unit, on=on)


def can_shape_kinds(officer: User, *, on: date) -> bool:
    """Chair, vice-chair or clerk of a unit with nothing above it: kinds are the same for the whole tree."""
    seats = _seats(officer, selectors.MANAGING, on=on).filter(unit__lifetime__contains=on)
    return officer.is_superuser or seats.exclude(unit__parent_links__valid__contains=on).exists()


def can_hold_link_of(officer: User, person: User, *, on: date) -> bool:
    """May be given a link to the person's account: who may name people for all the posts and rights it holds."""
    if officer.is_superuser:
        return True
    if person.is_superuser or person.is_staff or not person.is_active:
        return False
    held = Appointment.objects.filter(officer=person, valid__contains=on).select_related("unit")
    granted = Grant.objects.filter(officer=person, valid__contains=on).select_related("unit")
    if not (held or granted):
        # Nobody answers for a person without any post: a used account of theirs stays theirs
        return not person.has_usable_password()
    return all(can_appoint(officer, seat.unit, seat.post, on=on) for seat in held) and all(
        can_manage(officer, grant.unit, on=on) for grant in granted
    )


def _seats(officer: User, posts: set[str], *, on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(officer=officer, post__in=posts, valid__contains=on)


def _acting_grants(officer: User, *, on: date) -> QuerySet:
    return Grant.objects.filter(officer=officer, scope=Grant.Scope.ACT, valid__contains=on).values("unit_id")


def _is_at_or_below(unit: Unit, seats: QuerySet, *, on: date) -> bool:
    return selectors.paths_on(on).filter(descendant=unit, ancestor__in=seats).exists()


def _is_below(unit: Unit, seats: QuerySet, *, on: date) -> bool:
    return selectors.paths_on(on).filter(descendant=unit, ancestor__in=seats, depth__gt=0).exists()
