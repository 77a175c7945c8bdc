"""Addresses of static files, each worked out once for a process: a page names a dozen and a half."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberingStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """As WhiteNoise's; the manifest does not change while a process lives."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Remember for this storage alone."""
        super().__init__(*args, **kwargs)
        self.url = cache(self.url)
