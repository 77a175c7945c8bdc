"""*Gửi tin bài*: the unit's own list, the page one writes on, and what became of each item."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sumvay.errors import Refusal
from sumvay.newsroom import list_sheets, permissions, selectors, services
from sumvay.newsroom.forms.contributing import ContributionForm, ShotForm
from sumvay.newsroom.models import Contribution, ContributionPhoto
from sumvay.newsroom.selectors.own_month import own_month
from sumvay.newsroom.views.films import films_under_way
from sumvay.ui.asked import whole
from sumvay.ui.attempt import attempt

PER_PAGE = 30
MOST_IN_A_SHEET = 5_000
MOST_ASSIGNED = 20


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What the unit has written, how each stands and what became of it."""
    if request.unit is None:
        return render(request, "newsroom/mine.html", {"page": None})
    on, part = timezone.localdate(), request.GET.get("part", "")
    context = {
        "page": Paginator(_listed(request), PER_PAGE).get_page(request.GET.get("page")),
        "counts": selectors.contribution_counts(request.user, request.unit, on=on),
        "part": part,
        "own": own_month(request.unit, timezone.make_aware(datetime(on.year, on.month, 1)), today=on),
        "month": on,
        "can_contribute": permissions.can_contribute(request.user, request.unit, on=on),
        "assigned": selectors.assigned_to(request.user, on=on)[:MOST_ASSIGNED],
    }
    return render(request, "newsroom/mine.html", context)


