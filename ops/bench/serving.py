"""The house as it is served: the application server, the worker, and nginx with the shipped configuration."""

import getpass
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ops.machine_files import Machine, files_of
from ops.postgres import end_child, unused_port

CERTIFICATE = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
BARE = "<!DOCTYPE html><html lang=vi><title>Trống</title><p>Một dòng chữ."


@contextmanager
def application(*, threads: int = settings.WEB_THREADS) -> Iterator[str]:
    """The application server with two processes; its address."""
    port = unused_port()
    given = {"SUMVAY_WEB_WORKERS": "2", "SUMVAY_WEB_THREADS": str(threads)}
    with _child("serve", "--port", str(port), SUMVAY_BASE_URL=f"http://127.0.0.1:{port}", **given):
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def worker() -> Iterator[None]:
    """The worker, doing the jobs of the queue."""
    with _child("work"):
        yield


@contextmanager
def nginx(place: Path, behind: str) -> Iterator[tuple[str, str]]:
    """
    The installed configuration before the application at the address `behind`; its addresses without and with TLS.

    Beside it lie, as floors, /plain/ (the front page without our rules) and /bare/ (a line of text); `place` is a
    folder for its own files. TLS, and with it HTTP/2, needs openssl on the machine; else both addresses are the same.
    """
    port, secure = unused_port(), unused_port() if shutil.which("openssl") else None
    if secure:
        subprocess.run([*CERTIFICATE, "-keyout", place / "k", "-out", place / "c"], check=True, capture_output=True)
    for folder, content in {"plain": urllib.request.urlopen(f"{behind}/").read(), "bare": BARE.encode()}.items():  # noqa: S310
        (place / folder).mkdir()
        (place / folder / "index.html").write_bytes(content)
    (place / "nginx.conf").write_text(
        f"worker_processes auto; user {getpass.getuser()}; pid {place}/pid; error_log {place}/errors; daemon off;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; sendfile on;\n{_shipped(place, port, secure, behind)}}}\n"
    )
    process = subprocess.Popen(["nginx", "-p", str(place), "-c", str(place / "nginx.conf")])
    try:
        wait_for(f"http://127.0.0.1:{port}/plain/")
        yield f"http://127.0.0.1:{port}", f"https://127.0.0.1:{secure}" if secure else f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _shipped(place: Path, port: int, secure: int | None, behind: str) -> str:
    var = Path(settings.VAR).resolve()
    machine = Machine("localhost", place / "c", place / "k", "nobody", place, var, os.cpu_count() or 1)
    text = files_of(machine)["etc/nginx/conf.d/sumvay.conf"]
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    listen = f"listen 127.0.0.1:{port};" + (f" listen 127.0.0.1:{secure} ssl http2;" if secure else "")
    text = re.sub(r"listen 443 ssl http2;\n    listen \[::\]:443 ssl http2;", listen, text)
    if not secure:
        text = re.sub(r"\n    ssl_.*", "", text)
    text = re.sub(r"proxy_pass http://[\d.:]+;", f"proxy_pass {behind};", text)
    floors = f"    location ~ ^/(plain|bare)/ {{ root {place}; types {{ text/html html; }} }}\n"
    return f"{text.rstrip().removesuffix('}')}{floors}}}\n"


def wait_for(address: str) -> None:
    """Until somebody answers there; RuntimeError after twenty seconds."""
    for _attempt in range(200):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 (our own server)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nobody answers at {address} in {settings.VAR}")


@contextmanager
def _child(*arguments: str, **environment: str) -> Iterator[None]:
    command = [sys.executable, "-m", "ops", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env={**os.environ, **environment}, **quiet)
    try:
        yield
    finally:
        end_child(process, signal.SIGTERM, patience=30)
