"""The demo's pictures: calm flat scenes drawn for this project, one function each."""

import io
import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
INK, CREAM, RED, GOLD, BLUE, PINK = "#1d3557", "#fdf3e1", "#b3261e", "#f2b705", "#0b57b0", "#f4a6b4"
Draw = ImageDraw.ImageDraw


def drawn(name: str) -> bytes:
    """One scene as JPEG; `name` is one of SCENES."""
    sky, paint = SCENES[name]
    image = _sky(*sky)
    paint(ImageDraw.Draw(image), Random(name))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _sky(top: str, bottom: str) -> Image.Image:
    """From one colour down to another."""
    gradient = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    return Image.composite(Image.new("RGB", (WIDTH, HEIGHT), bottom), Image.new("RGB", (WIDTH, HEIGHT), top), gradient)


def _hills(draw: Draw, colour: str, base: int, high: int, waves: float) -> None:
    ridge = [
        (x, base - high * (1 + math.sin(x / WIDTH * math.tau * waves + high)) / 2) for x in range(0, WIDTH + 1, 12)
    ]
    draw.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], fill=colour)


def _flower(draw: Draw, x: float, y: float, size: float, colour: str) -> None:
    for turn in range(5):
        angle = math.tau * turn / 5 - math.pi / 2
        px, py = x + math.cos(angle) * size * 0.62, y + math.sin(angle) * size * 0.62
        draw.ellipse((px - size * 0.5, py - size * 0.5, px + size * 0.5, py + size * 0.5), fill=colour)
    draw.ellipse((x - size * 0.28, y - size * 0.28, x + size * 0.28, y + size * 0.28), fill=GOLD)


def _branch(draw: Draw, random: Random, x: float, y: float, angle: float, length: float, colour: str) -> None:
    if length < 45:
        return
    ex, ey = x + math.cos(angle) * length, y + math.sin(angle) * length
    draw.line((x, y, ex, ey), fill="#5b3a29", width=max(3, int(length / 16)))
    for _ in range(2):
        at = random.uniform(0.3, 1)
        _flower(draw, x + (ex - x) * at, y + (ey - y) * at + random.uniform(-14, 14), random.uniform(14, 26), colour)
    for bend in (-0.45, 0.4):
        _branch(draw, random, ex, ey, angle + bend * random.uniform(0.6, 1.2), length * 0.72, colour)


def _blossom(draw: Draw, random: Random) -> None:
    draw.ellipse((760, 90, 980, 310), fill="#fff7df")
    _hills(draw, "#e9b9a5", 700, 110, 1.2)
    _hills(draw, "#d4937c", 780, 90, 1.9)
    _branch(draw, random, -20, 640, -0.5, 300, PINK)


def _apricot(draw: Draw, random: Random) -> None:
    _hills(draw, "#a9d0c2", 720, 120, 1.4)
    _hills(draw, "#6fa893", 790, 80, 2.1)
    _branch(draw, random, 1230, 700, -2.5, 310, GOLD)


def _lantern(draw: Draw, x: int, y: int, size: int, colour: str) -> None:
    draw.line((x, 0, x, y - size), fill=INK, width=3)
    draw.ellipse((x - size, y - size * 0.8, x + size, y + size * 0.8), fill=colour)
    for inner in (0.62, 0.25):
        draw.ellipse((x - size * inner, y - size * 0.8, x + size * inner, y + size * 0.8), outline="#ffffff66", width=3)
    draw.rectangle((x - size * 0.4, y - size * 0.95, x + size * 0.4, y - size * 0.72), fill=GOLD)
    draw.rectangle((x - size * 0.4, y + size * 0.72, x + size * 0.4, y + size * 0.95), fill=GOLD)
    for offset in (-12, 0, 12):
        draw.line((x + offset, y + size * 0.95, x + offset, y + size * 1.5), fill=RED, width=4)


