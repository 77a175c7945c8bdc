"""What is asked for: the form of a directive, and quick asks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.directives import selectors as directives
from sumvay.errors import Refusal
from sumvay.reporting import permissions, selectors, services
from sumvay.reporting.forms import QuickAskForm, ReportFormForm


@login_required
@require_http_methods(["GET", "POST"])
def shape(request: HttpRequest, directive_pk: int) -> HttpResponse:
    """See and change which figures the units report."""
    today, now = timezone.localdate(), timezone.now()
    directive = get_object_or_404(directives.directives_visible_to(request.user, on=today), pk=directive_pk)
    form = ReportFormForm(
        request.POST or None, indicators=selectors.indicators(), initial=services.form_proposal(directive=directive)
    )
    may_change = permissions.can_shape_form(request.user, directive, on=today)
    if request.method == "POST" and form.is_valid():
        chosen, optional = form.cleaned_data["indicators"], set(form.cleaned_data["optional"])
        try:
            services.change_form(
                actor=request.user,
                directive=directive,
                title=form.cleaned_data["title"],
                lines=[services.LineInput(int(pk), is_required=pk not in optional) for pk in chosen],
                headings=form.cleaned_data["headings"],
                now=now,
            )
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved."))
            return redirect("directives:detail", directive_pk)
    context = {"directive": directive, "form": form, "may_change": may_change}
    return render(request, "reporting/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def quick_ask(request: HttpRequest) -> HttpResponse:
    """Ask the units below for one to five figures, without a letter."""
    form = QuickAskForm(request.POST or None, indicators=selectors.indicators())
    if request.method == "POST" and form.is_valid() and request.unit:
        try:
            directive = services.ask_quickly(
                actor=request.user,
                unit=request.unit,
                title=form.cleaned_data["title"],
                indicator_ids=[int(pk) for pk in form.cleaned_data["indicators"]],
                due_at=form.cleaned_data["due_at"],
                repeats_daily=form.cleaned_data["repeats_daily"],
                audience=form.cleaned_data["audience"],
                audience_ids=[],
                now=timezone.now(),
            )
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Asked. Answers count as they come in."))
            return redirect("directives:follow_up", directive.pk)
    return render(request, "reporting/quick_ask.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def issue(request: HttpRequest, directive_pk: int) -> HttpResponse:
    """Issue a draft to everyone it is for, with the form they will report by."""
    today = timezone.localdate()
    directive = get_object_or_404(directives.directives_visible_to(request.user, on=today), pk=directive_pk)
    try:
        count = services.issue_with_form(actor=request.user, directive=directive, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("directives:detail", directive_pk)
    messages.success(
        request, ngettext("Issued to %(count)d unit.", "Issued to %(count)d units.", count) % {"count": count}
    )
    return redirect("directives:follow_up", directive_pk)
