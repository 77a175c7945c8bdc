"""The key a writer comes back with: sixteen signs in four groups, kept nowhere but with the writer."""

import base64
import hashlib
import hmac
import re
import uuid

from django.conf import settings

SIGNS = 16
# RFC 4648 base32 holds no 0, 1, 8 or 9; what is typed in their place is read as meant
MEANT = str.maketrans("01", "OI")


def key_for(token: uuid.UUID) -> str:
    """The key of one form that was filled in: sent twice, the same form gives the same key."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"feedback receipt" + token.bytes, hashlib.sha256).digest()
    signs = base64.b32encode(digest).decode()[:SIGNS]
    return "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4))


def trace_of(key: str) -> str:
    """What is kept of a key, by which its case is found; "" when it can be no key."""
    signs = re.sub(r"[\s-]", "", key).upper().translate(MEANT)
    return hashlib.sha256(signs.encode()).hexdigest() if re.fullmatch(r"[A-Z2-7]{16}", signs) else ""
