"""Officers' key pairs: made, unlocked, given another passphrase, made anew when the passphrase is forgotten."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import sealing
from sumvay.feedback.models import HandlerKey
from sumvay.feedback.selectors import sealed as selectors
from sumvay.vietnamese import nfc

SHORTEST = 12


class KeyExists(Refusal):
    """The officer has a key pair already."""


class NoKey(Refusal):
    """The officer has none yet."""


class PassphraseRefused(Refusal):
    """The passphrase is too weak, or that of the sign-in."""


class WrongPassphrase(Refusal):
    """It does not unlock the key."""


class WrongPassword(Refusal):
    """Not that of the sign-in."""


@transaction.atomic
def make_key(*, actor: User, passphrase: str, now: datetime) -> HandlerKey:
    """
    Make the officer's own key pair, its private half locked by a passphrase that is kept nowhere.

    Raises KeyExists, PassphraseRefused.
    """
    # Two presses at once take turns
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if selectors.key_of(actor):
        raise KeyExists(_("You have a key already."))
    return _made(actor, passphrase, "sealed.make_key", now)


@transaction.atomic
def replace_key(*, actor: User, password: str, passphrase: str, now: datetime) -> HandlerKey:
    """
    The passphrase is forgotten: make another key. What comes from now on is sealed to it; what lay there is readable
    again once the two leaders have opened the escrow, and lost where it has no spare key.

    `password` is that of the sign-in: a browser left open ends nobody's key. Raises WrongPassword, NoKey,
    PassphraseRefused.
    """
    if not actor.check_password(password):
        raise WrongPassword(_("This is not your password for signing in."))
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if not HandlerKey.objects.filter(officer=actor, ended_on=None).update(ended_on=localdate(now)):
        raise NoKey(_("You have no key yet."))
    return _made(actor, passphrase, "sealed.replace_key", now)


@transaction.atomic
def change_passphrase(*, actor: User, old: str, new: str, now: datetime) -> None:
    """
    Lock the same key with another passphrase.

    Raises NoKey, WrongPassphrase, PassphraseRefused.
    """
    # A key made anew meanwhile must not be locked around the private half of the former
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    private = unlock_key(actor=actor, passphrase=old)
    _refuse_weak(actor, new)
    key = HandlerKey.objects.get(officer=actor, ended_on=None)
    locked = sealing.lock(nfc(new), private, _about(actor))
    HandlerKey.objects.filter(pk=key.pk).update(locked=locked)
    audit.record(actor=actor, action="sealed.change_passphrase", target=key, at=now)


def unlock_key(*, actor: User, passphrase: str) -> bytes:
    """
    The officer's private key; whoever calls keeps it encrypted or forgets it.

    Raises NoKey, WrongPassphrase.
    """
    key = selectors.key_of(actor)
    if key is None:
        raise NoKey(_("You have no key yet."))
    try:
        return sealing.unlock(nfc(passphrase), bytes(key.locked), _about(actor))
    except sealing.CannotOpen as no:
        raise WrongPassphrase(_("This passphrase does not open your key.")) from no


def _made(actor: User, passphrase: str, action: str, now: datetime) -> HandlerKey:
    _refuse_weak(actor, passphrase)
    private, public = sealing.new_pair()
    locked = sealing.lock(nfc(passphrase), private, _about(actor))
    key = HandlerKey.objects.create(officer=actor, public=public, locked=locked, made_on=localdate(now))
    audit.record(actor=actor, action=action, target=key, at=now)
    return key


def _refuse_weak(actor: User, passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise PassphraseRefused(_("Please choose at least %(number)d characters.") % {"number": SHORTEST})
    if actor.check_password(passphrase):
        raise PassphraseRefused(_("Please choose another than your password for signing in."))
    try:
        validate_password(passphrase, actor)
    except ValidationError as no:
        raise PassphraseRefused(" ".join(no.messages)) from no


def _about(actor: User) -> bytes:
    return b"officer %d" % actor.pk
