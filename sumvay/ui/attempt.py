"""Turns a refusal of a service into an error of the form that asked."""

from collections.abc import Callable

from django.forms import Form

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
