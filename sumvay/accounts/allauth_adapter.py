"""What allauth has to know about us: no self-registration, phones in E.164, attempts counted per phone too."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sumvay.accounts import selectors
from sumvay.accounts.models import User
from sumvay.accounts.phones import BadPhone, normalise_phone


class PhoneField(forms.CharField):
    """A phone number however it is written; gives E.164."""

    def clean(self, value: Any) -> str:
        """The number, or the field's error."""
        text = super().clean(value)
        try:
            return normalise_phone(text) if text else ""
        except BadPhone as bad:
            raise ValidationError(str(bad), code="invalid") from bad


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail or phone; accounts come only from invitations."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "phone_password_mismatch": _("The phone number or the password is not right."),
        "username_password_mismatch": _("Enter an e-mail address or a phone number."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many attempts. Wait a moment and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        """The field a phone is typed into."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        """The person with this number, however it is written."""
        return selectors.person_by_contact(phone)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The person's number and whether it is proven."""
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Refused: numbers change through our own services."""
        raise NotImplementedError

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Refused: a number is proven by an invitation."""
        raise NotImplementedError

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts attempts per e-mail only: all phones together would share one count
        if phone := credentials.get("phone"):
            credentials = {"email": normalise_phone(phone)}
        return super()._get_login_attempts_cache_key(request, **credentials)
