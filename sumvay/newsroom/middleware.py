"""The gate before Wagtail's editor: closed addresses, other units' rows and broken forms end here."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from sumvay.errors import Refusal
from sumvay.newsroom import editor_doors, editor_forms


class EditorDoorsMiddleware:
    """404 for what is closed or out of reach; those who have not signed in are sent to do so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Before any view of the editor."""
        if not request.path.startswith(settings.EDITOR_PATH):
            return None
        match, person = request.resolver_match, request.user
        if match.view_name not in editor_doors.FOR_EDITORS and match.view_name not in editor_doors.OF_A_ROW:
            raise Http404
        if not person.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not person.has_perm("wagtailadmin.access_admin") or not editor_doors.is_open(person, match):
            raise Http404
        if not editor_forms.is_whole(request):
            return render(request, "400.html", status=400)
        person.acting_unit = request.unit
        # The sidebar writes this name, else the e-mail address, which not everybody has; nothing here saves it
        person.first_name = person.full_name
        return None

    def process_exception(self, request, exception):
        """A rule that refuses publishing is said above the piece, whose text is saved; a broken form is refused."""
        if not request.path.startswith(settings.EDITOR_PATH):
            return None
        if isinstance(exception, Refusal):
            return _said_above_the_piece(request, exception)
        # Wagtail reads a form's blocks by counters that a made-up form does not have
        if isinstance(exception, MultiValueDictKeyError):
            return render(request, "400.html", status=400)
        return None


def _said_above_the_piece(request, no):
    messages.error(request, str(no))
    match = request.resolver_match
    back = reverse(f"{match.namespace}:edit", args=[match.kwargs.get("pk") or match.args[0]])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": back})
    return redirect(back)
