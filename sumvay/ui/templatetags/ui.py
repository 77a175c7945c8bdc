"""`{% load ui %}`: figures, dates, states, icons and the small parts that need a little arithmetic."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from sumvay.ui import moments
from sumvay.ui.states import STATES, State
from sumvay.vietnamese.dates import format_date
from sumvay.vietnamese.numbers import format_money, format_number

register = template.Library()

NOT_KNOWN = "–"
THEMES = {"light", "dark"}
# Which URL names stand under which place of the rail; a namespace alone takes all its pages.
PLACES = {
    "work": {"dashboard", "directives:my_work"},
    "news": {"newsroom"},
    "feedback": {"feedback"},
    "papers": {"directives"},
    "register": {"documents"},
    "campaigns": {"campaigns"},
    "reports": {"reporting"},
    "units": {"org"},
    "notices": {"notifications"},
    "mail": {"mail"},
    "account": {"accounts", "account"},
}


@register.filter
def figure(number: int | float | Decimal | None) -> str:
    """A number for reading, "1.234" or "1.234,5"; what is not known is "–", never 0."""
    return _decimals(number) if number not in (None, "") else NOT_KNOWN


@register.filter
def clock(seconds: int) -> str:
    """How long something plays, "1:05" or "1:00:05"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def money(dong: int | None) -> str:
    """An amount in đồng, "1.234.567 đồng", or "–"."""
    return format_money(dong) if dong not in (None, "") else NOT_KNOWN


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """The share of a part in a whole, "61%"; "–" when either is unknown or the whole is 0."""
    if part is None or not whole:
        return NOT_KNOWN
    return f"{(Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)}%"


@register.filter
def vdate(day: date | datetime | None) -> str:
    """A day, "18/01/2027", or nothing."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return format_date(day) if day else ""


@register.filter
def vdatetime(moment: datetime | None) -> str:
    """A moment, "16:05 18/01/2027", or nothing."""
    return moments.format_moment(moment)


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, in words while near."""
    return moments.ago_words(moment, now=timezone.now()) if moment else ""


@register.filter
def due_words(due: date | datetime | None) -> str:
    """How far a due date is, as plain text."""
    return moments.due_words(due, now=timezone.now()) if due else ""


@register.simple_tag
def due(when: date | datetime | None, done: bool = False) -> SafeString | str:
    """How far a due date is, with its sign and tone; for what is done, the date alone."""
    if not when:
        return ""
    now = timezone.now()
    tone = "done" if done else moments.due_tone(when, now=now)
    words = vdate(when) if done else moments.due_words(when, now=now)
    return format_html(
        '<time class="due{}" datetime="{}" title="{}">{}{}</time>',
        f" due--{tone}" if tone else "",
        when.isoformat(),
        vdatetime(when) if isinstance(when, datetime) else vdate(when),
        icon({"late": "late", "done": "done"}.get(tone, "clock")),
        words,
    )


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One sign of the sprite; decorative unless a label is given."""
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def badge(state: str, label: str = "") -> SafeString:
    """A state as sign and word; `label` replaces the usual word."""
    known = STATES.get(str(state), State(state, "dot"))
    tone = f" badge--{known.tone}" if known.tone else ""
    return format_html('<span class="badge{}">{}{}</span>', tone, icon(known.icon), capfirst(label or known.word))


@register.simple_tag(takes_context=True)
def query_string(context: template.Context, **changes: object) -> str:
    """The page's query with some parameters replaced; None drops one, and so does every change the page number."""
    query = context["request"].GET.copy()
    for name, value in {"page": None, **changes}.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def initials(name: str) -> str:
    """The last two words' first letters, as Vietnamese names are told apart: Nguyễn Thị Mai Anh gives MA."""
    return "".join(word[0] for word in str(name).split()[-2:]).upper()


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme the officer chose ("light" or "dark"), or nothing to follow the device."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def here(context: template.Context, place: str) -> SafeString | str:
    """`aria-current` for the place of the rail where this page stands."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    standing = _place_of(match.view_name) if match else ""
    return SafeString('aria-current="page"') if standing == place else ""


@register.inclusion_tag("ui/coverage.html")
def coverage(segments: list[dict], total: int) -> dict:
    """A bar of how many of `total` stand where: segments are {"tone", "label", "count"}, the rest is left empty."""
    start, drawn = Decimal(0), []
    for segment in segments:
        width = Decimal(segment["count"]) * 100 / total if total else Decimal(0)
        drawn.append({**segment, "start": f"{start:.3f}", "width": f"{width:.3f}"})
        start += width
    return {"segments": drawn, "total": total}


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(context: template.Context, key: str, label: str, css: str = "") -> dict:
    """A table head that sorts by `key`, kept in the address as ?sort=key or ?sort=-key."""
    now = context["request"].GET.get("sort", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    following = f"-{key}" if order == "ascending" else key
    return {"label": label, "css": css, "order": order, "url": query_string(context, sort=following)}


@register.filter
def page_numbers(paginator: Paginator, number: int) -> list[int | None]:
    """The page numbers worth showing around one page; None stands for a gap."""
    return [page if isinstance(page, int) else None for page in paginator.get_elided_page_range(number, on_each_side=1)]


@register.filter
def chart_rows(chart: dict) -> list[dict]:
    """A chart's values as rows of a table: label and one value for each series."""
    columns = [series["values"] for series in chart["series"]]
    return [
        {"label": label, "values": [column[place] for column in columns]} for place, label in enumerate(chart["labels"])
    ]


def _place_of(view_name: str) -> str:
    namespace = view_name.split(":")[0].split("_")[0]
    by_page = (place for place, names in PLACES.items() if view_name in names)
    by_namespace = (place for place, names in PLACES.items() if namespace in names)
    return next(by_page, "") or next(by_namespace, "")


def _decimals(number: int | float | Decimal) -> str:
    return format_number(Decimal(str(number)))
