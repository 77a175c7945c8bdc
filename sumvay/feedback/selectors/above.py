"""Messages seen from above the unit that handles them, and who is designated for denunciations."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.feedback.models import Case, Message
from sumvay.feedback.selectors.cases import has_inspectors
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit

Post = Appointment.Post
# Who can be designated at a unit
DESIGNATED = {Post.INSPECTION, Post.CHAIR}


def designated_handlers(unit: Unit, *, on: date) -> QuerySet[User]:
    """Who reads denunciations at a unit: its inspection committee, else its chair."""
    inspectors = org.officers_of(unit, on=on, posts={Post.INSPECTION})
    return inspectors if inspectors.exists() else org.officers_of(unit, on=on, posts={Post.CHAIR})


def cases_seen_from_above(officer: User, *, on: date) -> QuerySet[Case]:
    """
    Open messages of units below those the officer works for that may rise: the writer let them, or they are urgent,
    or nobody answers them and the officer's level has been told. What is urgent or unanswered is seen even where it was
    laid aside. Their text is shown masked, their writer never; urgent ones first, then the oldest.
    """
    seats = Appointment.objects.filter(officer=officer, post__in=org_permissions.ACTING, valid__contains=on)
    designated = seats.filter(Q(post=Post.INSPECTION) | Q(post=Post.CHAIR) & ~has_inspectors(on=on))
    below = org.paths_on(on).filter(ancestor__in=seats.values("unit_id"), depth__gt=0)
    below_designated = org.paths_on(on).filter(ancestor__in=designated.values("unit_id"), depth__gt=0)
    risen = Case.objects.filter(
        Q(may_rise=True) | Q(is_urgent=True) | Q(escalated_at__isnull=False), resolved_at=None, erased_at=None
    )
    lying = Q(put_aside_at=None) | Q(is_urgent=True) | Q(escalated_at__isnull=False)
    risen_anyway = Q(may_rise=True) | Q(is_urgent=True)
    seen = risen.filter(
        lying,
        risen_anyway | Q(_told(seats.values("unit_id"), on=on)),
        Q(is_reserved=False) | risen_anyway | Q(_told(designated.values("unit_id"), on=on)),
        Q(is_reserved=False) | Q(unit__in=below_designated.values("descendant_id")),
        unit__in=below.values("descendant_id"),
    )
    return seen.select_related("unit", "about_unit").order_by("-is_urgent", "received_at", "pk")


def is_told(unit: Unit, case: Case, *, on: date) -> bool:
    """Whether a unit above has been told that a message waits too long."""
    return Case.objects.filter(_told([unit.pk], on=on), pk=case.pk).exists()


def next_above(posts: Collection[str], *, on: date, also_told: bool = False) -> Subquery:
    """
    Of each case: the nearest unit above with officers in one of the posts that has not been told yet that the case
    waits too long; with `also_told`, told of that or not.
    """
    told = org.paths_on(on).filter(
        ancestor=OuterRef(OuterRef("escalated_to_id")), descendant=OuterRef(OuterRef("unit_id"))
    )
    staffed = Appointment.objects.filter(
        unit=OuterRef("ancestor_id"), post__in=posts, valid__contains=on, officer__is_active=True
    )
    lowest = 0 if also_told else Coalesce(Subquery(told.values("depth")[:1]), 0)
    higher = org.paths_on(on).filter(Exists(staffed), descendant=OuterRef("unit_id"), depth__gt=lowest)
    return Subquery(higher.order_by("depth").values("ancestor_id")[:1])


def _told(unit_ids: Collection[int] | QuerySet, *, on: date) -> Exists:
    """Of cases: one of the units stands above the handling one, no higher than the level that was told last."""
    above = org.paths_on(on).filter(ancestor__in=unit_ids, descendant=OuterRef("unit_id"), depth__gt=0)
    highest = org.paths_on(on).filter(
        ancestor=OuterRef(OuterRef("escalated_to_id")), descendant=OuterRef("ancestor_id")
    )
    return Exists(above.filter(Exists(highest)))


def said_above(case: Case) -> QuerySet[Message]:
    """What the writer and the union have said to each other, oldest first; notes stay with the unit."""
    return case.messages.exclude(author=Message.Author.NOTE).order_by("at", "pk")
