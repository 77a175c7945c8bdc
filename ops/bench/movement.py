"""The tree of the bench: 120,035 units of four levels, the same for every run by its seed."""

from datetime import date
from random import Random

from sumvay.org.services import UnitRow

SEED = 1929
SINCE = date(2025, 7, 1)
PROVINCES, WARDS_EACH, TOTAL = 34, 100, 120_035
GRASSROOTS = TOTAL - 1 - PROVINCES - PROVINCES * WARDS_EACH


def rows() -> list[UnitRow]:
    """One national body, 34 provinces, 100 wards each, and 116,600 grassroots units spread unevenly over the wards."""
    random = Random(SEED)
    tree = [UnitRow("TLD", "Tổng Liên đoàn", "national", "", SINCE)]
    wards = []
    for p in range(PROVINCES):
        tree.append(UnitRow(f"P{p:02d}", f"Liên đoàn Lao động tỉnh {p:02d}", "province", "TLD", SINCE))
        for w in range(WARDS_EACH):
            wards.append(f"P{p:02d}-{w:03d}")
            tree.append(UnitRow(wards[-1], f"Công đoàn phường {p:02d}.{w:03d}", "ward", f"P{p:02d}", SINCE))
    for n in range(GRASSROOTS):
        ward, members = random.choice(wards), random.randint(5, 900)
        tree.append(UnitRow(f"C{n:06d}", f"Công đoàn cơ sở số {n}", "grassroots", ward, SINCE, members=members))
    return tree
