"""The words of cases go, what they counted for stays: at the writer's wish, and by themselves when time is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from sumvay.documents import services as documents
from sumvay.feedback.letter_addresses import purpose_of_case
from sumvay.feedback.models import Case, Forwarding, Message, Reception, RightsRequest, Sheet
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.mail import services as mail
from sumvay.mail.models import OutboundMessage

# As the form tells every writer: two years after the result, three months after an officer left it aside
KEPT_AFTER_RESULT = timedelta(days=2 * 365)
KEPT_ASIDE = timedelta(days=90)
KEPT_TRIED = timedelta(days=7)
AT_ONCE = 1_000
NOTHING = "–"


@transaction.atomic
def erase_words(*, cases: QuerySet[Case], now: datetime) -> int:
    """
    Erase text, name, contact, messages, letters, files, slips without a number, and who came in person; says how many.

    A step of services that have asked their permission. Subject, kind, place, state and times stay, and the line of the
    register of receptions with its number.
    """
    # Whoever is adding a file waits, and sees then that the case was erased
    held = Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=cases.values("pk"), erased_at=None)
    pks = list(held.order_by("pk").values_list("pk", flat=True))
    sent = StoredFile.objects.filter(pk__in=Case.objects.filter(pk__in=pks).values("enclosures__file"))
    files.erase_enclosures(files=list(sent), now=now)
    said = Message.objects.filter(case__in=pks)
    named = [f"case:{pk}" for pk in pks]
    about = [*named, *(f"case-key:{pk}" for pk in pks)]
    letters = OutboundMessage.objects.filter(Q(about__in=about) | Q(pk__in=said.values("letter")))
    mail.erase_letters(
        sent=list(letters.values_list("pk", flat=True)), claimed_by=named, purposes=[purpose_of_case(pk) for pk in pks]
    )
    documents.empty_drafts(papers=Forwarding.objects.filter(case__in=pks).values_list("paper", flat=True))
    said.update(text="")
    RightsRequest.objects.filter(case__in=pks).update(words="")
    Reception.objects.filter(case__in=pks).update(
        name=NOTHING, address="", id_number="", phone="", content=NOTHING, folded=""
    )
    erased = Case.objects.filter(pk__in=pks)
    # What made it urgent is a word of the message
    erased.filter(is_urgent=True).update(urgent_why=NOTHING)
    return erased.update(text="", folded="", name="", phone="", email="", erased_at=now)


def forget_old(*, now: datetime) -> int:
    """Erase the words of up to a thousand cases whose time is over, and files nobody took over; says how many cases."""
    Sheet.objects.filter(state=Sheet.State.TRIED, created_at__lt=now - KEPT_TRIED).delete()
    over = Q(resolved_at__lt=now - KEPT_AFTER_RESULT) | Q(aside_confirmed_at__lt=now - KEPT_ASIDE)
    old = Case.objects.filter(over, erased_at=None).order_by("pk").values("pk")[:AT_ONCE]
    return erase_words(cases=Case.objects.filter(pk__in=list(old.values_list("pk", flat=True))), now=now)
