"""A paper's own page and the steps it takes: each press is one service, the answer is the page as it is then."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.documents import permissions, selectors, services
from sumvay.documents import road as the_road
from sumvay.documents.forms import NumberForm, RemarkForm, ScanForm
from sumvay.documents.models import OfficialPaper
from sumvay.documents.on_screen import road_shown, sheet_of
from sumvay.errors import Refusal

Direction = OfficialPaper.Direction


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: as it reads, where it stands, what can be done with it."""
    return _page(request, _paper(request, pk))


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a draft before the leader."""
    return _taken(request, pk, services.submit_paper)


@login_required
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader's yes."""
    return _taken(request, pk, services.approve_paper)


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the drafter, with the reason."""
    return _taken(request, pk, services.return_paper)


@login_required
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign."""
    return _taken(request, pk, services.sign_paper)


@login_required
@require_POST
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the number and the date."""
    return _numbered(request, pk, services.number_paper)


@login_required
@require_POST
def put_through(request: HttpRequest, pk: int) -> HttpResponse:
    """Every step the officer holds the post for."""
    return _numbered(request, pk, services.put_through)


@login_required
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Into force; a paper that carries a directive is issued with it, at its own page."""
    paper = get_object_or_404(_own(request), pk=pk, directive_pk=None)
    return _answer(request, paper, _refusal_of(services.issue_paper, actor=request.user, paper=paper, now=now()))


@login_required
@require_POST
def attach_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed and sealed copy."""
    paper = get_object_or_404(_own(request), pk=pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, paper, _("Please choose the scan of the signed paper."))
    given = form.cleaned_data["file"]
    refusal = _refusal_of(
        services.attach_scan, actor=request.user, paper=paper, content=given.read(), filename=given.name, now=now()
    )
    return _answer(request, paper, refusal)


def _taken(request, pk, service):
    paper = get_object_or_404(_own(request), pk=pk)
    form = RemarkForm(request.POST)
    remark = form.cleaned_data["remark"] if form.is_valid() else ""
    return _answer(request, paper, _refusal_of(service, actor=request.user, paper=paper, remark=remark, now=now()))


def _numbered(request, pk, service):
    paper = get_object_or_404(_own(request), pk=pk)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _answer(request, paper, _("Please check the number and the date."), form)
    asked = {"number": form.cleaned_data["number"] or None, "issued_on": form.cleaned_data["issued_on"]}
    return _answer(request, paper, _refusal_of(service, actor=request.user, paper=paper, now=now(), **asked), form)


def _refusal_of(service, **asked):
    try:
        service(**asked)
    except Refusal as no:
        return str(no)
    return ""


def _paper(request, pk):
    return get_object_or_404(selectors.paper_page(request.user, on=localdate()), pk=pk)


def _own(request):
    return selectors.paper_page(request.user, on=localdate()).filter(direction=Direction.OUT)


def _answer(request, paper, refusal, form=None):
    if request.htmx:
        return _page(request, _paper(request, paper.pk), refusal=refusal, number_form=form if refusal else None)
    if refusal:
        messages.error(request, refusal)
    return redirect("documents:detail", paper.pk)


def _page(request, paper, refusal="", number_form=None):
    today = localdate()
    ahead = permissions.steps_ahead_of(request.user, paper, on=today)
    form = number_form or NumberForm(initial={"number": paper.number, "issued_on": paper.issued_on or today})
    if ahead and not paper.number:
        form.fields["number"].widget.attrs["placeholder"] = selectors.next_number(paper, year=today.year)
    context = {
        "paper": paper,
        "sheet": sheet_of(paper),
        "road": road_shown(paper),
        "steps": selectors.steps_of(paper),
        "open": {str(step.kind) for step in permissions.steps_open_to(request.user, paper, on=today)},
        "ahead": [str(step.kind) for step in ahead],
        "numbers": the_road.NUMBER in ahead,
        "number_form": form,
        "scan_form": ScanForm() if permissions.can_attach_scan(request.user, paper, on=today) else None,
        "may_change": permissions.can_change(request.user, paper, on=today),
        "may_withdraw": permissions.can_withdraw(request.user, paper, on=today),
        "may_correct": permissions.can_receive(request.user, paper.unit, on=today),
        "official": selectors.official_file(paper),
        "refusal": refusal,
    }
    return render(request, "documents/detail.html#page" if request.htmx else "documents/detail.html", context)