@login_required
@require_GET
def mine_workbook(request: HttpRequest) -> HttpResponse:
    """What the list shows, on all its pages, as a sheet."""
    if request.unit is None:
        return redirect("newsroom:mine")
    today = timezone.localdate()
    content = list_sheets.contributions_sheet(_listed(request)[:MOST_IN_A_SHEET], about=request.unit.name)
    response = HttpResponse(content, content_type=list_sheets.XLSX)
    response["Content-Disposition"] = f'attachment; filename="tin-bai-da-gui-{today:%Y-%m-%d}.xlsx"'
    return response


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin to write for the unit one acts for."""
    if request.unit is None:
        messages.error(request, _("You hold no post in a unit yet."))
        return redirect("newsroom:mine")
    try:
        begun = services.start_contribution(actor=request.user, unit=request.unit, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("newsroom:mine")
    return redirect("newsroom:write", begun.pk)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, add photos, keep; then look at it once more before it is sent."""
    contribution = own(request, pk)
    if contribution.state not in (Contribution.State.DRAFT, Contribution.State.RETURNED):
        return redirect("newsroom:contribution", pk)
    form = _form(request, contribution)
    shots = shots_of(contribution, request.POST if form.is_bound else None)
    if request.method == "POST" and attempt(form, lambda: _keep(request, contribution, form, shots)):
        return _onward(request, contribution, shots, refused=form.result)
    contribution.refresh_from_db()
    context = {
        "contribution": contribution,
        "form": form,
        "shots": shots,
        "text_consents": selectors.text_consents(contribution),
        "is_behind": form.is_bound and form.cleaned_data.get("edition") not in (None, contribution.edition),
        "returned": contribution.steps.filter(act="returned").last(),
        "photo_count": sum(not shot.is_film for shot in shots),
        **films_under_way(request, contribution),
        # With what was answered, when the page comes back
        "film_form": next((shot.form for shot in shots if shot.is_film), None),
    }
    return render(request, "newsroom/contribute.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed so far, on the server, since a chat app's browser forgets."""
    contribution = own(request, pk)
    form = _form(request, contribution)
    # What is half typed (a link, a date) stays out; everything else is kept
    form.is_valid()
    try:
        services.save_with_photos(
            actor=request.user,
            contribution=contribution,
            fields=form.words,
            edition=form.cleaned_data.get("edition"),
            said=_said(shots_of(contribution, request.POST)),
            uploads=[],
            now=timezone.now(),
        )
    except Refusal as no:
        return JsonResponse({"refusal": str(no)}, status=409)
    return JsonResponse({"edition": contribution.edition})


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: how it stands, what is missing before it goes, its way, what the desks changed, where it was read."""
    contribution, on = own(request, pk), timezone.localdate()
    is_open = contribution.state in (Contribution.State.DRAFT, Contribution.State.RETURNED)
    photos = selectors.photos_with_consents(contribution)
    context = {
        "contribution": contribution,
        "is_open": is_open,
        "gaps": selectors.gaps_of(contribution, on=on) if is_open else [],
        "desk": selectors.receiving_desk(contribution, on=on) if is_open else contribution.desk,
        "photos": photos,
        "text_consents": selectors.text_consents(contribution),
        "steps": contribution.steps.select_related("desk", "by", "own_coefficient"),
        "changes": selectors.changes_of(contribution),
        "photos_of_people": [one for one in photos if one.shows_people or one.consents.all()],
        "published": selectors.published_from(contribution),
        "can_withdraw": is_open or contribution.state in (Contribution.State.WAITING, Contribution.State.TAKEN),
    }
    return render(request, "newsroom/contribute_detail.html", context)


@login_required
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to the desk."""
    contribution = own(request, pk)
    try:
        services.send_contribution(actor=request.user, contribution=contribution, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Sent to the desk of %(desk)s.") % {"desk": contribution.desk.name})
    return redirect("newsroom:contribution", pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    contribution = own(request, pk)
    try:
        services.withdraw_contribution(actor=request.user, contribution=contribution, now=timezone.now())
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect("newsroom:contribution", pk)


def own(request: HttpRequest, pk: int) -> Contribution:
    """One of the units one writes for; 404 for all others."""
    return get_object_or_404(selectors.contributions_written_by(request.user, on=timezone.localdate()), pk=pk)


def shots_of(contribution: Contribution, answers: QueryDict | None = None) -> list[ContributionPhoto]:
    """The photos and the film, each with what is asked of it, and what was answered."""
    shots = selectors.photos_with_consents(contribution)
    for shot in shots:
        shot.form = ShotForm(answers, photo=shot)
    return shots


def _listed(request: HttpRequest):
    asked = {name: request.GET.get(key, "") for name, key in (("part", "part"), ("text", "q"), ("sort", "sort"))}
    return selectors.contributions_listed(request.user, request.unit, on=timezone.localdate(), **asked)


def _form(request, contribution):
    is_sent = request.method == "POST"
    form = ContributionForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        campaigns=selectors.campaigns_reaching(contribution.unit).prefetch_related("topics"),
        initial=ContributionForm.read_from(contribution),
    )
    # Of a day that was only filled in beforehand, the first photo's camera knows better
    if contribution.happened_on == timezone.localdate(contribution.created_at) and not contribution.photos.exists():
        form.fields["photos"].widget.attrs["data-day"] = "happened_on"
    return form


def _said(shots):
    return {shot.pk: words for shot in shots if (words := shot.form.words)}


def _onward(request, contribution, shots, refused):
    for sentence in refused:
        messages.error(request, sentence)
    if refused:
        return redirect("newsroom:write", contribution.pk)
    if "review" in request.POST:
        return redirect("newsroom:contribution", contribution.pk)
    shown = whole(request.POST.get("consents"))
    if shown in {shot.pk for shot in shots}:
        return redirect("newsroom:photo_consents", contribution.pk, shown)
    messages.success(request, _("Saved."))
    return redirect("newsroom:write", contribution.pk)


def _keep(request, contribution, form, shots):
    # *Keep mine* names the edition it overwrites: what was saved meanwhile stood beside it on the page
    return services.save_with_photos(
        actor=request.user,
        contribution=contribution,
        fields=form.words,
        edition=whole(request.POST.get("over")) or form.cleaned_data["edition"],
        said=_said(shots),
        uploads=((file.name, file.read()) for file in form.cleaned_data["photos"]),
        now=timezone.now(),
    )
