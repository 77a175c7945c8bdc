"""Which codes a unit may have: readers find its page by it, so it must stand in an address as it is."""

import re

NOT_IN_AN_ADDRESS = re.compile(r"[/\\?#%]|^\.+$")


def fits_an_address(code: str) -> bool:
    """Whether a code holds no slash, question mark, number sign or per cent, and is not dots alone."""
    return not NOT_IN_AN_ADDRESS.search(code)
