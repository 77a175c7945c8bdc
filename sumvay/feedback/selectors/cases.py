"""Cases: those an officer handles, those of one unit in the order of handling, and the one a key opens."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.accounts.models import User
from sumvay.feedback.models import Case
from sumvay.feedback.receipts import trace_of
from sumvay.org import permissions as org
from sumvay.org import selectors as org_selectors
from sumvay.org.models import Appointment, Grant, Unit

Post = Appointment.Post


def units_handled_by(officer: User, *, on: date) -> QuerySet[Unit]:
    """Units whose messages the officer handles: by a working post, or by a right to act there or above."""
    posts = Appointment.objects.filter(officer=officer, post__in=org.ACTING, valid__contains=on)
    grants = Grant.objects.filter(officer=officer, scope=Grant.Scope.ACT, valid__contains=on)
    below = org_selectors.paths_on(on).filter(ancestor__in=grants.values("unit_id"))
    return Unit.objects.filter(pk__in=posts.values("unit_id").union(below.values("descendant_id"), all=True))


def cases_handled_by(officer: User, *, on: date) -> QuerySet[Case]:
    """
    Cases of the units the officer handles; denunciations only for the inspection committee.

    Where a unit has no inspection committee its chair stands in. (Quy định 05/QĐ-TLĐ, 2024, Art. 21: who wrote a
    denunciation is revealed to nobody else.)
    """
    handled = Case.objects.filter(unit__in=units_handled_by(officer, on=on))
    return handled.filter(Q(is_reserved=False) | is_designated(officer, on=on))


def is_designated(officer: User, *, on: date, unit: str = "unit_id") -> Q:
    """Of rows with a unit: the officer is of its inspection committee, or its chair where there is none."""
    own = Appointment.objects.filter(officer=officer, unit=OuterRef(unit), valid__contains=on)
    chairs = own.filter(post=Post.CHAIR)
    return Q(Exists(own.filter(post=Post.INSPECTION))) | Q(Exists(chairs) & ~has_inspectors(on=on, unit=unit))


def has_inspectors(*, on: date, unit: str = "unit_id") -> Exists:
    """Of rows with a unit: somebody works in its inspection committee."""
    return Exists(
        Appointment.objects.filter(
            unit=OuterRef(unit), post=Post.INSPECTION, valid__contains=on, officer__is_active=True
        )
    )


def queue_of(unit: Unit, officer: User, *, on: date) -> QuerySet[Case]:
    """Open cases of a unit as they are to be handled: urgent first, then by when an answer is owed."""
    queue = cases_handled_by(officer, on=on).filter(unit=unit, resolved_at=None, put_aside_at=None, erased_at=None)
    return queue.order_by("-is_urgent", "due_at", "pk")


def case_by_key(key: str) -> Case | None:
    """The case a writer's key opens."""
    trace = trace_of(key)
    return Case.objects.filter(receipt=trace).select_related("unit", "about_unit").first() if trace else None
