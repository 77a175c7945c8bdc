"""Web addresses in one spelling: unwrapped, lower-case host, no tracking, no fragment."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.utils.translation import gettext as _

from sumvay.errors import Refusal

LONGEST = 2000
# Only names that no site uses for its own pages.
TRACKING_NAMES = """
fbclid mibextid rdid share_url __tn__ __xts__ ref refsrc ref_src sfnsn zarsrc zl3rd gidzl gclid gbraid wbraid dclid
msclkid igshid igsh yclid _gl _ga mc_cid mc_eid
"""
TRACKING = frozenset(TRACKING_NAMES.split())
TRACKING_PREFIXES = ("utm_", "__cft__", "fb_", "paipv")
# Addresses that only carry another one: host, path start, parameter.
WRAPPERS = (
    ("facebook.com", "/l.php", "u"),
    ("facebook.com", "/plugins/", "href"),
    ("facebook.com", "/sharer", "u"),
    ("facebook.com", "/dialog/share", "href"),
    ("instagram.com", "/", "u"),
    ("youtube.com", "/redirect", "q"),
    ("google.com", "/url", "q"),
    ("google.com", "/url", "url"),
)
# What a person may leave out "https://" before; "bao-cao.docx" is a file and not a site.
USUAL_ENDINGS = (".vn", ".com", ".net", ".org", ".info", ".me", ".be", ".tv", ".watch")
INSIDE_A_NETWORK = (".local", ".localhost", ".internal", ".lan", ".home", ".test", ".invalid", ".example")
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
# Old sites write addresses in other encodings than UTF-8; their bytes go out as they came in.
AS_GIVEN = "surrogateescape"
KEPT_IN_PATH = "/:@!$&'()*+,;=~-._"


class NotALink(Refusal):
    """The text is not the address of a public web page."""


@dataclass(frozen=True)
class Address:
    """A web address in parts: scheme, lower-case host, path, and parameters without those that only track people."""

    scheme: str
    host: str
    path: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def site(self) -> str:
        """The host without the prefixes under which the same site answers."""
        return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", self.host)

    @property
    def steps(self) -> list[str]:
        """The parts of the path, decoded."""
        return [unquote(step) for step in self.path.split("/") if step]

    def parameter(self, name: str) -> str:
        """The first value of a parameter, or an empty text."""
        return next((value for key, value in self.parameters if key == name), "")

    def url(self) -> str:
        """The address to open, parameters in the order they came."""
        query = urlencode(self.parameters, errors=AS_GIVEN)
        return f"{self.scheme}://{self.host}{self.path}" + (f"?{query}" if query else "")

    def key(self) -> str:
        """What two spellings of one address have in common."""
        query = urlencode(sorted(self.parameters), errors=AS_GIVEN)
        return f"{self.site}{self.path.rstrip('/')}" + (f"?{query}" if query else "")


def read_address(text: str) -> Address:
    """Read one pasted address; of one that only wraps another (l.facebook.com …) the inner one. Raises NotALink."""
    address = _parse(text)
    for _level in range(3):
        inner = _wrapped(address)
        if not inner:
            break
        address = _parse(inner)
    return address


def _parse(text: str) -> Address:
    typed = unicodedata.normalize("NFC", text).strip(" \t\r\n<>\"'“”‘’.,;")
    if not typed or len(typed) > LONGEST or re.search(r"[\s\x00-\x1f\\]", typed):
        raise _not_a_link()
    try:
        parts = urlsplit(_with_scheme(typed))
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise _not_a_link() from None
    if "@" in parts.netloc or not _is_public(host):
        raise _not_a_link()
    suffix = f":{port}" if port and port not in (80, 443) else ""
    path, parameters = _one_spelling(parts.path), _kept_parameters(parts.query)
    address = Address(parts.scheme.lower(), host + suffix, path, parameters)
    if len(address.url()) > LONGEST:
        raise _not_a_link()
    return address


def _with_scheme(typed: str) -> str:
    if re.match(r"https?://", typed, re.I):
        return typed
    # "laodong.vn:443/x" has a colon as "mailto:" has; a port is figures only.
    if SCHEME.match(typed) and not re.match(r"[\w.-]+:\d+(?:/|$)", typed):
        raise _not_a_link()
    if not re.split(r"[/?#:]", typed)[0].lower().endswith(USUAL_ENDINGS):
        raise _not_a_link()
    return "https://" + typed


def _is_public(host: str) -> bool:
    return bool(HOST.fullmatch(host)) and len(host) <= 253 and not host.endswith(INSIDE_A_NETWORK)


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode()


def _one_spelling(path: str) -> str:
    return (
        quote(unicodedata.normalize("NFC", unquote(path, errors=AS_GIVEN)), safe=KEPT_IN_PATH, errors=AS_GIVEN) or "/"
    )


def _kept_parameters(query: str) -> tuple[tuple[str, str], ...]:
    pairs = parse_qsl(query, keep_blank_values=True, errors=AS_GIVEN)
    return tuple((k, v) for k, v in pairs if k.lower() not in TRACKING and not k.lower().startswith(TRACKING_PREFIXES))


def _wrapped(address: Address) -> str:
    for host, path, name in WRAPPERS:
        inner = address.parameter(name)
        if f".{address.host}".endswith(f".{host}") and address.path.startswith(path) and inner.startswith("http"):
            return inner
    return ""


def _not_a_link() -> NotALink:
    return NotALink(_("This is not a link to a web page. Please copy the whole address, from https:// on."))