def _lanterns(draw: Draw, random: Random) -> None:
    for _ in range(60):
        x, y = random.randint(0, WIDTH), random.randint(0, 480)
        draw.ellipse((x, y, x + 4, y + 4), fill="#ffe9a8")
    for x, y, size, colour in ((150, 330, 82, RED), (390, 240, 64, "#d9541e"), (640, 380, 96, RED),
                               (880, 230, 62, GOLD), (1070, 360, 78, "#d9541e")):  # fmt: skip
        _lantern(draw, x, y, size, colour)
    _houses(draw, random, 690, "#0f2747")


def _houses(draw: Draw, random: Random, base: int, colour: str) -> None:
    x = -20
    while x < WIDTH:
        wide, high = random.randint(90, 170), random.randint(60, 150)
        draw.rectangle((x, base - high, x + wide, HEIGHT), fill=colour)
        draw.polygon(
            [(x - 12, base - high), (x + wide / 2, base - high - 46), (x + wide + 12, base - high)], fill=colour
        )
        for window in range(x + 22, x + wide - 30, 42):
            draw.rectangle((window, base - high + 26, window + 18, base - high + 52), fill="#ffd873")
        x += wide + 14


def _bus(draw: Draw, random: Random) -> None:
    draw.ellipse((880, 90, 1040, 250), fill="#fff1c9")
    _hills(draw, "#9cc3d9", 560, 130, 1.3)
    _hills(draw, "#6aa07a", 620, 70, 2.2)
    draw.rectangle((0, 610, WIDTH, HEIGHT), fill="#59626e")
    for x in range(-40, WIDTH, 170):
        draw.rectangle((x, 705, x + 96, 716), fill=CREAM)
    draw.rounded_rectangle((180, 330, 940, 640), 46, fill=BLUE)
    draw.rounded_rectangle((180, 500, 940, 640), 46, fill="#0a4488")
    for x in range(220, 800, 118):
        draw.rounded_rectangle((x, 372, x + 96, 470), 14, fill="#d9ecfb")
    draw.rounded_rectangle((815, 372, 918, 470), 14, fill="#d9ecfb")
    draw.rectangle((180, 512, 940, 530), fill=GOLD)
    _flower(draw, 300, 580, 26, "#ffffff")
    for x in (330, 790):
        draw.ellipse((x - 58, 582, x + 58, 698), fill=INK)
        draw.ellipse((x - 24, 616, x + 24, 664), fill="#c9d3de")


def _factory(draw: Draw, random: Random) -> None:
    draw.ellipse((140, 130, 320, 310), fill="#ffe2a6")
    _hills(draw, "#c9b8c9", 640, 90, 1.1)
    for x, high in ((560, 330), (650, 380)):
        draw.rectangle((x, 660 - high, x + 52, 660), fill="#8d5b4c")
        for puff in range(4):
            y = 250 - high // 4 - puff * 46
            draw.ellipse((x - 10 + puff * 34, y, x + 80 + puff * 40, y + 70), fill="#ffffff")
    for x in range(120, 1120, 170):
        draw.polygon([(x, 520), (x, 430), (x + 170, 520)], fill="#37618f")
    draw.rectangle((120, 520, 1140, 720), fill="#2b4c73")
    for x in range(160, 1100, 92):
        draw.rectangle((x, 560, x + 58, 620), fill="#ffd873")
    draw.rectangle((0, 700, WIDTH, HEIGHT), fill="#4d6b54")
    for x in range(30, WIDTH, 120):
        draw.ellipse((x, 660, x + 84, 744), fill="#6f9a76")


def _market(draw: Draw, random: Random) -> None:
    draw.rectangle((0, 620, WIDTH, HEIGHT), fill="#d8b48a")
    for place, x in enumerate((70, 450, 830)):
        for strip in range(6):
            colour = (RED, BLUE, "#2e7d5b")[place] if strip % 2 else CREAM
            draw.polygon([(x + strip * 50, 250), (x + strip * 50 + 50, 250), (x + strip * 50 + 60, 360),
                          (x + strip * 50 - 10, 360)], fill=colour)  # fmt: skip
        for leg in (x + 6, x + 288):
            draw.rectangle((leg, 360, leg + 10, 640), fill="#7a5638")
        draw.rectangle((x - 10, 500, x + 310, 640), fill="#a8763f")
        for n in range(9):
            fruit = x + 14 + n * 31
            draw.ellipse(
                (fruit, 468 - n % 2 * 12, fruit + 38, 506 - n % 2 * 12),
                fill=random.choice([GOLD, "#d9541e", "#7fae4d"]),
            )


