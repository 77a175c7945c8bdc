"""The words by which messages are told apart; the stored values are those of the shared reading of messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """What a message is about."""

    WAGES = "luong", _("wages")
    TET_BONUS = "thuong_tet", _("Tết bonus")
    JOBS = "viec_lam", _("jobs")
    LIVING = "doi_song", _("living conditions")
    WELFARE = "phuc_loi", _("welfare")
    INSURANCE = "bhxh", _("social insurance")
    SAFETY = "atvsld", _("safety and health at work")
    LABOUR_RELATIONS = "quan_he_lao_dong", _("labour relations")
    UNION = "cong_doan", _("the union's work")
    OTHER = "khac", _("other matters")


class Kind(models.TextChoices):
    """What a message is: the four legal kinds (Quy định 04/QĐ-TLĐ, 30/12/2024) and the rest of what comes in."""

    COMPLAINT = "khieu_nai", _("complaint")
    DENUNCIATION = "to_cao", _("denunciation")
    PROPOSAL = "kien_nghi", _("proposal")
    REFLECTION = "phan_anh", _("reflection")
    QUESTION = "hoi_dap", _("question of a member")
    THANKS = "cam_on", _("thanks")
    SPAM = "spam", _("advertising")
    RUMOUR = "tin_don", _("rumour")


class Tone(models.TextChoices):
    """How a message sounds."""

    NEGATIVE = "neg", _("worried or angry")
    NEUTRAL = "neu", _("calm")
    POSITIVE = "pos", _("glad")


# What stands as the reason where the reader alone has laid a message aside
READS_LIKE_SPAM = "spam"


class Aside(models.TextChoices):
    """Why an officer lays a message aside."""

    ADVERTISING = "advertising", pgettext_lazy("put aside", "advertising")
    TWICE = "twice", pgettext_lazy("put aside", "the same message twice")
    ELSEWHERE = "elsewhere", pgettext_lazy("put aside", "no matter of the union")
    OTHER = "other", pgettext_lazy("put aside", "another reason")
