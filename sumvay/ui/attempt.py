"""Turns a refusal of a service into an error of the form that asked, or into a sentence above the next page."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from sumvay.errors import Refusal


def attempt(form: Form, act: Callable[[], object]) -> bool:
    """Do something once the form is filled in rightly; a refusal becomes its error. The answer is `form.result`."""
    if not form.is_valid():
        return False
    try:
        form.result = act()
    except Refusal as no:
        form.add_error(None, str(no))
        return False
    return True


def press[Given](request: HttpRequest, act: Callable[[], Given], *, done: str = "") -> Given | bool:
    """
    Do what a button asks. The answer is what `act` gave, or True when that is nothing, and False after a refusal.

    The officer reads the refusal, or `done`, above the next page.
    """
    try:
        given = act()
    except Refusal as no:
        messages.error(request, str(no))
        return False
    if done:
        messages.success(request, done)
    return given or True