def _gifts(draw: Draw, random: Random) -> None:
    draw.rectangle((0, 600, WIDTH, HEIGHT), fill="#c98f63")
    for x, y, wide, high, colour in (
        (170, 380, 270, 230, RED),
        (470, 300, 250, 310, BLUE),
        (750, 420, 280, 190, "#2e7d5b"),
    ):
        draw.rounded_rectangle((x, y, x + wide, y + high), 14, fill=colour)
        draw.rectangle((x + wide / 2 - 18, y, x + wide / 2 + 18, y + high), fill=GOLD)
        draw.rectangle((x, y + high / 2 - 14, x + wide, y + high / 2 + 14), fill=GOLD)
        draw.ellipse((x + wide / 2 - 64, y - 52, x + wide / 2 - 4, y + 6), outline=GOLD, width=14)
        draw.ellipse((x + wide / 2 + 4, y - 52, x + wide / 2 + 64, y + 6), outline=GOLD, width=14)
    for _ in range(26):
        _flower(draw, random.randint(0, WIDTH), random.randint(0, 240), random.randint(8, 18), PINK)


def _book(draw: Draw, random: Random) -> None:
    draw.rectangle((0, 620, WIDTH, HEIGHT), fill="#7a5638")
    for side in (-1, 1):
        edge = 600 + side * 380
        draw.polygon([(600, 260), (edge, 220), (edge, 600), (600, 650)], fill=CREAM if side < 0 else "#f6e7cb")
        for line in range(7):
            y = 300 + line * 42
            draw.line((600 + side * 50, y, edge - side * 50, y - 14), fill="#9aa7b5", width=7)
    draw.line((600, 260, 600, 650), fill="#b9a27c", width=6)
    draw.ellipse((930, 470, 1130, 670), fill=BLUE)
    draw.line((985, 572, 1022, 612), fill="white", width=18)
    draw.line((1020, 612, 1085, 530), fill="white", width=18)


def _film(draw: Draw, random: Random) -> None:
    draw.rounded_rectangle((150, 120, 1050, 640), 36, fill=INK)
    draw.rounded_rectangle((190, 160, 1010, 600), 20, fill="#3d6fa5")
    draw.ellipse((300, 300, 420, 420), fill="#f0c9a4")
    draw.pieslice((240, 420, 480, 700), 180, 360, fill=RED)
    draw.ellipse((780, 300, 900, 420), fill="#f0c9a4")
    draw.pieslice((720, 420, 960, 700), 180, 360, fill="#2e7d5b")
    draw.ellipse((510, 290, 690, 470), fill="#ffffff")
    draw.polygon([(570, 330), (570, 430), (650, 380)], fill=RED)
    draw.rectangle((420, 640, 780, 676), fill="#8894a3")


SCENES: dict[str, tuple[tuple[str, str], Callable[[Draw, Random], None]]] = {
    "dao": (("#fde4d0", "#f7b9a1"), _blossom),
    "mai": (("#fff3cf", "#d8ebdd"), _apricot),
    "den-long": (("#14305c", "#7a3b57"), _lanterns),
    "chuyen-xe": (("#bfe0f2", "#fde9c9"), _bus),
    "nha-may": (("#ffd9b0", "#e7a3a0"), _factory),
    "cho-tet": (("#cfe6ee", "#fff1d6"), _market),
    "qua-tet": (("#fdeee3", "#f5cdb8"), _gifts),
    "phap-luat": (("#e3edf6", "#f8efe0"), _book),
    "talk": (("#dfe8f3", "#b9cbe0"), _film),
}
