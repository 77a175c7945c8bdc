"""
The cryptography of the confidential lane: sealing to a person, locking with a passphrase, halves of a key, padding.

Nothing here is of our own making: HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305) seals to a public key, in
the place of a hand-made box, because it binds sender, receiver and purpose by a published proof; ChaCha20-Poly1305
(RFC 8439) encrypts; scrypt (RFC 7914) stretches passphrases. What a ciphertext is for goes into it (`about`), so that
no row can be put in the place of another.
"""

import base64
import hashlib
import hmac
import os
import re
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
# As costly as OWASP's N=2^17, p=1, with a quarter of the memory (32 MB): several handlers unlock on a small machine
COST, BLOCK, TURNS = 15, 8, 3
KEY_BYTES, SALT_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 16, 12, 4
TEXT_STEP, FILE_STEP = 1024, 64 * 1024
# Twenty signs of five bits: 100 bits, four more signs than an open receipt, so that nobody mixes them up
RECEIPT_SIGNS = 20
# RFC 4648 base32 holds no 0, 1, 8 or 9; what is typed in their place is read as meant
MEANT = str.maketrans("01", "OI")


class CannotOpen(Exception):
    """The key, the passphrase or the place is not the right one, or the bytes were changed."""


def new_key() -> bytes:
    """A random symmetric key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def new_pair() -> tuple[bytes, bytes]:
    """A private and a public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, plain: bytes, about: bytes) -> bytes:
    """Close something so that only the holder of the private key opens it, and only as what it is `about`."""
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=about)


def unseal(private: bytes, sealed: bytes, about: bytes) -> bytes:
    """What was sealed to one's public key. Raises CannotOpen."""
    try:
        return SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=about)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def encrypt(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Nonce and ciphertext; the same text twice gives other bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, about)


def decrypt(key: bytes, given: bytes, about: bytes) -> bytes:
    """What was encrypted. Raises CannotOpen."""
    try:
        return ChaCha20Poly1305(key).decrypt(given[:NONCE_BYTES], given[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def lock(passphrase: str, plain: bytes, about: bytes) -> bytes:
    """
    Close something with a passphrase, which takes a quarter of a second on purpose: cost, salt, nonce, ciphertext.

    The cost stands with it, so that a later one may be higher.
    """
    head = bytes([COST, TURNS]) + os.urandom(SALT_BYTES)
    return head + encrypt(_stretched(passphrase, head), plain, about)


def unlock(passphrase: str, locked: bytes, about: bytes) -> bytes:
    """What was closed with a passphrase. Raises CannotOpen."""
    whole = 2 + SALT_BYTES
    return decrypt(_stretched(passphrase, locked[:whole]), locked[whole:], about)


def split(secret: bytes) -> tuple[bytes, bytes]:
    """Two halves of which neither alone says anything about the secret."""
    one = os.urandom(len(secret))
    return one, joined(one, secret)


def joined(one: bytes, other: bytes) -> bytes:
    """The secret of two halves."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def padded(plain: bytes, step: int) -> bytes:
    """Filled up to the next of step, 2 steps, 4 steps …: the length of a text says little about who wrote it."""
    whole = step
    while whole < LENGTH_BYTES + len(plain):
        whole *= 2
    return (len(plain).to_bytes(LENGTH_BYTES) + plain).ljust(whole, b"\x00")


def unpadded(filled: bytes) -> bytes:
    """What was padded."""
    length = int.from_bytes(filled[:LENGTH_BYTES])
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]


def receipt_for(token: uuid.UUID) -> str:
    """
    The key a writer comes back with, from the form that was filled in: five groups of four signs.

    Derived, not drawn: a phone that sends twice shows the answer to the second press, which must be the same key.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), b"sealed receipt" + token.bytes, hashlib.sha256).digest()
    signs = base64.b32encode(digest).decode()[:RECEIPT_SIGNS]
    return "-".join(signs[at : at + 4] for at in range(0, RECEIPT_SIGNS, 4))


def trace_of(receipt: str) -> str:
    """What is kept of a receipt, by which its case is found; of what can be no receipt, the trace of nothing there."""
    return hashlib.sha256(b"sealed trace" + _signs(receipt)).hexdigest()


def key_of(receipt: str) -> bytes:
    """The symmetric key in a receipt; it opens the content key of its case."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"sealed receipt").derive(_signs(receipt))


def _signs(receipt: str) -> bytes:
    return re.sub(r"[\s-]", "", receipt[:200]).upper().translate(MEANT).encode()


def _stretched(passphrase: str, head: bytes) -> bytes:
    cost, turns, salt = head[0], head[1], head[2:]
    return Scrypt(salt, KEY_BYTES, n=2**cost, r=BLOCK, p=turns).derive(passphrase.encode())
