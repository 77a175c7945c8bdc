"""Messages of the units below that may be seen here: masked, without their writers, to be taken over when need be."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.feedback import permissions, selectors, services
from sumvay.feedback.filters import AboveFilter
from sumvay.feedback.long_list import LongList
from sumvay.feedback.reading.personal_data import masked
from sumvay.ui.attempt import press

PER_PAGE = 30


@login_required
@require_GET
def above(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by words, unit and subject: urgent ones first, then the oldest."""
    shown = AboveFilter(request.GET, selectors.cases_seen_from_above(request.user, on=timezone.localdate()))
    page = LongList(shown.qs, PER_PAGE).get_page(request.GET.get("page"))
    for case in page.object_list:
        case.shown = masked(case.text)
    return render(
        request, "feedback/above.html#rows" if request.htmx else "feedback/above.html", {"page": page, "filter": shown}
    )


@login_required
@require_GET
def case_above(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, masked."""
    case = _seen(request, pk)
    said = [(message, masked(message.text)) for message in selectors.said_above(case)]
    unit = request.unit
    may_take = unit and permissions.can_take_over(request.user, case, unit, on=timezone.localdate())
    context = {"case": case, "text": masked(case.text), "said": said, "unit": unit if may_take else None}
    return render(request, "feedback/case_above.html", context)


@login_required
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Handled here from now on."""
    case, unit = _seen(request, pk), request.unit
    if unit is None:
        raise Http404
    done = _("It is handled by %(unit)s from now on.") % {"unit": unit.name}
    act = {"actor": request.user, "case": case, "unit": unit, "now": timezone.now()}
    if not press(request, lambda: services.take_over(**act), done=done):
        return redirect("feedback:case_above", pk)
    return redirect("feedback:case", pk)


def _seen(request, pk):
    return get_object_or_404(selectors.cases_seen_from_above(request.user, on=timezone.localdate()), pk=pk)
