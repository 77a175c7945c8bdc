"""The officer's home, and the board of a directive; everything here is read."""

from datetime import datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from sumvay.dashboard import charts, selectors, sentences, sheet
from sumvay.dashboard.board import Board, arranged
from sumvay.dashboard.today import Waiting, lines_for_today, messages_line, news_line
from sumvay.directives import permissions
from sumvay.directives.models import Directive
from sumvay.newsroom import selectors as newsroom
from sumvay.org import selectors as org
from sumvay.org.permissions import SIGNING
from sumvay.ui.asked import whole
from sumvay.vietnamese import lunar

CARDS = 5
UNITS_A_PAGE = 50
# Beyond this many units the newest proofs are fetched after the page, so that the figures need not wait for them
PROOFS_AT_ONCE = 2_000
NEW_FOR = timedelta(days=14)
UNIT_LISTS = [
    ("", _("All")),
    ("silent", _("Not answered")),
    ("unseen", _("Not seen")),
    ("doing", _("In progress")),
    ("late", _("Late")),
    ("open", _("Not finished")),
    ("done", pgettext_lazy("units", "Done")),
    ("not_applicable", _("Not applicable")),
    ("reported", _("Reported")),
]


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the officer in the unit acted for now."""
    if request.unit is None:
        return render(request, "dashboard/home_without_post.html")
    children = list(selectors.children_with_levels(request.unit, on=timezone.localdate()))
    return _office(request, children) if children else _grassroots(request)


def _grassroots(request):
    now = timezone.now()
    monday = _monday(now)
    tasks = selectors.tasks_of(request.unit)
    finished = selectors.finished_since(request.unit, monday)
    today = timezone.localdate(now)
    owed = selectors.messages_waiting(request.unit, request.user, on=today)
    news = selectors.news_waiting(request.unit, request.user, on=today)
    this_week = {task.dispatch.pk for task in tasks if task.due_at < monday + timedelta(days=7)}
    context = {
        "lines": [*messages_line(owed, now=now), *news_line(news, request.unit)],
        "tasks": tasks[:CARDS],
        "more": len(tasks) - CARDS,
        "received": selectors.newest_received(request.unit, now - NEW_FOR),
        "finished": finished,
        "lunar_day": lunar(today),
        "week_total": len(finished) + len(this_week),
    }
    return render(request, "dashboard/home_grassroots.html", context)


def _office(request, children):
    unit, today, now = request.unit, timezone.localdate(), timezone.now()
    posts, desk = selectors.posts_and_desk(unit, request.user, on=today)
    received = selectors.open_work_of(unit)
    running = selectors.running_directives(unit, received, now=now)
    board = _running_board(unit, running, children, now)
    waiting = Waiting(
        unit=unit,
        received=received,
        messages=selectors.messages_waiting(unit, request.user, on=today),
        papers=selectors.papers_waiting(unit, posts),
        news=newsroom.at_hand(request.user, desk, posts=posts),
        reports=selectors.reports_waiting(children),
        has_letters=selectors.letters_wait(unit, on=today),
        board=board,
        now=now,
    )
    context = {
        "lines": lines_for_today(waiting),
        "lunar_day": lunar(today),
        "board": board,
        "running": [directive for directive in running if directive.unit_id == unit.pk],
        "chart": charts.main_plot(board) if board else None,
        "segments": charts.segments(board) if board else None,
    }
    if posts & SIGNING:
        context["said"] = sentences.leader_sentences(board, today) if board else []
        context["to_decide"] = waiting.papers[:2]
    return render(request, "dashboard/home_office.html", context)


def _running_board(unit, running, children, now) -> Board | None:
    """The board of what the unit itself has running, else of what it received and units below received too."""
    if not running:
        return None
    place = selectors.Place(running[0], unit, trail=[unit], sees_directive=True)
    board = selectors.board_of(place, children, now=now)
    return board if board.branches else None


@login_required
@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """How a directive stands in one branch: figures, the silent first, the tree, plots, newest proofs."""
    place, shown = _board(request, pk)
    rows = _rows(request, place, shown)
    if request.htmx and "branch" in request.GET:
        context = {"place": place, "rows": rows, "depth": _depth(request), "parent": f"u{place.unit.pk}"}
        return render(request, "dashboard/tree.html#rows", context)
    today, size = timezone.localdate(), shown.total.addressed
    context = {
        "place": place,
        "board": shown,
        "rows": rows,
        "depth": 0,
        "followed": _followed(request, place, today),
        "finding": sentences.silence_sentence(shown),
        "silences": selectors.silences(place, shown, on=today),
        "segments": charts.segments(shown),
        "as_of": charts.as_of(shown),
        "by_day": charts.progress_by_day(shown),
        "by_state": None if shown.are_single_units else charts.units_by_state(shown),
        "proofs": selectors.newest_proofs(place, size, on=today) if size <= PROOFS_AT_ONCE else None,
    }
    return render(request, "dashboard/board.html", context)


@login_required
@require_GET
def board_proofs(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest proofs of a branch, for a board that is too large to wait for them."""
    place, shown = _board(request, pk)
    proofs = selectors.newest_proofs(place, shown.total.addressed, on=timezone.localdate())
    template = "dashboard/proofs.html#stream" if request.htmx else "dashboard/proofs.html"
    return render(request, template, {"place": place, "proofs": proofs})


