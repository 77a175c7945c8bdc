"""One line of a fee sheet: what this item is worth in place of its kind's coefficient."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sumvay.newsroom.forms.wire import OwnCoefficientForm
from sumvay.newsroom.permissions.fees import can_set_rates
from sumvay.newsroom.selectors import desk as desks
from sumvay.newsroom.selectors import fees as selectors
from sumvay.newsroom.services import fees as services
from sumvay.ui.attempt import attempt


@login_required
@require_http_methods(["GET", "POST"])
def own_coefficient(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an item its own coefficient, change it, or let the rate count again."""
    desk = selectors.desk_paying(desks.desks_of(request.user, on=timezone.localdate()), pk)
    if desk is None or not can_set_rates(request.user, desk):
        raise Http404
    line = selectors.fee_line(desk, pk)
    own = getattr(line, "own_coefficient", None)
    known = {"coefficient": own.coefficient, "reason": own.reason} if own else None
    form = OwnCoefficientForm(request.POST or None, initial=known)
    month = timezone.localdate(line.at)
    said = {"actor": request.user, "desk": desk, "line": line, "now": timezone.now()}
    if attempt(form, lambda: services.set_own_coefficient(**said, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('newsroom:fee_sheet', args=[month])}?desk={desk.unit_id}")
    context = {"desk": desk, "line": line, "month": month, "own": own, "form": form}
    return render(request, "newsroom/fee_item.html", context)
