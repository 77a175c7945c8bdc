"""Reads settings from the environment; a wrong value ends the process with one sentence and exit code 2."""

import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def refuse(name: str, why: str) -> NoReturn:
    """Say on stderr what is wrong with the variable NAME and end with exit code 2."""
    sys.stderr.write(f"sumvay: {name} {why}\n")
    raise SystemExit(2)


def text(name: str, default: str = "") -> str:
    """The variable as text without surrounding blanks, or the default when it is absent or empty."""
    return os.environ.get(name, "").strip() or default


def yes_or_no(name: str, default: bool) -> bool:
    """True for 1, yes, true, on; False for 0, no, false, off."""
    known = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
    given = text(name).lower()
    if not given:
        return default
    if given not in known:
        refuse(name, f"must be yes or no, not {given!r}.")
    return known[given]


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """A whole number from LEAST to MOST."""
    given = text(name)
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
        refuse(name, f"must be a whole number from {least} to {most}, not {given!r}.")
    return int(given)


def one_of(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words, whatever its case."""
    given = text(name, default).upper()
    if given not in allowed:
        refuse(name, f"must be one of {', '.join(allowed)}, not {given!r}.")
    return given


def names(name: str, default: str) -> list[str]:
    """A comma-separated list of host names without scheme, path or blanks inside."""
    found = [part.strip() for part in text(name, default).split(",") if part.strip()]
    for part in found:
        if "/" in part or " " in part:
            refuse(name, f"must list host names such as tuyengiao.example.vn, not {part!r}.")
    return found


def _split(name: str, given: str, schemes: tuple[str, ...]) -> SplitResult:
    """The address in parts, refused when its scheme, host or port is wrong; never repeats a password."""
    form = f"must look like {schemes[0]}://host:port"
    try:
        parts = urlsplit(given)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        refuse(name, f"{form}; its port is not a number.")
    if parts.scheme not in schemes or not parts.hostname or not port_is_right:
        refuse(name, f"{form}; allowed beginnings are {', '.join(f'{scheme}://' for scheme in schemes)}.")
    return parts


def web_address(name: str, default: str) -> str:
    """The address people type, without the closing slash."""
    given = text(name, default).rstrip("/")
    parts = _split(name, given, ("https", "http"))
    if parts.path or parts.query or parts.username:
        refuse(name, "must be only https:// and the host, without path, question mark or password.")
    return given


def database(name: str, address_file: Path) -> dict:
    """Django's description of the PostgreSQL in the variable, else of the embedded one that wrote ADDRESS_FILE."""
    given = text(name)
    if not given and address_file.is_file():
        given = address_file.read_text().strip()
    given = given or "postgresql://sumvay@127.0.0.1/sumvay"
    if not given.startswith(("postgresql://", "postgres://")):
        refuse(name, "must begin with postgresql:// ; Sum Vay runs on PostgreSQL only.")
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(given).items()}
    except ProgrammingError:
        refuse(name, "must look like postgresql://user:password@host:5432/name.")
    if "dbname" not in parts:
        refuse(name, "names no database: write postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def mailer(name: str, outbox: Path) -> dict:
    """Django's description of the server `smtp://user:password@host:587?tls=1`; without one, letters lie in OUTBOX."""
    given = text(name)
    if not given:
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(outbox)}}
    parts = _split(name, given, ("smtp", "smtps"))
    wishes = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if set(wishes) - {"tls"} or wishes.get("tls", "0") not in {"0", "1"}:
        refuse(name, "knows only ?tls=1 or ?tls=0 after the question mark.")
    use_ssl = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if use_ssl else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": wishes.get("tls", "0") == "1" and not use_ssl,
            "use_ssl": use_ssl,
            "timeout": 20,
        },
    }


def mailbox(name: str) -> dict | None:
    """The mailbox to read, `imaps://user:password@host:993/FOLDER`, in parts; None when nobody gave one."""
    given = text(name)
    if not given:
        return None
    parts = _split(name, given, ("imaps", "imap"))
    if not parts.username or not parts.password:
        refuse(name, "must carry a user and a password: imaps://user:password@host/INBOX.")
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "ssl": parts.scheme == "imaps",
    }


def sender(name: str, default: str) -> str:
    """The address that letters come from."""
    given = text(name, default)
    if "@" not in given or "\n" in given:
        refuse(name, f"must be an e-mail address, not {given!r}.")
    return given


def folder(name: str, default: Path) -> Path:
    """A folder that exists afterwards and can be written to."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(name, f"names the folder {path}, which cannot be made: {error.strerror}.")
    if not os.access(path, os.W_OK | os.X_OK):
        refuse(name, f"names the folder {path}, which this user may not write to.")
    return path


def secret(name: str, keeper: Path) -> str:
    """The secret key: from the variable, else from the file KEEPER, made once and readable by its owner alone."""
    given = text(name)
    if not given and not keeper.exists():
        _write_once(name, keeper, secrets.token_urlsafe(48))
    if not given:
        given = keeper.read_text().strip()
    if len(given) < 32:
        refuse(name, "must have at least 32 characters; leave it out and one is made and kept.")
    return given


def _write_once(name: str, path: Path, content: str) -> None:
    """Put the content in place whole or not at all; when another process was first, its content stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(content)
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        refuse(name, f"is absent and no key can be kept in {path}: {error.strerror}.")
    finally:
        draft.unlink(missing_ok=True)
