"""The list of partners whose titles the portal shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom.forms.wire import PartnerForm
from sumvay.newsroom.permissions.partners import can_keep_partners
from sumvay.newsroom.selectors import partners as selectors
from sumvay.newsroom.services import partners as services
from sumvay.ui.attempt import attempt


@login_required
@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest) -> HttpResponse:
    """The feeds with what went wrong last, and one more."""
    _only_for_keepers(request)
    form = PartnerForm(request.POST or None)
    now = timezone.now()
    if attempt(form, lambda: services.add_partner(actor=request.user, now=now, **form.cleaned_data)):
        messages.success(
            request, _("%(name)s is on the list; its titles appear in a few minutes.") % {"name": form.result.name}
        )
        return redirect("newsroom:partners")
    return render(request, "newsroom/partners.html", {"feeds": selectors.partner_feeds(), "form": form})


@login_required
@require_POST
def close_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads a feed no more."""
    _only_for_keepers(request)
    feed = get_object_or_404(selectors.partner_feeds(), pk=pk)
    try:
        services.close_partner(actor=request.user, feed=feed, now=timezone.now())
        messages.success(request, _("%(name)s is no longer read.") % {"name": feed.name})
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("newsroom:partners")


def _only_for_keepers(request: HttpRequest) -> None:
    if not can_keep_partners(request.user, on=timezone.localdate()):
        raise Http404