@login_required
@require_GET
def board_units(request: HttpRequest, pk: int) -> HttpResponse:
    """The units behind one figure of a board: state, last contact, whom to call, reminders."""
    place, shown = _board(request, pk)
    today, now = timezone.localdate(), timezone.now()
    state, text = request.GET.get("state", ""), request.GET.get("q", "")
    listed = selectors.listed_units(place, state=state, text=text, on=today, now=now)
    pages = Paginator(listed, UNITS_A_PAGE)
    counts = _counts(shown)
    if not text.strip():
        # Counted already: the list of a whole country need not be counted again for its page numbers
        pages.count = counts.get(state, shown.total.addressed)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "place": place,
        "board": shown,
        "page": page,
        "chips": [(key, label, counts[key]) for key, label in UNIT_LISTS if counts[key] or key in ("", state)],
        "state": state,
        "officers": org.contacts_of([dispatch.unit_id for dispatch in page], on=today),
        "followed": _followed(request, place, today),
    }
    return render(request, "dashboard/units.html", context)


@login_required
@require_GET
def board_sheet(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The rows shown on the board as a sheet."""
    place, shown = _board(request, pk)
    content = sheet.sheet_of(shown, _rows(request, place, shown), form)
    headers = {"Content-Disposition": f'attachment; filename="{sheet.name_of(shown, form)}"'}
    return HttpResponse(content, content_type=sheet.TYPES[form], headers=headers)


def _place(request, pk):
    asked = request.GET.get("branch") or request.GET.get("unit")
    try:
        return selectors.place_of_board(
            request.user,
            pk,
            branch=whole(asked),
            acting_unit=request.unit,
            on=timezone.localdate(),
        )
    except Directive.DoesNotExist as unseen:
        raise Http404 from unseen


def _board(request, pk):
    place = _place(request, pk)
    children = list(selectors.children_with_levels(place.unit, on=timezone.localdate()))
    try:
        return place, selectors.board_of(place, children, now=timezone.now())
    except Directive.DoesNotExist as unseen:
        raise Http404 from unseen


def _followed(request, place, today) -> Directive | None:
    """By which directive of the lineage the viewer reminds: this one, or the own one of the unit looked at."""
    in_force = place.sees_directive and place.directive.status == Directive.Status.ISSUED
    if in_force and permissions.can_follow_up(request.user, place.directive, on=today):
        return place.directive
    own = selectors.own_directive(place.directive, place.unit)
    return own if own and permissions.can_follow_up(request.user, own, on=today) else None


def _rows(request, place, shown):
    text = request.GET.get("q", "").strip()
    rows = shown.rows
    if text and "branch" not in request.GET:
        rows = selectors.searched_rows(place, text, on=timezone.localdate(), now=shown.at)
    return arranged(rows, show=request.GET.get("show", ""), sort=request.GET.get("sort", ""))


def _depth(request):
    depth = whole(request.GET.get("depth"))
    return 1 if depth is None else min(depth, 7)


def _counts(shown: Board) -> dict[str, int]:
    total = shown.total
    return {
        "": total.addressed,
        "silent": total.silent,
        "unseen": total.unseen,
        "open": total.unfinished,
        "doing": total.doing,
        "done": total.done,
        "not_applicable": total.not_applicable,
        "late": total.late,
        "reported": total.reports or 0,
    }


def _monday(now: datetime) -> datetime:
    here = timezone.localtime(now)
    return timezone.make_aware(datetime.combine(here.date() - timedelta(days=here.weekday()), time()))
