"""Kept pages per second: from the application server alone, and from nginx with the shipped configuration."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ops.bench.timing import Row
from ops.machine_files import Machine, files_of
from ops.postgres import unused_port

SECONDS = 5
CONNECTIONS = 64


def kept_pages() -> list[Row]:
    """The front page as one file, asked for as often as it is answered; needs nginx and wrk on the machine."""
    if not (shutil.which("nginx") and shutil.which("wrk")):
        return [Row("kept pages per second", "not measured: nginx or wrk is not on this machine")]
    with tempfile.TemporaryDirectory(prefix="sumvay-bench-") as place, _application() as application:
        Path(place).chmod(0o755)
        page = urllib.request.urlopen(f"{application}/").read()  # noqa: S310 (our own server)
        alone = _rate(f"{application}/")
        with _nginx(Path(place), page) as front:
            kept, static = _rate(f"{front}/"), _rate(f"{front}/plain/")
    size = f"{len(page) / 1000:,.0f} kB"
    return [
        Row(f"kept front page ({size}), application server alone", f"{alone:,.0f}/s", "", "≥ 2,000/s"),
        Row(
            "kept front page, nginx as installed", f"{kept:,.0f}/s ({kept / static:.0%})",
            f"{static:,.0f}/s the same file without our rules", "≥ 50 %",
        ),
    ]  # fmt: skip


@contextmanager
def _application() -> Iterator[str]:
    port = unused_port()
    environment = {**os.environ, "SUMVAY_WEB_WORKERS": "2", "SUMVAY_BASE_URL": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "ops", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def _nginx(place: Path, page: bytes) -> Iterator[str]:
    """The installed configuration without its certificate, and beside it the bare file as the floor."""
    port = unused_port()
    machine = Machine("localhost", place / "c", place / "k", "nobody", place, place, os.cpu_count() or 1)
    for folder in ("pages", "plain"):
        (place / folder).mkdir()
        (place / folder / "index.html").write_bytes(page)
    shipped = files_of(machine)["etc/nginx/conf.d/sumvay.conf"]
    server = re.sub(r"\n    ssl_.*", "", shipped[shipped.index("listen 443") - len("server {\n    ") :])
    server = re.sub(r"listen 443 ssl http2;\n    listen \[::\]:443 ssl http2;", f"listen 127.0.0.1:{port};", server)
    server = (
        server.rstrip().removesuffix("}")
        + f"    location /plain/ {{ root {place}; types {{ text/html html; }} }}\n}}\n"
    )
    (place / "nginx.conf").write_text(
        f"worker_processes auto; pid {place}/pid; error_log {place}/errors; daemon off;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{ access_log off; sendfile on;\n{server}}}\n"
    )
    process = subprocess.Popen(["nginx", "-p", str(place), "-c", str(place / "nginx.conf")])
    try:
        _wait_for(f"http://127.0.0.1:{port}/plain/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _rate(address: str) -> float:
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address]
    said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 4).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if not found or wrong:
        raise RuntimeError(f"{address} was not answered as it should be: {said}")
    return float(found[1])


def _wait_for(address: str) -> None:
    for _attempt in range(200):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 (our own server)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nobody answers at {address} in {settings.VAR}")
