"""A list leaves whole, as a sheet, a paper or a print, or it does not leave: nothing is cut off in silence."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sumvay.vietnamese import format_number


def too_long(rows: QuerySet, *, most: int) -> str:
    """Why a list of more than `most` lines does not leave; empty where it does."""
    if rows.order_by()[: most + 1].count() <= most:
        return ""
    return _("The list has more than %(most)s lines; please narrow it down first.") % {"most": format_number(most)}


def refused(request: HttpRequest, why: str, *, page: str) -> HttpResponse:
    """Back to the list, narrowed as it was, with why it did not leave."""
    messages.error(request, why)
    return redirect(f"{reverse(page)}?{request.GET.urlencode()}")
