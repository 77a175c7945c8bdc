"""What every chapter of the user guide is photographed in: the demo, and a way in as one of its officers."""

import pytest

from ops.demo.loading import load
from sumvay.accounts.models import User


@pytest.fixture(scope="module")
def demo(module_database):
    """The demo as `sumvay demo` loads it."""
    load(lambda done, total, what: None)


@pytest.fixture
def enter(demo, sign_in):
    """A function that signs one of the demo's officers in on a page and opens an address."""

    def open_as(page, login: str, address: str):
        page.emulate_media(reduced_motion="reduce")
        sign_in(page, User.objects.get(email=f"{login}@sumvay.demo"))
        page.goto(address)
        return page

    return open_as
