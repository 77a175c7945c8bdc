"""Reports by e-mail: forms sent out, letters nobody could place put where they belong."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sumvay.errors import Refusal
from sumvay.mail import selectors as mail
from sumvay.mail.models import InboundMessage
from sumvay.mail.selectors import ParsedMail
from sumvay.reporting import reach, services
from sumvay.reporting.forms_consolidating import MatchForm

PER_PAGE = 20
MOST_DIRECTIVES = 40


@login_required
@require_GET
def unmatched(request: HttpRequest) -> HttpResponse:
    """Letters that wait for somebody to say whose they are."""
    return _letters(request)


@login_required
@require_POST
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a letter to a unit; its figures become that unit's draft."""
    today = timezone.localdate()
    letter = next((m for m in reach.letters_to_place(request.user, on=today) if m.pk == pk), None)
    if letter is None:
        raise Http404
    form = _form(request, letter, request.POST)
    if form.is_valid():
        try:
            dispatch = reach.dispatch_named(
                request.user, int(form.cleaned_data["directive"]), form.cleaned_data["unit"], on=today
            )
            services.match_message(actor=request.user, message=letter, dispatch=dispatch, now=timezone.now())
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            messages.success(
                request, _("Placed with %(unit)s. The unit has been asked to confirm.") % {"unit": dispatch.unit.name}
            )
            return redirect("reporting:unmatched")
    return _letters(request, answered=form)


@login_required
@require_POST
def mail_forms(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the form by e-mail to those who have not reported."""
    held = get_object_or_404(reach.consolidations_visible_to(request.user, on=timezone.localdate()), pk=pk)
    try:
        count = services.mail_forms(actor=request.user, consolidation=held, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        sent = ngettext(
            "The form goes by e-mail to %(count)d unit.", "The form goes by e-mail to %(count)d units.", count
        )
        messages.success(request, sent % {"count": count})
    return redirect("reporting:consolidation", pk)


def _read(letter: InboundMessage) -> ParsedMail | None:
    """What stands in it; of one that is malformed its note says so."""
    try:
        return mail.parse(letter)
    except Refusal:
        return None


def _letters(request, answered=None):
    letters = reach.letters_to_place(request.user, on=timezone.localdate())
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "letter": letter,
            "mail": _read(letter),
            "form": answered if answered and answered.prefix == str(letter.pk) else _form(request, letter, None),
        }
        for letter in page
    ]
    context = {"page": page, "rows": rows}
    return render(request, "reporting/replies.html", context, status=422 if answered else 200)


def _form(request, letter, data):
    directives = reach.directives_to_match(request.user, on=timezone.localdate())[:MOST_DIRECTIVES]
    guess = reach.guess_for(letter, directives)
    return MatchForm(data, directives=directives, prefix=str(letter.pk), initial=guess)
