"""The page behind a key, which is typed in or carried by a form and never stands in an address."""

from collections.abc import Callable
from functools import wraps

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sumvay.feedback import selectors, services
from sumvay.feedback.forms.members import ContentForm, RightsForm, WriteBackForm
from sumvay.feedback.models import Case
from sumvay.feedback.views.in_vietnamese import in_vietnamese
from sumvay.ui.attempt import attempt


def receipt_page(
    request: HttpRequest, case: Case, key: str, *, forms: dict[str, Form] | None = None, **told: object
) -> HttpResponse:
    """Where a case stands and what its writer can do; `told` is what has just been done, `forms` those refused."""
    forms = forms or {}
    context = {
        "case": case,
        "key": key,
        "steps": _steps(case),
        "said": selectors.said_to_writer(case),
        "enclosed": selectors.enclosed_at_first(case),
        "wishes": selectors.wishes_of(case),
        "back_form": forms.get("back") or WriteBackForm(auto_id="back_%s"),
        "content_form": forms.get("content") or ContentForm(auto_id="content_%s"),
        "rights_form": forms.get("rights") or RightsForm(auto_id="rights_%s"),
        **told,
    }
    return render(request, "feedback/receipt.html", context, status=422 if forms else 200)


def sent_page(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """The key, what happens next and where it stands; what else can be done waits behind the key."""
    context = {"case": case, "key": key, "steps": _steps(case), "just_sent": True, "is_bare": True}
    return render(request, "feedback/sent.html", context)


# The key in the form is the only right there is; no session stands behind these pages
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_vietnamese
def receipt(request: HttpRequest) -> HttpResponse:
    """Asks for the key; then shows its case."""
    if request.method != "POST":
        return render(request, "feedback/receipt.html")
    return _case_page(request, lambda case, key: receipt_page(request, case, key))


def _behind_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: the view gets the case of the key that was posted, and the key."""

    @csrf_exempt
    @never_cache
    @require_POST
    @in_vietnamese
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        return _case_page(request, lambda case, key: view(request, case, key))

    return opened


def _case_page(request: HttpRequest, page: Callable[[Case, str], HttpResponse]) -> HttpResponse:
    key = request.POST.get("key", "").strip()[:60]
    case = selectors.case_by_key(key)
    if case is None:
        return render(request, "feedback/receipt.html", {"typed": key, "is_unknown": True}, status=404)
    return page(case, key)


@_behind_key
def write_back(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Adds what the writer writes more."""
    form = WriteBackForm(request.POST, request.FILES, auto_id="back_%s")

    def add():
        return services.write_back(
            case=case, text=form.cleaned_data["text"], again=form.cleaned_data["again"], enclosed=form.enclosed(),
            now=timezone.now(),
        )  # fmt: skip

    if not attempt(form, add):
        return receipt_page(request, case, key, forms={"back": form}, files_lost=bool(request.FILES))
    case.refresh_from_db()
    return receipt_page(request, case, key, done=_("Sent. It stands below."), left_out=form.result.left_out)


@_behind_key
def say_how_content(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Notes how content the writer is, once."""
    form = ContentForm(request.POST, auto_id="content_%s")
    if not attempt(form, lambda: services.say_how_content(case=case, now=timezone.now(), **form.cleaned_data)):
        return receipt_page(request, case, key, forms={"content": form})
    case.refresh_from_db()
    return receipt_page(request, case, key, done=_("Thank you; the union has noted it."))


@_behind_key
def ask_for_rights(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Takes in a wish to erase or to correct."""
    form = RightsForm(request.POST, auto_id="rights_%s")
    if not attempt(form, lambda: services.ask_for_rights(case=case, now=timezone.now(), **form.cleaned_data)):
        return receipt_page(request, case, key, forms={"rights": form})
    told = _("The officers have been asked; the day by which they answer stands below.")
    return receipt_page(request, case, key, done=told)


def _steps(case: Case) -> list[dict]:
    """The five words in their order; those the case has passed have a moment, one is where it stands."""
    at = selectors.moved_at(case)
    return [
        {
            "word": _("Passed on to %(body)s") % {"body": case.forwarded_to}
            if state == Case.State.FORWARDED and case.forwarded_to
            else state.label,
            "at": at.get(state.value),
            "is_now": state == case.state,
        }
        for state in Case.State
    ]
