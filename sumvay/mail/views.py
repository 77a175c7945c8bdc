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
    listed = LetterFilter(request.GET, queryset=selectors.messages_visible_to(request.user))
    context = {
        "filter": listed,
        "page": Paginator(listed.qs, LETTERS_A_PAGE).get_page(request.GET.get("page")),
        "counts": selectors.counts_by_state(now=timezone.now()),
        "is_demo": selectors.is_demo(),
    }
    return render(request, "mail/list.html#rows" if request.htmx else "mail/list.html", context)


@login_required
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter out."""
    letter = get_object_or_404(selectors.messages_visible_to(request.user).select_related("attachment"), pk=pk)
    now = timezone.now()
    context = {
        "letter": letter,
        "in_doubt": selectors.messages_in_doubt(now=now).filter(pk=pk).exists(),
        "to_decide": selectors.messages_to_decide(now=now).filter(pk=pk).exists(),
    }
    return render(request, "mail/detail.html", context)


@login_required
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter again that failed or whose fate is unknown."""
    letter = get_object_or_404(selectors.messages_visible_to(request.user), pk=pk)
    try:
        services.resend_message(actor=request.user, message=letter, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("The letter waits to be sent again."))
    return redirect("mail:message", pk)


@login_required
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a letter alone whose fate is unknown."""
    letter = get_object_or_404(selectors.messages_visible_to(request.user), pk=pk)
    try:
        services.give_up_message(actor=request.user, message=letter, now=timezone.now())
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
