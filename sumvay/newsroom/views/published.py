"""What is before readers, seen from the desk: found again, corrected, taken down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sumvay.newsroom import list_sheets
from sumvay.newsroom.forms.published import CorrectionForm, TakeDownForm
from sumvay.newsroom.models import Piece
from sumvay.newsroom.permissions import publishing as permissions
from sumvay.newsroom.selectors import published as selectors
from sumvay.newsroom.selectors.translations import english_version_of
from sumvay.newsroom.selectors.unasked import unasked_among, unasked_in
from sumvay.newsroom.selectors.withdrawals import pictures_taken_back_in, taken_back_in, touched_among
from sumvay.newsroom.services import publishing, translations
from sumvay.ui.asked import day
from sumvay.ui.attempt import attempt, press
from sumvay.vietnamese.dates import format_date

PER_PAGE = 20


@login_required
@require_GET
def published_list(request: HttpRequest) -> HttpResponse:
    """The published pieces of the units one edits for, the newest first."""
    asked = _asked(request)
    page = Paginator(_rows(request, asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": _told_of(request, page),
        "kinds": Piece.Kind.choices,
        "asked": asked,
        "is_narrowed": any(asked[name] for name in ("text", "kind", "since", "until", "withdrawn", "unasked")),
    }
    return render(request, "newsroom/published.html", context)


@login_required
@require_GET
def published_workbook(request: HttpRequest) -> HttpResponse:
    """What the list shows, on all its pages, as a sheet with all reads."""
    rows, today = list(_rows(request, _asked(request))), timezone.localdate()
    reads = selectors.all_reads_of([row.pk for row in rows])
    about = _("as of %(day)s") % {"day": format_date(today)}
    response = HttpResponse(list_sheets.published_sheet(rows, reads, about=about), content_type=list_sheets.XLSX)
    response["Content-Disposition"] = f'attachment; filename="bai-da-dang-{today:%Y-%m-%d}.xlsx"'
    return response


def _asked(request: HttpRequest) -> dict:
    """What the list is narrowed by, as the address says."""
    asked = {name: request.GET.get(key, "") for name, key in (("text", "q"), ("kind", "kind"), ("sort", "sort"))}
    return asked | {
        "since": day(request.GET.get("since")),
        "until": day(request.GET.get("until")),
        "withdrawn": request.GET.get("consent") == "withdrawn",
        "unasked": request.GET.get("asked") == "no",
    }


def _rows(request: HttpRequest, asked: dict):
    return selectors.published_for(request.user, on=timezone.localdate(), **asked)


def _told_of(request: HttpRequest, page: Page) -> Page:
    """The rows of a page with their reads, their kind in words, and whether one may correct them."""
    rows, kinds = list(page.object_list), dict(Piece.Kind.choices)
    reads = selectors.reads_of([row.pk for row in rows], on=timezone.localdate())
    units = permissions.units_to_correct(request.user, {row.unit_id for row in rows})
    touched, unasked = touched_among([row.pk for row in rows]), unasked_among([row.pk for row in rows])
    for row in rows:
        row.consent_withdrawn, row.is_unasked = row.pk in touched, row.pk in unasked
        row.reads, row.kind_name = reads.get(row.pk, 0), kinds.get(row.kind, row.kind)
        row.can_correct = row.unit_id in units
    page.object_list = rows
    return page


@login_required
@require_GET
def published_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece that is or was before readers: what was changed there, and what can be."""
    return _show(request, _reachable(request, pk))


@login_required
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction below the piece."""
    piece, form = _reachable(request, pk), CorrectionForm(request.POST, auto_id="correct_%s")

    def add():
        return publishing.correct_piece(actor=request.user, piece=piece, now=timezone.now(), **form.cleaned_data)

    if not attempt(form, add):
        return _show(request, piece, correction_form=form)
    messages.success(request, _("Readers see the correction below the piece now."))
    return redirect("newsroom:published_piece", pk)


@login_required
@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the portal, with a reason."""
    piece, form = _reachable(request, pk), TakeDownForm(request.POST, auto_id="down_%s")

    def remove():
        return publishing.take_down(actor=request.user, piece=piece, now=timezone.now(), **form.cleaned_data)

    if not attempt(form, remove):
        return _show(request, piece, take_down_form=form)
    messages.success(request, _("The piece is off the portal; its address tells readers the reason."))
    return redirect("newsroom:published_piece", pk)


@login_required
@require_POST
def make_english(request: HttpRequest, pk: int) -> HttpResponse:
    """An English version of it, opened in the editor."""
    piece = _reachable(request, pk)

    def begin():
        return translations.start_english_version(actor=request.user, piece=piece, now=timezone.now())

    begun = _("The English version is begun with the text as it stands; please translate it here.")
    version = press(request, begin, done=begun)
    if not version:
        return redirect("newsroom:published_piece", pk)
    return redirect("wagtailsnippets_newsroom_piece:edit", version.pk)


def _reachable(request: HttpRequest, pk: int) -> Piece:
    return get_object_or_404(selectors.pieces_once_published(request.user), pk=pk)


def _show(request: HttpRequest, piece: Piece, **bound) -> HttpResponse:
    listing = getattr(piece, "listing", None)
    context = {
        "piece": piece,
        "listing": listing,
        "reads": selectors.reads_of([piece.pk], on=timezone.localdate()).get(piece.pk, 0),
        "corrections": selectors.corrections_of(piece),
        "take_downs": selectors.take_downs_of(piece),
        "withdrawn": taken_back_in(piece) if listing else [],
        "withdrawn_pictures": pictures_taken_back_in(piece) if listing else [],
        "unasked": unasked_in(piece) if listing else [],
        "english": english_version_of(piece),
        "may_be_translated": bool(listing) and listing.language == "vi" and piece.translation_of_id is None,
        "can_change": bool(listing) and permissions.can_correct(request.user, piece),
        "correction_form": CorrectionForm(auto_id="correct_%s"),
        "take_down_form": TakeDownForm(auto_id="down_%s"),
        **bound,
    }
    return render(request, "newsroom/published_piece.html", context, status=422 if bound else 200)
