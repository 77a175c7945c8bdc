"""What an operator does on the first day: the top unit, its first officer, the others, invitations; and the demo."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ops import place

if TYPE_CHECKING:
    from sumvay.accounts.models import User
    from sumvay.org.models import Unit


def demo() -> int:
    """Fill an empty house with the demo."""
    with place.rooms(make_tables=True):
        from ops import demo as movement

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
        with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as shown:
            bar = shown.add_task("Demo")

            def progress(done: int, total: int, what: str) -> None:
                shown.update(bar, completed=done, total=total, description=what)

            movement.load_demo(progress)
    return 0


def init(**given: str | None) -> int:
    """Make the top unit and its first officer, who gets a link to set a password; asks for what was not given."""
    answers = {name: given[name] or _ask(question, default) for name, (question, default) in QUESTIONS.items()}
    if not answers["email"] and not answers["phone"]:
        _refuse("the officer needs an e-mail address or a phone number.", 2)
    with place.rooms(make_tables=True):
        from django.utils import timezone

        from sumvay.accounts import services as accounts
        from sumvay.errors import Refusal
        from sumvay.org import services as org

        try:
            opened = org.open_house(
                unit_name=answers["unit"],
                unit_code=answers["code"],
                kind=answers["kind"],
                officer_name=answers["officer"],
                officer_email=answers["email"],
                officer_phone=answers["phone"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            _refuse(str(refusal))
        sys.stdout.write(f"{opened.unit.name} is there. {opened.officer.full_name} sets a password here:\n")
        sys.stdout.write(f"{accounts.invitation_link(opened.token)}\n")
    return 0


QUESTIONS = {
    "unit": ("Name of the top unit", ""),
    "code": ("Its code", "TOP"),
    "kind": ("Its kind, such as national, province or sector", "national"),
    "officer": ("Full name of its first officer", ""),
    "email": ("The officer's e-mail address (may be empty when a phone follows)", None),
    "phone": ("The officer's phone number", None),
}


def import_units(path: Path, *, below: str | None, dry_run: bool) -> int:
    """Take in a file of units and officers under the unit with the code BELOW, all or nothing.

    Columns are known by their headings, or as an officer settled them on the screen. Prints what was or would be done,
    and every bad row with its reason.
    """
    content = _content(path)
    with place.rooms():
        from django.utils import timezone

        from sumvay.errors import Refusal
        from sumvay.org import services as org

        try:
            result = org.import_units(
                actor=None,
                unit=_unit(below),
                content=content,
                filename=path.name,
                dry_run=dry_run,
                now=timezone.now(),
            )
        except Refusal as refusal:
            _refuse(str(refusal))
        for problem in result.problems:
            sys.stdout.write(f"row {problem.row}{problem.field and f', {problem.field}'}: {problem.text}\n")
    nothing_written = dry_run or bool(result.problems)
    sys.stdout.write(
        f"{'would be' if nothing_written else 'done'}: {result.created} new units, {result.changed} changed,"
        f" {result.unchanged} as they were, {result.posts} posts; {len(result.problems)} bad rows\n"
    )
    return 1 if result.problems else 0


def _unit(code: str | None) -> "Unit":
    """The unit with this code; without one, the top unit."""
    from sumvay.org.models import Unit

    living = Unit.objects.filter(lifetime__upper_inf=True)
    found = living.filter(code__iexact=code) if code else living.filter(parent_links__isnull=True)
    unit = found.order_by("pk").first()
    if unit is None:
        _refuse(f"there is no unit {code!r}." if code else "there is no top unit yet; `sumvay init` makes it.")
    return unit


def invite(who: str) -> int:
    """Print a new link for a person who is known already; older links end."""
    with place.rooms():
        from django.utils import timezone

        from sumvay.accounts import services as accounts

        token = accounts.send_link(actor=None, person=_person(who), now=timezone.now())
        sys.stdout.write(f"{accounts.invitation_link(token)}\n")
    return 0


def _person(contact: str) -> "User":
    from sumvay.accounts import selectors as accounts

    person = accounts.person_by_contact(contact)
    if person is None:
        _refuse(f"nobody is known by {contact!r}; add the officer on the screens, or with `sumvay import-units`.")
    return person


def receive_mail(path: Path) -> int:
    """Take in one letter from a file."""
    raw = _content(path)
    with place.rooms():
        from django.utils import timezone

        from sumvay.mail import services as mail
        from sumvay.reporting import services as reporting

        message = mail.receive_message(raw=raw, now=timezone.now())
        reporting.claim_mail_reports(now=timezone.now())
        message.refresh_from_db()
        sys.stdout.write(f"#{message.pk} {message.state} {message.purpose} {message.note}".rstrip() + "\n")
    return 0


def shell() -> int:
    """A Python prompt with the rooms open and their models at hand."""
    with place.rooms():
        from django.core.management import call_command

        call_command("shell")
    return 0


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse(f"{path}: {error.strerror}.", 2)


def _ask(question: str, default: str | None) -> str:
    """Ask on the terminal; without one, the missing option is named. None as default means the answer may be empty."""
    if not sys.stdin.isatty():
        if default is None:
            return ""
        _refuse(f"{question}? Give it as an option; `sumvay init --help` lists them.", 2)
    while True:
        answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        if answer or default is None:
            return answer or ""


def _refuse(why: str, code: int = 1) -> NoReturn:
    """End with one sentence."""
    sys.stderr.write(f"sumvay: {why}\n")
    raise SystemExit(code)
