"""People who sign in: officers, editors, operators. Members who write or take part are never Users."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Creates people with an e-mail address, a phone, or both."""

    def create_user(self, email=None, password=None, *, phone=None, full_name="", **extra):
        """Make a person; `email` and `phone` (E.164) are nullable, at least one is needed."""
        user = self.model(email=(email or "").lower() or None, phone=phone or None, full_name=full_name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email=None, password=None, **extra):
        """Make an operator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username):
        """Find a person by e-mail address or E.164 phone."""
        return self.get(models.Q(email__iexact=username) | models.Q(phone=username))


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in, with an e-mail address or a phone number."""

    email = models.EmailField(_("e-mail"), null=True, unique=True)  # noqa: DJ001
    phone = models.CharField(_("phone"), max_length=16, null=True, unique=True)  # noqa: DJ001
    full_name = models.CharField(_("full name"), max_length=120)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, default="vi")
    email_verified_at = models.DateTimeField(null=True)
    phone_verified_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="user_has_email_or_phone",
            ),
            models.CheckConstraint(
                condition=models.Q(phone__isnull=True) | models.Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="user_phone_is_e164",
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.full_name}"

    def get_full_name(self):
        """The name as it is written on papers."""
        return self.full_name

    def get_short_name(self):
        """The given name, which is what people call each other by."""
        return self.full_name.split(" ")[-1]


class Invitation(models.Model):
    """A link by which a person sets a password and proves the phone or address it was sent to."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        NEW_EMAIL = "new_email", _("new e-mail")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    channel = models.CharField(max_length=10, choices=Channel)
    sent_to = models.CharField(max_length=254, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"#{self.pk} {self.channel} {self.user_id}"
