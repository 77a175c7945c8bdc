"""The desk: its queue, one contribution at it, and what an editor does there."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.newsroom.forms.desk import EditForm, LiftForm, StartPieceForm, WhyForm
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.near_duplicates import marked, matching_lines
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.permissions.contributions import can_record_consent
from sumvay.newsroom.permissions.partners import can_keep_partners
from sumvay.newsroom.permissions.site import can_shape_site
from sumvay.newsroom.selectors import alike, approval, comments
from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.selectors.contributions import changes_of
from sumvay.newsroom.selectors.withdrawals import touched_among
from sumvay.newsroom.services import desk_work, pieces
from sumvay.newsroom.views.choosing import desk_asked
from sumvay.ui.attempt import press

VIEWS = ("new", "mine", "waiting", "lifted", "published", "refused")
PIECE_VIEWS = ("approval", "comments")
PER_PAGE = 20
LINES_SHOWN = 3
# Of copies sent a hundred times, and of texts as long as a book, nobody compares more
MOST_ALIKE, LONGEST_COMPARED = 8, 20_000


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What lies at a desk; whoever edits at none is led to what they sent themselves."""
    desk, choice = desk_asked(request)
    if desk is None:
        return redirect("newsroom:mine")
    view = request.GET.get("view", "new")
    context = {
        "desk": desk,
        "choice": choice,
        "view": view,
        "counts": {
            **selectors.counts_of(desk, officer=request.user),
            "approval": approval.waiting_at(desk, officer=request.user).count(),
            "comments": comments.commented_at(desk).count(),
        },
        "kinds": Contribution.Kind.choices,
        "can_keep_partners": can_keep_partners(request.user, on=timezone.localdate()),
        "can_shape_site": can_shape_site(request.user, on=timezone.localdate()),
        "can_set_up": permissions.can_set_up(request.user, desk.unit, on=timezone.localdate()),
    }
    if view == "planned":
        lines = selectors.planned_with(desk, request.GET.get("q", ""))
        page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "newsroom/desk_plan.html", {**context, "page": page})
    if view in PIECE_VIEWS:
        return _pieces(request, view, context)
    if view not in VIEWS:
        raise Http404
    page = Paginator(_rows(request, desk, view), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "newsroom/desk.html", {**context, "page": _told_of(request, page)})


