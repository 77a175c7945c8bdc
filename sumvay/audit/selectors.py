"""Questions about the trail; who may see the thing itself is asked by the caller before."""

from django.db.models import Model, QuerySet

from sumvay.audit.models import Entry


def history_of(target: Model) -> QuerySet[Entry]:
    """What was done to one thing, newest first."""
    found = Entry.objects.filter(target_label=target._meta.label_lower, target_id=target.pk)
    return found.order_by("-at", "-pk")


def history_of_unit(unit_id: int) -> QuerySet[Entry]:
    """What was done in the name of one unit, newest first."""
    return Entry.objects.filter(unit_id=unit_id).order_by("-at", "-pk")
