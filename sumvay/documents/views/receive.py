"""A paper arrives: it is dropped or pasted, and what was read is checked beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.documents import permissions, selectors, services
from sumvay.documents.forms import ReceiveForm
from sumvay.documents.models import OfficialPaper
from sumvay.documents.passages import marked_text, with_proposals
from sumvay.documents.review_form import ROW_BUTTONS, Review, as_typed, change_asked
from sumvay.documents.review_rows import rows_shown, unsure_count
from sumvay.documents.services.refusals import AlreadyReceived
from sumvay.errors import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a file or a pasted text, then go on to check it."""
    form = ReceiveForm(request.POST, request.FILES) if request.method == "POST" else ReceiveForm()
    if request.unit and form.is_valid():
        try:
            paper = _received(request, form.cleaned_data)
        except AlreadyReceived as no:
            messages.warning(request, str(no))
            return redirect("documents:detail", no.paper.pk)
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            return redirect("documents:review", paper.pk)
    return render(request, "documents/receive.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Check how a paper was read; the confirmed fields replace the read ones."""
    paper = _visible_paper(request, pk)
    if paper.direction == OfficialPaper.Direction.OUT:
        return redirect("documents:detail", paper.pk)
    if request.method == "GET":
        return _review_page(request, paper, Review(with_proposals(paper)))
    if ROW_BUTTONS & request.POST.keys():
        return _review_page(request, paper, as_typed(request.POST, change_asked(request.POST)))
    checked = Review(paper.fields, request.POST)
    if checked.is_valid():
        try:
            services.correct_paper(actor=request.user, paper=paper, corrections=checked.corrections(), now=now())
        except Refusal as no:
            checked.head.add_error(None, str(no))
        else:
            messages.success(request, _("The paper is checked and stands in the register."))
            return redirect(_next_place(request, paper))
    return _review_page(request, paper, checked, status=422)


@login_required
@require_POST
def live_line(request: HttpRequest, pk: int) -> HttpResponse:
    """How many topics and tasks stand in the form as it is being typed; nothing is stored."""
    paper = _visible_paper(request, pk)
    context = {"paper": paper, "counts": as_typed(request.POST, None).counts()}
    return render(request, "documents/review.html#line", context)


def _received(request, given):
    if given["file"]:
        return services.receive_paper(
            actor=request.user,
            unit=request.unit,
            content=given["file"].read(),
            filename=given["file"].name,
            now=now(),
        )
    return services.receive_text(actor=request.user, unit=request.unit, text=given["text"], now=now())


def _visible_paper(request, pk):
    visible = selectors.papers_visible_to(request.user, on=localdate()).select_related("unit", "file")
    return get_object_or_404(visible, pk=pk)


def _next_place(request, paper):
    if "stay" in request.POST:
        return reverse("documents:detail", args=[paper.pk])
    try:
        return reverse("directives:from_paper", args=[paper.pk])
    except NoReverseMatch:
        return reverse("documents:detail", args=[paper.pk])


def _review_page(request, paper, form, status=200):
    rows = rows_shown(paper, form)
    context = {
        "paper": paper,
        "review": form,
        "rows": rows,
        "unsure": unsure_count(rows),
        "counts": form.counts(),
        "text": marked_text(paper),
        "copies": selectors.earlier_copies(paper),
        "may_correct": permissions.can_receive(request.user, paper.unit, on=localdate()),
    }
    template = "documents/review.html#work" if request.htmx else "documents/review.html"
    return render(request, template, context, status=status)
