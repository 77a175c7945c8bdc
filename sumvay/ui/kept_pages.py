"""Readers' pages kept as files once rendered: served without asking anyone, gone when what they show has changed."""

import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import build_policy

log = logging.getLogger(__name__)

MARK = ".dropped"
LONGEST_ADDRESS = 400


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Keep what this view answers to a reader without cookies who asks by GET and without a query.

    Only whole HTML pages answered with 200 and without a cookie are kept, under settings.KEPT_PAGES as
    <address>/index.html. A page whose rendering began before the last drop is not kept: it may show what was.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        began = time.time_ns()
        response = view(request, *args, **kwargs)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        if _may_be_kept(request, response):
            try:
                _keep(_place_of(request.path), response.content, began)
            except OSError:
                # A full disk, or a folder deleted at this moment: the reader has the page all the same
                log.warning("a page could not be kept", exc_info=True)
        return response

    return answer


def drop(paths: Iterable[str]) -> None:
    """
    Forget the kept pages of these addresses ("/muc/tin/"); "/muc/tin/*" forgets all that lie below it.

    To be called after the change is committed, and by a job where they are many; one without a kept page is fine.
    """
    _mark()
    for path in paths:
        below = path.endswith("/*")
        # A name with dots would lead out of the folder; no page is kept under one
        if ".." in path:
            continue
        place = _place_of(path.removesuffix("*"))
        if below:
            for folder in place.parent.glob("*/"):
                shutil.rmtree(folder, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def drop_all() -> None:
    """Forget every kept page, as after an upgrade, when templates and styles have changed."""
    _mark()
    for folder in _root().glob("[!.]*"):
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink(missing_ok=True)


def serve_kept(application: Callable) -> Callable:
    """Wrap the house's WSGI application: kept pages are answered before anything else wakes up."""
    root = os.fspath(_root())
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", build_policy(settings.SECURE_CSP)),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-cache"),
        *([("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")] if settings.BEHIND_TLS else []),
    ]

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_plain = not environ.get("QUERY_STRING") and "HTTP_COOKIE" not in environ
        if not (is_plain and path.endswith("/") and environ["REQUEST_METHOD"] in {"GET", "HEAD"} and _is_safe(path)):
            return application(environ, start_response)
        try:
            with open(f"{root}{path}index.html", "rb") as page:
                content = page.read()
        except OSError:
            return application(environ, start_response)
        start_response("200 OK", [*headers, ("Content-Length", str(len(content)))])
        return [content] if environ["REQUEST_METHOD"] == "GET" else [b""]

    return answer


def _root() -> Path:
    return Path(settings.KEPT_PAGES)


def _is_safe(path: str) -> bool:
    """Ours are plain ASCII, end in "/" and name no folder above or hidden one."""
    return (
        path.startswith("/")
        and path.endswith("/")
        and len(path) <= LONGEST_ADDRESS
        and path.isascii()
        and path.isprintable()
        and not any(part in path for part in ("//", "/.", "\\"))
    )


def _place_of(path: str) -> Path:
    return _root() / path.strip("/") / "index.html"


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and not request.COOKIES
        and not request.META.get("QUERY_STRING")
        and _is_safe(request.path)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith("text/html")
    )


def _keep(place: Path, content: bytes, began: int) -> None:
    if _dropped_at() >= began:
        return
    drafts = _root() / ".drafts"
    for folder in (drafts, place.parent):
        _make_readable(folder)
    draft = drafts / uuid.uuid4().hex
    draft.write_bytes(content)
    draft.chmod(0o644)
    draft.replace(place)
    # A drop that came between the first look and the file's appearing has found nothing to delete
    if _dropped_at() >= began:
        place.unlink(missing_ok=True)


def _make_readable(folder: Path) -> None:
    """Whatever mask the service runs under: nginx is another user."""
    if not folder.exists():
        _make_readable(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def _mark() -> None:
    """Before anything is deleted: whoever is rendering now must not keep the result."""
    mark = _root() / MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    # The file system's own clock lags some milliseconds behind ours
    now = time.time_ns()
    os.utime(mark, ns=(now, now))


def _dropped_at() -> int:
    try:
        return (_root() / MARK).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
