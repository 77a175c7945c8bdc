"""The desk's queue."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render


@login_required
def queue(request):
    """What waits at the desks the officer serves."""
    return render(request, "newsroom/desk.html")


def closed(request, **kwargs):
    """A page of the editor that has no place here."""
    raise Http404
