"""The same small federation as for directives, with a directive already issued to it."""

import pytest
from django.utils import timezone

from sumvay.reporting import selectors, services
from sumvay.reporting.content import Content, Entry
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):  # noqa: F811
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def dispatch(house, directive):  # noqa: F811
    return dispatch_to(directive, house.units[0])


@pytest.fixture
def form(directive):
    return services.form_of(directive=directive, now=timezone.now())


@pytest.fixture
def content_of(form):
    """A function that makes a report's content: every figure the same, or those given by indicator code."""

    def make(value=5, *, reporter="Lê Thị Hoa", edition=None, narrative=None, **by_code):
        entries = {}
        for line in selectors.lines_of(form):
            entries[line.pk] = Entry(by_code.get(line.indicator.code.replace("-", "_"), value))
        return Content(entries, narrative or {"results": "Đã trao quà cho đoàn viên."}, reporter, edition)

    return make
