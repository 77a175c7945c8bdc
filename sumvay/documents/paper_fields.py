"""The shape of what is read from a paper, and the check that corrections keep to it."""

from datetime import date

from django.utils.translation import gettext as _

from sumvay.documents.models import OfficialPaper
from sumvay.errors import Refusal
from sumvay.vietnamese import nfc

DAY = object()
LONG = 5_000
MOST_ROWS = 300

# In `basis` also the kinds of papers that others write
CITED_TYPES = (*OfficialPaper.DocType.values, "quy_dinh", "nghi_quyet", "luat")

SHAPE = {
    "number": 20,
    "symbol": 40,
    "date": DAY,
    "place": 120,
    "issuer": 250,
    "parent_issuer": 250,
    "doc_type": tuple(OfficialPaper.DocType.values),
    "subject": 500,
    "urgency": 30,
    "addressees": [LONG],
    "basis": [{"doc_type": CITED_TYPES, "number": 20, "symbol": 40, "date": DAY, "issuer": 250}],
    "topics": [{"title": LONG, "items": [LONG]}],
    "tasks": [LONG],
    "deadlines": [{"what": LONG, "date": DAY, "recurring": 500}],
    "quotas": [{"what": LONG, "count": 40, "per": 500}],
    "report_to": {"unit": 250, "emails": [250], "links": [1_000], "phones": [40]},
    "hashtags": [120],
    "signer": 120,
    "signer_title": 120,
    "signing_prefix": 120,
    "recipients": [LONG],
}

COLUMNS = {
    "number",
    "symbol",
    "place",
    "issuer",
    "parent_issuer",
    "subject",
    "urgency",
    "addressees",
    "recipients",
    "signing_prefix",
    "signer_title",
    "signer",
}


class FieldUnknown(Refusal):
    """A correction of something that is not read from papers."""


class FieldMisshapen(Refusal):
    """A correction that is too long, not a date, or not of the kinds that exist."""


def checked(corrections: dict) -> dict:
    """The corrections in the stored form: NFC, without blanks around, nothing as None or [].

    corrections: some of the keys of SHAPE. Raises FieldUnknown, FieldMisshapen.
    """
    for name in corrections:
        if name not in SHAPE:
            raise FieldUnknown(_("“%(name)s” is not part of what is read from a paper.") % {"name": name})
    return {name: _checked(value, SHAPE[name], name) for name, value in corrections.items()}


def empty_fields() -> dict:
    """What is known of a paper of which nothing is known."""
    return {name: _checked(None, shape, name) for name, shape in SHAPE.items()}


def columns_of(fields: dict) -> dict:
    """The columns of OfficialPaper for these fields; what was read too long is cut there, not in the fields."""
    columns = {}
    for name in COLUMNS & fields.keys():
        shape = SHAPE[name]
        columns[name] = fields[name] or [] if isinstance(shape, list) else (fields[name] or "")[:shape]
    if "date" in fields:
        columns["issued_on"] = date.fromisoformat(fields["date"]) if fields["date"] else None
    if "doc_type" in fields:
        columns["doc_type"] = fields["doc_type"] or OfficialPaper.DocType.KHAC
    return columns


def _checked(value, shape, name):
    match shape:
        case dict():
            return _row(value or {}, shape, name)
        case [inner]:
            return _rows(value or [], inner, name)
        case tuple():
            return _one_of(value, shape, name)
        case int():
            return _text(value, shape, name)
    return _day(value, name)


def _row(value, shape, name):
    if not isinstance(value, dict) or value.keys() - shape.keys():
        raise FieldMisshapen(_("“%(name)s” cannot be stored as given.") % {"name": name})
    return {key: _checked(value.get(key), inner, name) for key, inner in shape.items()}


def _rows(value, inner, name):
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise FieldMisshapen(_("“%(name)s” cannot be stored as given.") % {"name": name})
    rows = (_checked(row, inner, name) for row in value)
    return [row for row in rows if not _is_blank(row)]


def _one_of(value, choices, name):
    if value in (None, ""):
        return None
    if value not in choices:
        raise FieldMisshapen(_("“%(value)s” is not a type of paper.") % {"value": value})
    return value


def _text(value, longest, name):
    if value is not None and not isinstance(value, str):
        raise FieldMisshapen(_("“%(name)s” cannot be stored as given.") % {"name": name})
    text = nfc(value or "").strip()
    if len(text) > longest:
        raise FieldMisshapen(
            _("“%(start)s…” is longer than %(longest)d characters.") % {"start": text[:40], "longest": longest}
        )
    return text or None


def _day(value, name):
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise FieldMisshapen(_("“%(value)s” is not a date.") % {"value": value}) from None


def _is_blank(value):
    if isinstance(value, dict):
        return all(map(_is_blank, value.values()))
    return value in (None, [])
