"""Pictures of what a browser shows."""

from playwright.sync_api import Error

BUSY = "Unable to capture screenshot"


def take(page, **how) -> bytes:
    """A screenshot; a browser that is just then drawing something else is asked again, twice at most."""
    for _again in range(2):
        try:
            return page.screenshot(**how, caret="initial")
        except Error as trouble:
            if BUSY not in trouble.message:
                raise
            page.wait_for_timeout(1000)
    return page.screenshot(**how, caret="initial")
