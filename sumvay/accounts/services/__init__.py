"""What can happen to people who sign in."""

from sumvay.accounts.phones import BadPhone, normalise_phone, shown_phone
from sumvay.accounts.services.invitations import (
    LinkSpent,
    PasswordRefused,
    accept_invitation,
    invitation_link,
    invitation_text,
    invite_person,
    mail_link,
    request_link,
    send_link,
)
from sumvay.accounts.services.profile import (
    ContactTaken,
    ask_for_email,
    change_profile,
    confirm_email,
    mail_confirmation,
    replace_phone,
)

__all__ = [
    "BadPhone",
    "ContactTaken",
    "LinkSpent",
    "PasswordRefused",
    "accept_invitation",
    "ask_for_email",
    "change_profile",
    "confirm_email",
    "invitation_link",
    "invitation_text",
    "invite_person",
    "mail_confirmation",
    "mail_link",
    "normalise_phone",
    "replace_phone",
    "request_link",
    "send_link",
    "shown_phone",
]
