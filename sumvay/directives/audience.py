"""Who a directive is for, as one query over the tree."""

from datetime import date

from django.db.models import QuerySet

from sumvay.directives.models import Directive
from sumvay.org import selectors as org
from sumvay.org.models import Unit


def addressees(directive: Directive, *, on: date) -> QuerySet[Unit]:
    """The units a directive addresses as its audience stands now; never the issuer itself, never outside its branch."""
    below = org.descendants_of(directive.unit, on=on)
    ids = directive.audience_ids
    match directive.audience:
        case Directive.Audience.DIRECT:
            return org.children_of(directive.unit, on=on)
        case Directive.Audience.KINDS:
            return below.filter(kind__in=ids)
        case Directive.Audience.BRANCHES:
            return below.filter(pk__in=org.units_under(ids, on=on).values("pk"))
        case Directive.Audience.HAND_PICKED:
            return below.filter(pk__in=ids)
    return below