def _pieces(request, view, context):
    """Pieces that wait for the officer's approval, or with comments nobody has dealt with."""
    if view == "approval":
        rows = approval.waiting_at(context["desk"], officer=request.user)
    else:
        rows = comments.commented_at(context["desk"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    touched = touched_among([piece.pk for piece in page.object_list])
    said, today = comments.open_on([piece.pk for piece in page.object_list]), timezone.localdate()
    for piece in page.object_list:
        piece.said, piece.consent_withdrawn = said.get(piece.pk, 0), piece.pk in touched
        since = piece.waits_since if view == "approval" else None
        piece.days = (today - timezone.localdate(since)).days if since else None
    return render(request, "newsroom/desk_pieces.html", {**context, "page": page})


def _rows(request, desk, view):
    asked = {name: request.GET.get(key, "") for name, key in {"text": "q", "kind": "kind", "sort": "sort"}.items()}
    withdrawn = request.GET.get("consent") == "withdrawn"
    return selectors.queue(desk, view=view, officer=request.user, withdrawn=withdrawn, **asked)


def _told_of(request, page):
    """The rows of a page with the way each has come, its days at the desk and what is like it."""
    today, found = timezone.localdate(), {}
    if page.object_list:
        found = alike.likenesses_among(request.user, page.object_list, now=timezone.now())
    for row in page.object_list:
        row.way = selectors.way_of(row)
        row.alike_count = len(found.get(row.pk, ()))
        row.days = (today - timezone.localdate(row.at_desk_since)).days if row.at_desk_since else None
    return page


@login_required
@require_GET
def at_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution with all that came with it, what is like it and what can be done."""
    return _show(request, _reachable(request, pk))


@login_required
@require_GET
def beside(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two contributions side by side, what both say marked."""
    contribution, other = _reachable(request, pk), _reachable(request, other_pk)
    open_to = selectors.pieces_open_to(contribution).filter(sources__contribution=other)
    return _pair(request, contribution, other, other.unit, other.text, open_to)


@login_required
@require_GET
def beside_piece(request: HttpRequest, pk: int, piece_pk: int) -> HttpResponse:
    """A contribution and a published piece side by side."""
    contribution = _reachable(request, pk)
    piece = get_object_or_404(alike.published_pieces(), pk=piece_pk)
    open_to = selectors.pieces_open_to(contribution).filter(pk=piece.pk)
    return _pair(request, contribution, piece, piece.unit, alike.published_text(piece), open_to)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Into one's own hands."""
    contribution = _reachable(request, pk)
    _attempt(request, _("It is in your hands now."), desk_work.take, contribution=contribution)
    return redirect("newsroom:at_desk", pk)


@login_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back on the desk."""
    contribution = _reachable(request, pk)
    _attempt(request, _("It lies at the desk again."), desk_work.put_back, contribution=contribution)
    return redirect("newsroom:at_desk", pk)


@login_required
@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, text, facts and captions anew."""
    contribution = _reachable(request, pk)
    form = EditForm(request.POST, contribution=contribution, photos=selectors.with_consents(contribution))
    if not form.is_valid():
        return _show(request, contribution, edit_form=form)
    asked = {"contribution": contribution, **form.words}
    if not _attempt(request, _("Saved. The author is told what was changed."), desk_work.edit_contribution, **asked):
        return _show(request, contribution, edit_form=form)
    return redirect("newsroom:at_desk", pk)


@login_required
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """To the desk above."""
    return _send_off(request, pk, "lift_form", LiftForm, _("Sent up to the desk above."), desk_work.lift)


@login_required
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """To the author, to be mended."""
    return _send_off(request, pk, "return_form", WhyForm, _("Returned to the author."), desk_work.return_contribution)


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Not used, and why."""
    told = _("The author is told that it is not used.")
    return _send_off(request, pk, "refuse_form", WhyForm, told, desk_work.refuse)


@login_required
@require_POST
def take_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Into one's own hands, though it was not to be used."""
    contribution = _reachable(request, pk)
    _attempt(request, _("It is in your hands now."), desk_work.take_up_again, contribution=contribution)
    return redirect("newsroom:at_desk", pk)


@login_required
@require_POST
def make_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """A piece of it, opened in the editor."""
    contribution = _reachable(request, pk)
    form = StartPieceForm(request.POST)
    if not form.is_valid():
        return _show(request, contribution, piece_form=form)
    asked = {"contribution": contribution, "unit": contribution.desk, **form.cleaned_data}
    piece = _attempt(request, "", pieces.start_piece, **asked)
    return redirect("wagtailsnippets_newsroom_piece:edit", piece.pk) if piece else redirect("newsroom:at_desk", pk)


@login_required
@require_POST
def add_to_piece(request: HttpRequest, pk: int, piece_pk: int) -> HttpResponse:
    """One more source of a piece that tells of the same."""
    contribution = _reachable(request, pk)
    piece = get_object_or_404(approval.pieces_within_reach(request.user), pk=piece_pk)
    done = _("Added. The piece now credits its unit, too.")
    _attempt(request, done, pieces.add_to_piece, contribution=contribution, piece=piece)
    return redirect("newsroom:at_desk", pk)


def _reachable(request, pk):
    return get_object_or_404(selectors.contributions_at_desks_of(request.user), pk=pk)


def _attempt(request, done, act, **asked):
    """One act of the officer, now."""
    return press(request, lambda: act(actor=request.user, now=timezone.now(), **asked), done=done)


def _send_off(request, pk, name, form_class, done, act):
    """What leaves the desk with words leads back to its queue."""
    contribution, form = _reachable(request, pk), form_class(request.POST)
    if not form.is_valid():
        return _show(request, contribution, **{name: form})
    at = contribution.desk_id
    if not _attempt(request, done, act, contribution=contribution, **form.cleaned_data):
        return redirect("newsroom:at_desk", pk)
    return redirect(f"{reverse('newsroom:desk')}?desk={at}&view=mine")


def _show(request, contribution, **bound):
    made = list(selectors.pieces_from(contribution))
    can_make = permissions.can_make_of(request.user, contribution, made=made)
    can_work = can_make or permissions.can_work_on(request.user, contribution)
    can_lift = can_work or permissions.can_lift(request.user, contribution)
    today = timezone.localdate()
    photos = selectors.with_consents(contribution)
    context = {
        "contribution": contribution,
        "photos": photos,
        "can_record": can_record_consent(request.user, contribution, on=today),
        "text_consents": contribution.consents.filter(photo=None).order_by("pk"),
        "steps": contribution.steps.all(),
        "way": selectors.way_of(contribution),
        "alike": _with_lines(request, contribution),
        "pieces": made,
        "can_work": can_work,
        "can_make": can_make,
        "in_hand": can_work and contribution.editor_id == request.user.pk,
        "can_put_back": permissions.can_put_back(request.user, contribution),
        "can_take_up_again": permissions.can_take_up_again(request.user, contribution),
        "above": selectors.desk_above(contribution.desk, on=today) if can_lift else None,
        "original": selectors.original_of(contribution),
        "changes": changes_of(contribution),
        "edit_form": EditForm(contribution=contribution, photos=photos),
        "lift_form": LiftForm(auto_id="lift_%s"),
        "return_form": WhyForm(auto_id="return_%s"),
        "refuse_form": WhyForm(auto_id="refuse_%s"),
        "piece_form": StartPieceForm(
            auto_id="piece_%s", initial={"title": contribution.title, "kind": pieces.KINDS[contribution.kind]}
        ),
        **bound,
    }
    return render(request, "newsroom/desk_item.html", context, status=422 if bound else 200)


def _with_lines(request, contribution):
    found = alike.alike_to(request.user, contribution, now=timezone.now())[:MOST_ALIKE]
    mine = contribution.text[:LONGEST_COMPARED]
    return [
        {
            "how": row.likeness,
            "hundredths": round(row.likeness.copied * 100),
            "other": row.contribution,
            "piece": row.piece,
            "lines": matching_lines(mine, _text_of(row)[:LONGEST_COMPARED])[:LINES_SHOWN],
        }
        for row in found
    ]


def _text_of(row):
    return row.contribution.text if row.contribution else alike.published_text(row.piece)


def _pair(request, contribution, other, unit, text, open_to):
    can_make = permissions.can_make_of(request.user, contribution, made=selectors.pieces_from(contribution))
    context = {
        "open_to": open_to if can_make else [],
        "contribution": contribution,
        "other": other,
        "unit": unit,
        "mine": marked(contribution.text, text),
        "theirs": marked(text, contribution.text),
    }
    return render(request, "newsroom/desk_pair.html", context)
