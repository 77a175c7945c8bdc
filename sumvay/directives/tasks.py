"""The worker's door to directives."""

from procrastinate.contrib.django import app


@app.task(queue="notices", retry=5)
def announce_directive(*, directive_id: int) -> None:
    """Tell every addressee's officers."""
    from django.utils import timezone

    from sumvay.directives import services

    services.announce_directive(directive_id=directive_id, now=timezone.now())
