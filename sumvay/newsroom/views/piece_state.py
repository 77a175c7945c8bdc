"""Where a piece stands: its approval, and what the newsroom says about it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.newsroom.forms.piece_state import CommentForm, ReturnForm
from sumvay.newsroom.models import Piece
from sumvay.newsroom.selectors import approval as selectors
from sumvay.newsroom.selectors import comments as remarks
from sumvay.newsroom.services import approval
from sumvay.newsroom.services import comments as services
from sumvay.newsroom.views.standing import standing
from sumvay.ui.attempt import attempt, press


@login_required
@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece: who approves it next, and the comments on it."""
    return _show(request, _reachable(request, pk))


@login_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version as readers will see it."""
    return _reachable(request, pk).get_latest_revision_as_object().serve_preview(request, "")


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands the piece in for approval."""
    piece = _reachable(request, pk)
    press(request, lambda: _of(approval.submit_piece, request, piece=piece), done=_("Handed in for approval."))
    return redirect(piece.get_desk_url())


@login_required
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approves the step at which it waits."""
    piece = _reachable(request, pk)
    press(request, lambda: _of(approval.approve_piece, request, piece=piece), done=_("Approved."))
    return redirect(piece.get_desk_url())


@login_required
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Returns it with a remark."""
    piece, form = _reachable(request, pk), ReturnForm(request.POST, auto_id="return_%s")
    if not attempt(form, lambda: _of(approval.return_piece, request, piece=piece, **form.cleaned_data)):
        return _show(request, piece, return_form=form)
    messages.success(request, _("Returned with your remark."))
    return redirect(piece.get_desk_url())


@login_required
@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark on the piece."""
    piece, form = _reachable(request, pk), CommentForm(request.POST, auto_id="comment_%s")
    if not attempt(form, lambda: _of(services.comment, request, piece=piece, **form.cleaned_data)):
        return _show(request, piece, comment_form=form)
    return _to_comments(pk)


@login_required
@require_POST
def resolve_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark has been dealt with."""
    remark = get_object_or_404(remarks.comments_within_reach(request.user), pk=pk)
    press(request, lambda: _of(services.resolve_comment, request, remark=remark))
    return _to_comments(remark.piece_id)


@login_required
@require_POST
def reopen_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark stands open again."""
    remark = get_object_or_404(remarks.comments_within_reach(request.user), pk=pk)
    press(request, lambda: _of(services.reopen_comment, request, remark=remark))
    return _to_comments(remark.piece_id)


def _reachable(request: HttpRequest, pk: int) -> Piece:
    return get_object_or_404(selectors.pieces_within_reach(request.user), pk=pk)


def _of(act: Callable, request: HttpRequest, **asked: object) -> object:
    return act(actor=request.user, now=timezone.now(), **asked)


def _to_comments(pk: int) -> HttpResponse:
    return redirect("newsroom:piece_state", pk)


def _show(request: HttpRequest, piece: Piece, **bound) -> HttpResponse:
    context = {
        **standing(request.user, piece),
        "comments": remarks.comments_on(piece),
        "comment_form": CommentForm(auto_id="comment_%s"),
        **bound,
    }
    return render(request, "newsroom/piece_state.html", context, status=422 if bound else 200)
