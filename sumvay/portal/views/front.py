"""The front page."""

from django.shortcuts import redirect


def home(request):
    """Until there is something to read, the way to the officers' desk."""
    return redirect("dashboard:home")
