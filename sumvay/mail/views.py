"""The mailbox: letters on their way out, for operators; in the demo, what the catcher of this machine took in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sumvay.errors import Refusal
from sumvay.mail import caught, permissions, selectors, services
from sumvay.mail.filters import LetterFilter

LETTERS_A_PAGE = 50


@login_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Letters out with their state; who is no operator sees the demo's own mailbox, if this is a demo."""
    if not permissions.can_manage_mail(request.user):
        return redirect("mail:caught")
    now = timezone.now()
    listed = LetterFilter(request.GET, queryset=selectors.messages_visible_to(request.user, now=now))
    context = {
        "filter": listed,
        "page": Paginator(listed.qs, LETTERS_A_PAGE).get_page(request.GET.get("page")),
        "counts": selectors.counts_by_state(now=now),
        "is_demo": selectors.is_demo(),
    }
    return render(request, "mail/list.html#rows" if request.htmx else "mail/list.html", context)


@login_required
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter out."""
    letters = selectors.messages_visible_to(request.user, now=timezone.now()).select_related("attachment")
    letter = get_object_or_404(letters, pk=pk)
    may_resend = letter.in_doubt or letter.state == letter.State.FAILED
    return render(request, "mail/detail.html", {"letter": letter, "may_resend": may_resend})


@login_required
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter again that failed or whose fate is unknown."""
    now = timezone.now()
    letter = get_object_or_404(selectors.messages_visible_to(request.user, now=now), pk=pk)
    try:
        services.resend_message(actor=request.user, message=letter, now=now)
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The letter waits to be sent again."))
    return redirect("mail:message", pk)


@login_required
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a letter alone whose fate is unknown."""
    now = timezone.now()
    letter = get_object_or_404(selectors.messages_visible_to(request.user, now=now), pk=pk)
    try:
        services.give_up_message(actor=request.user, message=letter, now=now)
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The letter is left alone."))
    return redirect("mail:message", pk)


@login_required
@require_safe
def caught_letters(request: HttpRequest) -> HttpResponse:
    """The demo's mailbox: what went over the wire to the viewer, newest first."""
    if not selectors.is_demo():
        raise Http404
    page = Paginator(selectors.caught_names_visible_to(request.user), LETTERS_A_PAGE).get_page(request.GET.get("page"))
    letters = [caught.letter(name) for name in page]
    sees_all = permissions.can_manage_mail(request.user)
    return render(request, "mail/caught.html", {"page": page, "letters": letters, "sees_all": sees_all})


@login_required
@require_safe
def caught_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter of the demo's mailbox."""
    if name not in selectors.caught_names_visible_to(request.user):
        raise Http404
    return render(request, "mail/caught_letter.html", {"letter": caught.letter(name)})
