"""Giving a paper its number: typed, or the next of the office's register, never the same twice."""

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.documents import letterhead, permissions, selectors
from sumvay.documents import road as the_road
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.services.refusals import DateAhead, NotYourPost, NumberTaken, NumberUnreadable
from sumvay.documents.services.registers import count_on, lock_register
from sumvay.documents.services.road import approve_paper, permit, sign_paper, submit_paper, take

NUMBER = re.compile(r"(?=.*[1-9])[0-9]{1,6}[a-zđ]{0,2}", re.IGNORECASE)


@transaction.atomic
def number_paper(*, actor: User, paper: OfficialPaper, number: str | None, issued_on: date, now: datetime) -> None:
    """Number and date a signed paper (cấp số).

    number: as typed ("42", "6b"); None takes the one the paper already has, else the next of the register.
    issued_on: the date on the paper, today or earlier; its year chooses the register.
    Raises NotYourPost, StepOutOfTurn, NumberTaken, NumberUnreadable, DateAhead.
    """
    permit(actor=actor, step=the_road.NUMBER, paper=paper, now=now)
    if issued_on > localdate(now):
        raise DateAhead(_("The date of the paper cannot be after today."))
    register = lock_register(
        unit=paper.unit, year=issued_on.year, direction=OfficialPaper.Direction.OUT, doc_type=paper.doc_type
    )
    chosen = (
        _typed(number) if number else _kept(paper, issued_on) or selectors.first_free_number(paper, register=register)
    )
    try:
        with transaction.atomic():
            take(actor=actor, step=the_road.NUMBER, paper=paper, now=now, number=chosen, issued_on=issued_on)
    except IntegrityError:
        raise NumberTaken(
            _("Number %(code)s was already given in %(year)d; please choose another.")
            % {"code": f"{chosen}/{paper.symbol}", "year": issued_on.year}
        ) from None
    count_on(register=register, used=_value(chosen))


@transaction.atomic
def put_through(
    *, actor: User, paper: OfficialPaper, number: str | None, issued_on: date, now: datetime, remark: str = ""
) -> None:
    """One press: every next step the officer holds the post for, up to the number.

    Raises NotYourPost when there is none, and what each step raises.
    """
    ahead = permissions.steps_ahead_of(actor, paper, on=localdate(now))
    if not ahead:
        raise NotYourPost(_("This paper waits for somebody else."))
    steps = {the_road.SUBMIT: submit_paper, the_road.APPROVE: approve_paper, the_road.SIGN: sign_paper}
    for step in ahead:
        if step is the_road.NUMBER:
            number_paper(actor=actor, paper=paper, number=number, issued_on=issued_on, now=now)
        else:
            steps[step](actor=actor, paper=paper, now=now, remark=remark)
            remark = ""


def take_arrival_number(*, register: Register) -> str:
    """The next number of a locked register of papers in (số đến)."""
    arrival = register.next_number
    count_on(register=register, used=arrival)
    return letterhead.printed_number(str(arrival))


def _typed(number: str) -> str:
    printed = letterhead.printed_number(number)
    if not NUMBER.fullmatch(printed):
        raise NumberUnreadable(
            _("“%(number)s” is not a number of a paper; type only the number, such as 42 or 6b.") % {"number": number}
        )
    return printed


def _kept(paper: OfficialPaper, issued_on: date) -> str:
    same_year = paper.issued_on and paper.issued_on.year == issued_on.year
    return paper.number if same_year else ""


def _value(number: str) -> int:
    return int("".join(c for c in number if c.isdigit()))
