"""Readers' pages as they are served: kept pages per second, a change until it is seen, and what a browser measures."""

import re
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from ops.bench import browser, publishing, serving
from ops.bench.timing import Row

SECONDS = 5
CONNECTIONS = 64


def served_pages() -> list[Row]:
    """All of it through one application server and nginx before it; without nginx only what needs none."""
    paths = publishing.shown_pieces()
    with tempfile.TemporaryDirectory(prefix="sumvay-bench-") as folder, serving.application() as application:
        place = Path(folder)
        place.chmod(0o755)
        if not shutil.which("nginx"):
            rows = [Row("kept pages per second", "not measured: nginx is not on this machine")]
            return [*rows, *publishing.visible(application), *browser.measured(application, paths)]
        with serving.nginx(place, application) as (front, secure):
            return [*_rates(application, front), *publishing.visible(front), *browser.measured(secure, paths)]


def _rates(application: str, front: str) -> list[Row]:
    """The front page as one file, asked for as often as it is answered; needs wrk on the machine."""
    if not shutil.which("wrk"):
        return [Row("kept pages per second", "not measured: wrk is not on this machine")]
    # The second time it is a kept page
    size = f"{len([urllib.request.urlopen(f'{front}/').read() for _time in range(2)][1]) / 1000:,.0f} kB"  # noqa: S310
    alone, kept, static = _rate(f"{application}/"), _rate(f"{front}/"), _rate(f"{front}/plain/")
    return [
        Row(f"kept front page ({size}), application server alone", f"{alone:,.0f}/s", "", "≥ 2,000/s"),
        Row(
            "kept front page, nginx as installed", f"{kept:,.0f}/s ({kept / static:.0%})",
            f"{static:,.0f}/s the same file without our rules", "≥ 50 %",
        ),
    ]  # fmt: skip


def _rate(address: str) -> float:
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address]
    said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 4).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if not found or wrong:
        raise RuntimeError(f"{address} was not answered as it should be: {said}")
    return float(found[1])
