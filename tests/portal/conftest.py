"""The readers' paper, full, and the reader who opens it."""

import pytest
from django.test import Client

from tests.portal.paper import full_paper


@pytest.fixture
def reader():
    """Nobody in particular."""
    return Client()


@pytest.fixture
def paper(db, settings, tmp_path):
    """A full paper with nothing kept from before."""
    settings.KEPT_PAGES = tmp_path / "pages"
    return full_paper()
