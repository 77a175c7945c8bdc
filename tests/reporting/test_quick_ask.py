"""One to five figures without a letter: asked at once, once or daily."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives.models import Directive, Dispatch
from sumvay.reporting import selectors, services
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import Indicator, UnitReport
from sumvay.reporting.services.refusals import FormWrong
from tests.factories.directives import dispatch_to


def ask(house, *, figures=2, days=3, now=None, **named):
    now = now or timezone.now()
    return services.ask_quickly(
        actor=house.chair_of(house.province),
        unit=house.province,
        title="Số lao động ở lại đón Tết",
        indicator_ids=list(Indicator.objects.values_list("pk", flat=True)[:figures]),
        due_at=now + timedelta(days=days),
        repeats_daily=named.get("daily", False),
        audience="all_below",
        audience_ids=[],
        now=now,
    )


def answer(house, directive, value, now):
    unit = house.units[0]
    dispatch = dispatch_to(directive, unit)
    page = services.report_page(dispatch=dispatch, now=now)
    entries = {line.pk: Entry(value) for line in page.lines}
    return services.submit_report(
        actor=house.chair_of(unit),
        dispatch=dispatch,
        content=Content(entries, {}, "Lê Thị Hoa"),
        period=page.period,
        all_done=True,
        now=now,
    )


def test_everyone_below_is_asked_for_just_these_figures(house):
    directive = ask(house)
    assert directive.status == Directive.Status.ISSUED
    assert directive.dispatches.count() == 6
    assert selectors.lines_of(selectors.form_for(directive)).count() == 2


def test_a_second_press_asks_nothing_more(house):
    now = timezone.now()
    assert ask(house, now=now) == ask(house, now=now)
    assert Directive.objects.count() == 1


def test_another_figure_is_another_question(house):
    now = timezone.now()
    assert ask(house, now=now) != ask(house, now=now, figures=3)


@pytest.mark.parametrize("figures", [0, 6])
def test_none_or_more_than_five_figures_are_refused_and_nothing_is_asked(house, figures):
    with pytest.raises(FormWrong):
        ask(house, figures=figures)
    assert Directive.objects.count() == 0


def test_an_hour_that_has_passed_is_refused(house):
    with pytest.raises(FormWrong):
        ask(house, days=-1)
    assert Directive.objects.count() == 0


def test_a_daily_ask_takes_one_report_a_day_and_stays_open_till_its_last(house):
    directive = ask(house, days=2, daily=True)
    now = timezone.now()
    answer(house, directive, 5, now)
    answer(house, directive, 8, now + timedelta(days=1))
    assert UnitReport.objects.filter(unit=house.units[0]).count() == 2
    assert Dispatch.objects.get(directive=directive, unit=house.units[0]).state == "in_progress"
    answer(house, directive, 9, now + timedelta(days=2))
    assert Dispatch.objects.get(directive=directive, unit=house.units[0]).state == "done"


def test_the_door_asks_and_others_below_cannot_see_the_question_as_theirs(house, client):
    client.force_login(house.chair_of(house.province))
    body = {
        "title": "Hỏi nhanh",
        "indicators": [Indicator.objects.values_list("pk", flat=True)[0]],
        "due_at": (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "audience": "direct",
    }
    assert client.post(reverse("reporting:quick_ask"), body).status_code == 302
    directive = Directive.objects.get()
    assert {d.unit for d in directive.dispatches.select_related("unit")} == set(house.wards)
    client.force_login(house.stranger)
    assert client.get(reverse("directives:detail", args=[directive.pk])).status_code == 404
