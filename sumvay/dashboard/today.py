"""*Hôm nay*: at most five lines that say what waits for the officer, each with the page where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sumvay.dashboard.board import Board
from sumvay.dashboard.sentences import silence_sentence
from sumvay.directives.models import Directive, Dispatch
from sumvay.documents.models import OfficialPaper
from sumvay.newsroom.selectors import AtHand
from sumvay.org.models import Unit
from sumvay.ui.templatetags.ui import figure

MOST_LINES = 5
MOST_COUNTED = 99
NEAR = timedelta(days=3)


@dataclass
class Line:
    """One thing that waits: a sign, a sentence, where it is done; `tone` is late, soon or nothing."""

    icon: str
    text: str
    url: str
    tone: str = ""


@dataclass
class Waiting:
    """All that may wait for an officer of a unit with units below it."""

    unit: Unit
    received: list[Dispatch]
    messages: list[datetime]
    papers: list[OfficialPaper]
    news: AtHand | None
    reports: int
    has_letters: bool
    board: Board | None
    now: datetime


def lines_for_today(waiting: Waiting) -> list[Line]:
    """The lines in order of urgency; what does not wait has no line."""
    lines = [
        *_asked(waiting),
        *messages_line(waiting.messages, now=waiting.now),
        *_papers(waiting),
        *news_line(waiting.news, waiting.unit),
        *_reports(waiting),
        *_silence(waiting),
        *_unmatched(waiting),
    ]
    return lines[:MOST_LINES]


def _asked(waiting: Waiting) -> Iterator[Line]:
    near = [d for d in waiting.received if d.directive.report_due_at < waiting.now + NEAR]
    quick = [d for d in near if d.directive.kind == Directive.Kind.QUICK_ASK]
    if len(quick) == 1:
        due = localtime(quick[0].directive.report_due_at)
        text = _("Quick ask from %(issuer)s, due at %(hour)s: %(title)s") % {
            "issuer": quick[0].directive.unit.name,
            "hour": f"{due:%H:%M}" if due.date() == localdate(waiting.now) else f"{due:%H:%M %d/%m}",
            "title": quick[0].directive.title,
        }
        yield Line("clock", text, reverse("directives:dispatch", args=[quick[0].pk]), _tone(quick, waiting.now))
    elif quick:
        text = _("%(count)s quick asks are due within three days") % {"count": figure(len(quick))}
        yield Line("clock", text, reverse("directives:my_work"), _tone(quick, waiting.now))
    others = [d for d in near if d not in quick]
    if others:
        text = ngettext(
            "%(count)s document from above is due within three days or late",
            "%(count)s documents from above are due within three days or late",
            len(others),
        )
        tone = _tone(others, waiting.now)
        yield Line("tasks", text % {"count": figure(len(others))}, reverse("directives:my_work"), tone)


def messages_line(owed: list[datetime], *, now: datetime) -> Iterator[Line]:
    """Members' messages by when each is owed an answer; a hundred stand for as many as there may be."""
    if owed:
        text = ngettext(
            "%(count)s message of a member waits for the union",
            "%(count)s messages of members wait for the union",
            len(owed),
        )
        tone = "late" if min(owed) < now else ""
        yield Line("chat", text % {"count": _up_to_99(len(owed))}, reverse("feedback:triage"), tone)


def news_line(news: AtHand | None, unit: Unit) -> Iterator[Line]:
    """What waits at the unit's newsroom desk; the link opens the first part of the queue that is named."""
    parts = {
        "new": pgettext("desk", "%(count)s newly come"),
        "mine": pgettext("desk", "%(count)s in your hands"),
        "approval": pgettext("desk", "%(count)s for your approval"),
    }
    there = {part: count for part, count in news._asdict().items() if count} if news else {}
    if there:
        said = [parts[part] % {"count": _up_to_99(count)} for part, count in there.items()]
        address = f"{reverse('newsroom:desk')}?desk={unit.pk}&view={next(iter(there))}"
        yield Line("note", _("Newsroom: %(what)s") % {"what": ", ".join(said)}, address)


def _papers(waiting: Waiting) -> Iterator[Line]:
    if len(waiting.papers) == 1:
        paper = waiting.papers[0]
        text = _("A paper waits for you: %(subject)s (%(state)s)") % {
            "subject": paper.subject,
            "state": paper.get_state_display(),
        }
        yield Line("sign", text, reverse("documents:detail", args=[paper.pk]))
    elif waiting.papers:
        text = _("%(count)s papers wait for you to sign, number or mend") % {"count": figure(len(waiting.papers))}
        states = {paper.state for paper in waiting.papers}
        one_state = f"&state={states.pop()}" if len(states) == 1 else ""
        yield Line("sign", text, f"{reverse('documents:list')}?direction=out{one_state}")


def _reports(waiting: Waiting) -> Iterator[Line]:
    if waiting.reports:
        text = ngettext(
            "%(count)s report has come in and waits to be accepted",
            "%(count)s reports have come in and wait to be accepted",
            waiting.reports,
        )
        address = f"{reverse('reporting:list')}?state=submitted&level=direct"
        yield Line("report", text % {"count": figure(waiting.reports)}, address)


def _silence(waiting: Waiting) -> Iterator[Line]:
    board = waiting.board
    if board and board.total.silent:
        address = reverse("dashboard:board", args=[board.directive.pk])
        yield Line("units", silence_sentence(board), f"{address}?unit={board.unit.pk}#silent")


def _unmatched(waiting: Waiting) -> Iterator[Line]:
    if waiting.has_letters:
        yield Line("mail", _("Reports by e-mail wait to be matched to a unit"), reverse("reporting:unmatched"))


def _up_to_99(count: int) -> str:
    return "99+" if count > MOST_COUNTED else figure(count)


def _tone(dispatches: list, now: datetime) -> str:
    first = min(dispatch.directive.report_due_at for dispatch in dispatches)
    return "late" if first < now else "soon"
