"""The living style page: every component once, for the people who build screens."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sumvay.ui.style_samples import SampleForm, sample_charts, sample_page


def style(request: HttpRequest) -> HttpResponse:
    """Shown only where the routes include it: with DEBUG."""
    now = timezone.now()
    bound = SampleForm({"bound-subject": "", "bound-money": "1.119 tỷ", "bound-kind": "link"}, prefix="bound")
    return render(
        request,
        "ui/style.html",
        {
            "form": SampleForm(),
            "bound": bound,
            "charts": sample_charts(),
            "page": sample_page(),
            "soon": now + timedelta(days=2),
            "tonight": now + timedelta(hours=2),
            "late": now - timedelta(days=3),
            "recent": now - timedelta(minutes=5),
            "yesterday": now - timedelta(days=1),
            "segments": [
                {"tone": "leaf", "label": "Đã xong", "count": 31},
                {"tone": "blue", "label": "Đang làm", "count": 14},
                {"tone": "red", "label": "Quá hạn", "count": 4},
            ],
        },
    )
