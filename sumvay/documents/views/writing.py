"""A paper of one's own: begun, changed, thrown away, taken along as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.documents import permissions, selectors, services
from sumvay.documents.forms import ChangeForm, DraftForm
from sumvay.documents.models import OfficialPaper
from sumvay.documents.paper_body import body_from_text, editable_text
from sumvay.errors import Refusal
from sumvay.vietnamese import fold

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
AROUND = ("doc_type", "subject", "urgency", "addressees", "recipients")
MORE_AROUND = ("symbol", "place", "signing_prefix", "signer_title", "signer")


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a paper of the office."""
    if request.unit is None or not permissions.can_draft(request.user, request.unit, on=localdate()):
        raise Http404
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm()
    if form.is_valid():
        paper = _drafted(request, form)
        if paper:
            return redirect("documents:detail", paper.pk)
    return render(request, "documents/form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; the leader changes what was submitted, with a remark."""
    paper = get_object_or_404(_own(request), pk=pk)
    if not permissions.can_change(request.user, paper, on=localdate()):
        messages.error(request, _("This paper can no longer be changed here."))
        return redirect("documents:detail", paper.pk)
    typed = request.POST if request.method == "POST" else None
    form = ChangeForm(typed, initial=_as_it_is(paper), urgency=paper.urgency)
    if form.is_valid() and _changed(request, paper, form):
        return redirect("documents:detail", paper.pk)
    context = {"form": form, "paper": paper}
    return render(request, "documents/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    paper = get_object_or_404(_own(request), pk=pk)
    try:
        services.withdraw_paper(actor=request.user, paper=paper, now=now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("documents:detail", pk)
    messages.success(request, _("The draft is thrown away."))
    return redirect("documents:list")


@login_required
@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A paper of our own as .docx or PDF."""
    paper = get_object_or_404(_own(request), pk=pk)
    name = slugify(fold(f"{paper.number or 'du-thao'} {paper.symbol} {paper.subject[:60]}".replace("/", "-")))
    return HttpResponse(
        services.render_paper(paper=paper, form=form),
        content_type=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _own(request):
    papers = selectors.papers_visible_to(request.user, on=localdate()).select_related("unit__kind")
    return papers.filter(direction=OfficialPaper.Direction.OUT)


def _drafted(request, form):
    asked = form.cleaned_data
    try:
        return services.draft_paper(
            actor=request.user,
            unit=request.unit,
            body=body_from_text(asked["text"], before={}),
            now=now(),
            **{name: asked[name] for name in AROUND},
        )
    except Refusal as no:
        form.add_error(None, str(no))
        return None


def _changed(request, paper, form):
    asked = form.cleaned_data
    try:
        services.change_paper(
            actor=request.user,
            paper=paper,
            body=body_from_text(asked["text"], before=paper.body),
            now=now(),
            **{name: asked[name] for name in (*AROUND, *MORE_AROUND, "version", "remark")},
        )
    except Refusal as no:
        form.add_error(None, str(no))
        return False
    return True


def _as_it_is(paper):
    around = {name: getattr(paper, name) for name in (*AROUND, *MORE_AROUND, "version")}
    return {**around, "text": editable_text(paper.body)}
