"""Messages seen from above the unit that handles them, and who is designated for denunciations."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.models import Case, Message
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit

Post = Appointment.Post


def designated_handlers(unit: Unit, *, on: date) -> QuerySet[User]:
    """Who reads denunciations at a unit: its inspection committee, else its chair."""
    inspectors = org.officers_of(unit, on=on, posts={Post.INSPECTION})
    return inspectors if inspectors.exists() else org.officers_of(unit, on=on, posts={Post.CHAIR})


def cases_seen_from_above(officer: User, *, on: date) -> QuerySet[Case]:
    """
    Open messages of units below those the officer works for that may rise: the writer let them, or they are urgent,
    or nobody answers them. Their text is shown masked, their writer never; newest first.
    """
    seats = Appointment.objects.filter(officer=officer, post__in=org_permissions.ACTING, valid__contains=on)
    inspectors = Appointment.objects.filter(unit=OuterRef("unit_id"), post=Post.INSPECTION, valid__contains=on)
    designated = seats.filter(Q(post=Post.INSPECTION) | Q(post=Post.CHAIR) & ~Exists(inspectors))
    below = org.paths_on(on).filter(ancestor__in=seats.values("unit_id"), depth__gt=0)
    below_designated = org.paths_on(on).filter(ancestor__in=designated.values("unit_id"), depth__gt=0)
    risen = Case.objects.filter(
        Q(may_rise=True) | Q(is_urgent=True) | Q(escalated_at__isnull=False), resolved_at=None, put_aside_at=None
    )
    seen = risen.filter(unit__in=below.values("descendant_id")).filter(
        Q(is_reserved=False) | Q(unit__in=below_designated.values("descendant_id"))
    )
    return seen.select_related("unit", "about_unit").order_by("-received_at", "-pk")


def said_above(case: Case) -> QuerySet[Message]:
    """What the writer and the union have said to each other, oldest first; notes stay with the unit."""
    return case.messages.exclude(author=Message.Author.NOTE).order_by("at", "pk")
