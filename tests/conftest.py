"""What every test may ask for: a database, a worker, a server, a browser.

`db` (pytest-django)   rows, rolled back after the test
`run_jobs`             runs the waiting jobs of such a test in this process
`module_database`      a fresh database for one test file, seen by other processes too
`server`, `worker`     a real web server (`.url`) and a real worker on that database
`phone`, `desk`        a browser page of 390x844 and of 1280x800; `sign_in(page, user)` opens a session for it
"""

import json
import os
import shutil
from types import SimpleNamespace

import pytest
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import sync_playwright
from procrastinate.contrib.django import app as jobs

from tests import databases
from tests.processes import WebServer, Worker

# The browser's driver keeps an event loop in this thread; the ORM is called beside it, never inside it
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

SERVER = pytest.StashKey[databases.EmbeddedPostgres]()
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")


def pytest_configure(config):
    """With several workers, the one server is kept by the process that leads them."""
    leads_workers = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if leads_workers and not config.option.collectonly:
        config.stash[SERVER] = databases.start_for_this_run()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Tell a worker where the server is."""
    node.workerinput["server_url"] = node.config.stash[SERVER].url()


def pytest_unconfigure(config):
    """Remove the server of this run."""
    if SERVER in config.stash:
        config.stash[SERVER].destroy()


@pytest.fixture(scope="session")
def server_url(request):
    """The URL of this run's PostgreSQL; started by the first test that needs it when there are no workers."""
    if hasattr(request.config, "workerinput"):
        return request.config.workerinput["server_url"]
    request.config.stash[SERVER] = databases.start_for_this_run()
    return request.config.stash[SERVER].url()


@pytest.fixture(scope="session")
def purpose(request):
    """The name of this worker, a part of its databases' names."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(scope="session")
def django_db_setup(server_url, purpose):
    """Instead of pytest-django's: a copy of the migrated database."""
    with databases.in_use(databases.copy_template(server_url, purpose)) as url:
        yield url


@pytest.fixture(scope="module")
def module_database(django_db_setup, server_url, purpose, django_db_blocker):
    """A fresh database for one test file, whose rows other processes see; gives its URL."""
    with databases.in_use(databases.copy_template(server_url, purpose)) as url, django_db_blocker.unblock():
        yield url


@pytest.fixture(scope="module")
def server(module_database):
    """A real web server."""
    running = WebServer()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def worker(module_database):
    """A real worker."""
    running = Worker()
    yield running
    running.stop()


@pytest.fixture
def run_jobs(db):
    """A function that runs all waiting jobs, and those they enqueue, here and now; gives the names of the tasks run."""

    def run() -> list[str]:
        done = []
        while row := _take_job():
            name, arguments = row
            task = jobs.tasks[name]
            assert not iscoroutinefunction(task.func), f"{name} is asynchronous"
            context = [SimpleNamespace(job=SimpleNamespace(attempts=0))] if task.pass_context else []
            task.func(*context, **arguments)
            done.append(name)
        return done

    return run


def _take_job():
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo')"
            " RETURNING task_name, args::text"
        )
        row = cursor.fetchone()
    return row and (row[0], json.loads(row[1]))


@pytest.fixture(scope="session")
def browser():
    """Chromium of this machine."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail("No browser: put chromium or google-chrome on PATH.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def _page(browser, server, width, height, **kind):
    """One page; the test fails when a script breaks or the content security policy is hurt."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": height}, locale="vi-VN", accept_downloads=True, **kind
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: "Content Security Policy" in line.text and faults.append(line.text))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def phone(browser, server):
    """A page as an officer's phone shows it."""
    yield from _page(browser, server, 390, 844, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(browser, server):
    """A page as an office computer shows it."""
    yield from _page(browser, server, 1280, 800)


@pytest.fixture
def sign_in(server):
    """A function that signs a user in on a page without typing the password."""

    def open_session(page, user) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": server.url}]
        )

    return open_session
