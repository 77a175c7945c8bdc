"""Files of these tests lie in a folder of the test."""

import pytest


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path):
    """A folder of its own for every test."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return settings.MEDIA_ROOT
