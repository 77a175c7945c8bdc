"""A fixed address of the house."""

import pytest


@pytest.fixture(autouse=True)
def own_place(settings):
    """Letters come from here."""
    settings.DEFAULT_FROM_EMAIL = "sumvay@sumvay.example"
