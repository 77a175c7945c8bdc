"""Every pair of colours that the sheets put together can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest
from django.contrib.staticfiles import finders

TEXT, SIGN = 4.5, 3.0
ON_SURFACES = ["ink", "ink-soft", "ink-faint", "blue", "blue-deep", "red", "leaf", "mai-ink"]
PAIRS = [
    *((text, surface, TEXT) for text in ON_SURFACES for surface in ("paper", "sheet")),
    *((text, "sunk", TEXT) for text in ("ink", "ink-soft", "ink-faint", "blue")),
    *((f"on-{tone}", tone, TEXT) for tone in ("blue", "red", "mai", "leaf")),
    *((tone, f"{tone}-soft", TEXT) for tone in ("blue", "red", "leaf")),
    ("on-blue", "blue-deep", TEXT),
    ("blue-deep", "blue-soft", TEXT),
    ("mai-ink", "mai-soft", TEXT),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("blue", "red", "mai", "leaf")),
    *(("ink-soft", f"{tone}-soft", TEXT) for tone in ("blue", "mai")),
    ("paper", "ink", TEXT),
    *(("a4-ink", ground, TEXT) for ground in ("a4", "a4-found", "a4-unsure")),
    *(("line-strong", ground, SIGN) for ground in ("paper", "sheet")),
    *((tone, ground, SIGN) for tone in ("blue", "red", "leaf") for ground in ("line", "paper", "sheet")),
]


def tables() -> list[dict[str, str]]:
    """The tokens of the light table and of both dark ones."""
    with open(finders.find("ui/css/tokens.css"), encoding="utf-8") as file:
        blocks = re.findall(r"\{([^{}]*--ink:[^{}]*)\}", file.read())
    return [dict(re.findall(r"--([\w-]+):\s*([^;]+);", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_pair_can_be_read(theme, text, ground, least):
    colours = tables()[theme]
    assert contrast(colours[text], colours[ground]) >= least


def test_the_dark_of_the_device_and_the_chosen_dark_are_the_same():
    _, by_device, chosen = tables()
    assert by_device == chosen


def test_every_colour_of_the_day_has_its_night():
    light, dark, _ = tables()
    colours = {name for name, value in light.items() if value.startswith(("#", "rgb")) or name == "float"}
    assert set(dark) == colours
