"""Every door of the house with real objects behind it, for tests that walk all of them.

`furnished(house)` fills the little federation of tests/directives with one of everything; `DOORS` names for each
address which of these objects stands behind it. A new address fails the walks until it is entered here.
"""

from datetime import timedelta
from types import SimpleNamespace

from django.db import connection
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from sumvay.accounts import services as accounts
from sumvay.campaigns import services as campaigns
from sumvay.campaigns.models import Campaign
from sumvay.directives import services as directives
from sumvay.directives.models import AccessCode
from sumvay.newsroom import services as newsroom
from sumvay.newsroom.models import Desk, OldAddress, PartnerFeed, PieceComment, PlannedPiece
from sumvay.org import services as org
from sumvay.org import spans
from sumvay.org.models import SideLink
from sumvay.reporting import services as reporting
from sumvay.reporting.models import PickedSentence, SuperiorAnnex
from tests.factories.directives import dispatch_to, drafted_directive, issued_directive
from tests.factories.documents import NumberedPaperFactory, PaperFactory, ReceivedPaperFactory, RegisterFactory
from tests.factories.files import photo, sheet_file, stored_file
from tests.factories.films import film, film_sent, under_way
from tests.factories.mail import InboundMessageFactory, OutboundMessageFactory, raw_letter
from tests.factories.newsroom import (
    PieceFactory,
    SectionFactory,
    SentContributionFactory,
    SubscriberFactory,
    desk_with_steps,
    listed,
    photo_sent,
)
from tests.factories.notifications import NoticeFactory
from tests.factories.org import AppointmentFactory, GrantFactory
from tests.factories.reporting import begun_consolidation, closed_consolidation, report_from
from tests.feedback_doors import OF_A_MESSAGE, seal_and_ask

SECRET = "MẬT DANH"
LEFT_OUT = {"django_session", "cache"}

# Doors that open by what stands in the address, to whoever knows it
BY_SECRET = {
    "accounts:invitation": {"token": "invitation"},
    "directives:personal_link": {"token": "personal"},
    "directives:group_link": {"token": "group"},
    "directives:group_code": {"token": "group"},
}
OPEN = {"accounts:forgotten": {}}
# Readers' doors that take a press from anywhere: mail programs and pages without a cookie press them
FROM_ANYWHERE = {
    "feedback:ask": {"code": "told_unit"},
    **{f"feedback:{name}": {} for name in ("receipt", "write_back", "say_how_content", "ask_for_rights")},
    **{f"feedback:{name}": {} for name in ("ask_sealed", "sealed_receipt")},
    "newsroom:read": {"pk": "listed_piece"},
    "newsroom:ask_for_bulletin": {},
    "newsroom:confirm_bulletin": {"key": "subscriber_key"},
    "newsroom:leave_bulletin": {"key": "subscriber_key"},
}
# Doors of a dispatch: officers who see the unit, or the holder of its link; nobody else learns that it exists
OF_A_DISPATCH = {
    "directives:dispatch": {"pk": "dispatch"},
    "directives:see": {"pk": "dispatch"},
    "directives:decline": {"pk": "dispatch"},
    "directives:answer": {"pk": "dispatch", "move": "complete"},
    "directives:task": {"pk": "dispatch", "assignment_pk": "assignment"},
    "directives:give_links": {"pk": "dispatch", "assignment_pk": "assignment"},
    "directives:give_files": {"pk": "dispatch", "assignment_pk": "assignment"},
    "directives:give_activity": {"pk": "dispatch", "assignment_pk": "assignment"},
    "directives:give_note": {"pk": "dispatch", "assignment_pk": "assignment"},
    "directives:withdraw": {"pk": "dispatch", "deliverable_pk": "deliverable"},
    "reporting:fill": {"dispatch_pk": "dispatch"},
    "reporting:autosave": {"dispatch_pk": "dispatch"},
    "reporting:sent": {"dispatch_pk": "dispatch", "version": "one"},
}
# Doors for readers, who need no sign-in and leave nothing behind but a count
FOR_READERS = {
    **{f"newsroom:{name}": {"slug": "listed_slug", "pk": "listed_piece"} for name in ("piece", "print_piece")},
    "newsroom:share_card": {"pk": "listed_piece"},
    "newsroom:all_feed": {"form": "ninjs.json"},
    "newsroom:section_feed": {"slug": "section_slug", "form": "tin.rss"},
    "newsroom:unit_feed": {"code": "told_unit", "form": "tin.atom"},
    "newsroom:campaign_feed": {"pk": "told_campaign", "form": "tin.json"},
    **{f"newsroom:{name}": {} for name in ("sitemap", "sitemap_news", "robots")},
    "newsroom:sitemap_month": {"month": "month"},
    "newsroom:picture": {"name": "card_file"},
    "newsroom:film": {"name": "film_file"},
    "feedback:ask_where": {},
    **{f"portal:{name}": {} for name in ("home", "english", "programmes", "jobs", "documents", "search")},
    **{f"portal:{name}": {} for name in ("answers", "commitments")},
    **{
        f"portal:{name}": {"page": "one"}
        for name in ("english_page", "programmes_page", "jobs_page", "documents_page", "commitments_page")
    },
    "portal:unit_commitments": {"code": "told_unit"},
    **{f"portal:section{page}": {"slug": "section_slug", **at} for page, at in (("", {}), ("_page", {"page": "one"}))},
    **{f"portal:unit{page}": {"code": "told_unit", **at} for page, at in (("", {}), ("_page", {"page": "one"}))},
    **{f"portal:campaign{page}": {"pk": "told_campaign", **at} for page, at in (("", {}), ("_page", {"page": "one"}))},
    **{f"portal:programme{page}": {"pk": "programme", **at} for page, at in (("", {}), ("_page", {"page": "one"}))},
    **{f"portal:author{page}": {"slug": "author_slug", **at} for page, at in (("", {}), ("_page", {"page": "one"}))},
}
# Doors without an object behind them: lists of what one sees oneself, and what one begins
OF_ONES_OWN = [
    "dashboard:home", "accounts:profile", "accounts:change_profile", "accounts:ask_for_email", "org:list",
    "org:switch_unit", "org:import", "org:import_template", "mail:mailbox", "mail:caught", "notifications:list",
    "notifications:read_all", "campaigns:list", "documents:list", "documents:export", "documents:registers",
    "documents:receive", "documents:draft", "directives:list", "directives:my_work", "reporting:list",
    "reporting:quick_ask", "reporting:unmatched", "org:kinds", "newsroom:mine", "newsroom:start",
    "newsroom:desk", "newsroom:bulletins", "newsroom:calendar", "newsroom:style", "newsroom:fees",
    "newsroom:published", "newsroom:published_workbook", "newsroom:mine_workbook", "files:uploads",
    "feedback:issues", "feedback:issues_workbook",
    *(f"feedback:{name}" for name in ("triage", "workbook", "together", "merge_together", "leave_together", "above")),
    *(f"feedback:{name}" for name in ("answers", "new_answer")),
    "feedback:service_times", "feedback:figures", "feedback:sheets", "feedback:warnings",
    "feedback:synthesis", "feedback:synthesis_workbook", "reporting:listening",
    *(f"feedback:{name}" for name in ("receptions", "new_reception", "chair_day", "print_register")),
    "feedback:register_xlsx", "feedback:register_docx",
    "feedback:requests", "feedback:sealed", "feedback:sealed_unlock", "feedback:sealed_lock", "feedback:sealed_key",
]  # fmt: skip
# What a unit writes for the newsroom: its collaborators write too
OF_A_CONTRIBUTION = {
    **{
        f"newsroom:{name}": {"pk": "contribution"} for name in ("contribution", "write", "autosave", "send", "withdraw")
    },
    **{f"newsroom:{name}": {"pk": "contribution"} for name in ("add_photo", "take_film", "film_outcome")},
    **{f"newsroom:{name}": {"pk": "contribution", "photo_pk": "news_photo"} for name in ("photo", "remove_photo")},
    "newsroom:photo_consents": {"pk": "contribution", "photo_pk": "news_photo"},
    "newsroom:move_photo": {"pk": "contribution", "photo_pk": "news_photo", "way": "front"},
    "newsroom:text_consents": {"pk": "contribution"},
    **{
        f"newsroom:{name}": {"pk": "contribution", "consent_pk": "consent"}
        for name in ("withdraw_consent", "erase_consent")
    },
}
OF_AN_OBJECT = {
    **{f"dashboard:{name}": {"pk": "issued"} for name in ("board", "board_units", "board_proofs")},
    "dashboard:board_sheet": {"pk": "issued", "form": "csv"},
    **{f"org:{name}": {"pk": "unit"} for name in ("detail", "children", "create", "edit", "rename", "record_size")},
    **{f"org:{name}": {"pk": "unit"} for name in ("link_beside", "invite_officer", "grant")},
    "org:change_kind": {"pk": "kind"},
    "org:end_side_link": {"pk": "unit", "link": "side_link"},
    "org:end_grant": {"pk": "unit", "grant": "grant"},
    **{f"org:{name}": {"pk": "post"} for name in ("officer", "send_link", "replace_phone")},
    **{f"org:{name}": {"pk": "upload"} for name in ("import_columns", "import_trial", "import_apply")},
    **{f"reorganisation:{name}": {"pk": "unit"} for name in ("move", "end")},
    **{f"reorganisation:{name}": {"pk": "post"} for name in ("hand_over", "leave")},
    "files:open": {"key": "file_key"},
    "files:thumb": {"key": "file_key"},
    "files:upload": {"token": "upload_token"},
    **{f"mail:{name}": {"pk": "letter_out"} for name in ("message", "resend", "give_up")},
    "mail:caught_letter": {"name": "letter.eml"},
    "notifications:read": {"pk": "notice"},
    "campaigns:detail": {"pk": "campaign"},
    "documents:close_register": {"pk": "register"},
    **{f"documents:{name}": {"pk": "paper_in"} for name in ("review", "live_line")},
    **{f"documents:{name}": {"pk": "paper_out"} for name in ("change", "withdraw", "submit", "detail", "put_through")},
    **{f"documents:{name}": {"pk": "paper_out"} for name in ("approve", "return", "sign", "number")},
    **{f"documents:{name}": {"pk": "paper_numbered"} for name in ("issue", "scan")},
    "documents:download": {"pk": "paper_out", "form": "docx"},
    "directives:from_paper": {"pk": "paper_in"},
    **{f"directives:{name}": {"pk": "draft"} for name in ("edit", "edit_campaign", "audience", "discard")},
    **{f"directives:{name}": {"pk": "issued"} for name in ("detail", "recall", "follow_up", "make_links", "remind")},
    "directives:note_call": {"pk": "issued", "dispatch_pk": "dispatch"},
    "directives:read_out": {"pk": "issued", "dispatch_pk": "dispatch"},
    "directives:mine": {"directive_pk": "issued"},
    **{f"directives:{name}": {"dispatch_pk": "ward_dispatch"} for name in ("reissue", "pass_on")},
    "reporting:form": {"directive_pk": "issued"},
    "reporting:issue": {"directive_pk": "draft"},
    **{f"reporting:{name}": {"pk": "report"} for name in ("report", "accept", "return")},
    "reporting:own_report_paper": {"pk": "report", "form": "docx"},
    **{f"reporting:{name}": {"directive_pk": "issued"} for name in ("consolidations", "chat")},
    **{f"reporting:{name}": {"pk": "cut"} for name in ("consolidation", "narrative", "pick", "looked", "close")},
    **{f"reporting:{name}": {"pk": "cut"} for name in ("mail_forms", "annexes", "own_part")},
    **{f"reporting:{name}": {"pk": "closed_cut"} for name in ("supplement", "paper", "ask_annex")},
    "reporting:unpick": {"pk": "cut", "pick_pk": "picked"},
    "reporting:number": {"pk": "cut", "line_pk": "line"},
    "reporting:download": {"pk": "closed_cut", "form": "xlsx"},
    **{f"reporting:{name}": {"pk": "cut", "annex_pk": "annex"} for name in ("map_annex", "filled_annex", "drop_annex")},
    "reporting:match": {"pk": "letter_in"},
    **OF_A_CONTRIBUTION,
    **{f"newsroom:{name}": {"pk": "at_desk"} for name in ("at_desk", "take", "put_back", "edit_contribution", "lift")},
    **{f"newsroom:{name}": {"pk": "at_desk"} for name in ("return_contribution", "refuse", "take_up_again")},
    "newsroom:make_piece": {"pk": "at_desk"},
    "newsroom:add_to_piece": {"pk": "at_desk", "piece_pk": "listed_piece"},
    "newsroom:desk_text_consents": {"pk": "at_desk"},
    "newsroom:desk_photo_consents": {"pk": "at_desk", "photo_pk": "at_desk_photo"},
    "newsroom:answer_for_photo": {"pk": "at_desk", "photo_pk": "at_desk_photo"},
    "newsroom:beside": {"pk": "at_desk", "other_pk": "at_desk_too"},
    "newsroom:beside_piece": {"pk": "at_desk", "piece_pk": "listed_piece"},
    **{f"newsroom:{name}": {"desk_pk": "ward_desk"} for name in ("draft_bulletin", "plan_piece")},
    **{f"newsroom:{name}": {"pk": "bulletin"} for name in ("bulletin", "arrange_bulletin", "preview_bulletin")},
    **{f"newsroom:{name}": {"pk": "bulletin"} for name in ("publish_bulletin", "mail_bulletin")},
    **{f"newsroom:{name}": {"pk": "bulletin"} for name in ("piece_state", "preview_piece", "submit_piece", "comment")},
    **{f"newsroom:{name}": {"pk": "bulletin"} for name in ("approve_piece", "return_piece")},
    **{f"newsroom:{name}": {"pk": "piece_comment"} for name in ("resolve_comment", "reopen_comment")},
    **{f"newsroom:{name}": {"pk": "planned"} for name in ("change_planned", "move_planned", "remove_planned")},
    **{f"newsroom:{name}": {"pk": "planned"} for name in ("start_planned", "write_planned")},
    **{f"newsroom:{name}": {"unit_pk": "unit"} for name in ("desk_set_up", "close_desk", "start_piece")},
    **{f"newsroom:{name}": {"month": "month"} for name in ("fee_sheet", "fee_workbook", "fee_points", "quota")},
    **{f"newsroom:{name}": {"month": "month"} for name in ("quota_workbook", "points_workbook")},
    **{f"newsroom:{name}": {} for name in ("fee_rates", "partners")},
    "newsroom:own_coefficient": {"pk": "fee_line"},
    "newsroom:close_partner": {"pk": "partner"},
    **{f"newsroom:{name}": {} for name in ("site", "sections", "old_addresses")},
    **{f"newsroom:{name}": {"pk": "section"} for name in ("change_section", "merge_section")},
    "newsroom:remove_old_address": {"pk": "old_address"},
    "newsroom:package": {"pk": "listed_piece"},
    **{f"newsroom:{name}": {"pk": "listed_piece"} for name in ("published_piece", "correct_piece", "take_down")},
    "newsroom:make_english": {"pk": "listed_piece"},
    **OF_A_MESSAGE,
}
DOORS = {
    **FOR_READERS,
    **BY_SECRET,
    **OPEN,
    **FROM_ANYWHERE,
    **OF_A_DISPATCH,
    **OF_AN_OBJECT,
    **{name: {} for name in OF_ONES_OWN},
}


def named_addresses(patterns=None, room: str = "") -> set[str]:
    """The names of all addresses of our own rooms, as "room:name"."""
    names = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            names |= {f"{room}:{pattern.name}"} if room and pattern.name else set()
        elif not (pattern.namespace or "").startswith("wagtail"):
            # The editor's own doors are walked in tests/newsroom/test_wagtail_permissions.py
            names |= named_addresses(pattern.url_patterns, pattern.namespace or room)
    return names


def address_of(name: str, world: SimpleNamespace) -> str:
    """Where a door is in a furnished house."""
    return reverse(name, kwargs={key: getattr(world, value, value) for key, value in DOORS[name].items()})


def rows_written() -> dict[str, int]:
    """How many rows of each table this test has written until now, sessions left out; what was undone counts too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: count for name, count in cursor.fetchall() if name not in LEFT_OUT}


def furnished(house) -> SimpleNamespace:
    """One of everything in the branch of the province; ids by name, and the officers who stand outside."""
    world = SimpleNamespace(one=1, complete="complete", docx="docx", xlsx="xlsx", front="front", house=house)
    _in_the_tree(house, world)
    _asked_and_done(house, world)
    _reported(house, world)
    _written(house, world)
    _sent_in(house, world)
    _at_desk(house, world)
    _planned(house, world)
    seal_and_ask(house, world, SECRET)
    return world


def _in_the_tree(house, world):
    now, today, unit = timezone.now(), timezone.localdate(), house.wards[0]
    post = AppointmentFactory(unit=unit, post="clerk")
    tie = SideLink.objects.create(unit=unit, beside=house.wards[1], kind="caretaker", valid=spans.since(today))
    head = house.chair_of(house.province)
    sheet = f"Tên đơn vị,Mã đơn vị\n{SECRET},MD1\n".encode()
    upload = org.receive_import(actor=head, unit=house.province, content=sheet, filename="don vi.csv", now=now)
    world.unit, world.post, world.side_link, world.upload = unit.pk, post.pk, tie.pk, upload.pk
    world.grant, world.kind = GrantFactory(unit=unit).pk, unit.kind_id
    world.invitation = accounts.invite_person(actor=head, full_name=SECRET, email="moi@example.vn", phone="", now=now)[
        1
    ]
    world.former = AppointmentFactory(unit=house.units[0], valid=spans.since(today - timedelta(days=90)))
    type(world.former).objects.filter(pk=world.former.pk).update(valid=(today - timedelta(days=90), today))
    world.former = world.former.officer


def _asked_and_done(house, world):
    now, head, unit = timezone.now(), house.chair_of(house.province), house.units[0]
    campaign = campaigns.create_campaign(
        actor=head, unit=house.province, title=f"Đợt {SECRET}", starts_on=timezone.localdate(), now=now
    )
    issued = issued_directive(actor=head, unit=house.province, campaign=campaign, title=f"Tết {SECRET}")
    dispatch, asked = dispatch_to(issued, unit), issued.assignments.get(kind="spread")
    given = directives.give_file(
        actor=house.chair_of(unit), dispatch=dispatch, assignment=asked, name="a.jpg", content=photo(), now=now
    )
    both = [dispatch, dispatch_to(issued, house.units[1])]
    tokens = directives.make_personal_links(actor=head, directive=issued, dispatches=both, now=now)
    world.group = directives.make_group_link(actor=head, directive=issued, now=now)
    link = issued.access_links.get(kind="group")
    code = {"created_at": now, "expires_at": now + timedelta(minutes=20), "code_hash": "0" * 64}
    AccessCode.objects.create(link=link, unit=unit, officer=house.chair_of(unit), **code)
    world.personal, world.others_link = tokens[unit.pk], tokens[house.units[1].pk]
    world.campaign, world.issued, world.directive = campaign.pk, issued.pk, issued
    world.draft = drafted_directive(actor=head, unit=house.province, campaign=campaign, title=f"Nháp {SECRET}").pk
    world.dispatch, world.ward_dispatch = dispatch.pk, dispatch_to(issued, house.wards[0]).pk
    world.assignment, world.deliverable, world.file_key = asked.pk, given.pk, given.file.key


def _reported(house, world):
    now, chair, unit, ward = timezone.now(), house.chair_of(house.wards[0]), house.units[0], house.wards[0]
    said = {"results": f"{SECRET} đã trao quà. Đoàn viên rất vui."}
    report = report_from(world.directive, unit, narrative=said, suat_qua=12)
    cut = begun_consolidation(world.directive, ward, chair)
    closed = closed_consolidation(world.directive, house.province, house.chair_of(house.province))
    sheet = sheet_file(("Nội dung", "Tổng cộng"), ("Suất quà đã trao", None))
    annex = reporting.add_annex(
        actor=chair, consolidation=cut, recipient=SECRET, name="bieu.xlsx", content=sheet, now=now
    )
    picked = PickedSentence.objects.create(consolidation=cut, report=report, heading="results", text="Vui.")
    world.report, world.cut, world.closed_cut, world.picked = report.pk, cut.pk, closed.pk, picked.pk
    world.annex, world.version = SuperiorAnnex.objects.get(pk=annex.pk).pk, report.versions.get().pk
    world.line = report.form.lines.first().pk
    world.letter_in = InboundMessageFactory(
        state="unmatched", purpose=f"report-{world.issued}-{unit.pk}", raw=raw_letter(f"{SECRET}: 3\n")
    ).pk


def _written(house, world):
    ward, chair = house.wards[0], house.chair_of(house.wards[0])
    file = stored_file(unit=ward, purpose="paper", name=f"{SECRET}.txt")
    world.paper_in = ReceivedPaperFactory(unit=ward, subject=SECRET, file=file).pk
    world.paper_out = PaperFactory(unit=ward, subject=SECRET, created_by=chair).pk
    world.paper_numbered = NumberedPaperFactory(unit=ward, subject=SECRET, created_by=chair).pk
    world.register = RegisterFactory(unit=ward, direction="out", doc_type="ke_hoach").pk
    world.letter_out = OutboundMessageFactory(subject=SECRET, state="failed").pk
    world.notice = NoticeFactory(officer=chair, title=SECRET).pk


def _sent_in(house, world):
    unit, chair, now = house.units[0], house.chair_of(house.units[0]), timezone.now()
    draft = newsroom.start_contribution(actor=chair, unit=unit, now=now)
    words = {"title": f"Tin {SECRET}", "text": SECRET}
    newsroom.save_contribution(actor=chair, contribution=draft, fields=words, edition=None, now=now)
    shown = newsroom.add_photo(actor=chair, contribution=draft, name="tin.jpg", content=photo(), now=now)
    consent = newsroom.record_consent(
        actor=chair, contribution=draft, photo=shown, person=SECRET, uses=["portal"], how="Ký phiếu",
        given_on=timezone.localdate(), now=now,
    )  # fmt: skip
    world.contribution, world.news_photo, world.consent = draft.pk, shown.pk, consent.pk
    sent = film_sent(chair, draft)
    world.film_file = f"{sent.stored.key.hex}.mp4"
    world.upload_token = under_way(chair, unit, film(), name=SECRET, come=100).token


def _at_desk(house, world):
    unit, ward = house.units[0], house.wards[0]
    desk_with_steps(ward)
    sent = [SentContributionFactory(unit=unit, desk=ward, title=SECRET, text=SECRET) for _ in range(2)]
    world.at_desk, world.at_desk_too = [item.pk for item in sent]
    world.at_desk_photo = photo_sent(sent[0], shows_people=True).pk
    paid = SentContributionFactory(unit=unit, desk=ward, title=SECRET, state="published")
    world.fee_line = paid.steps.create(act="published", desk=ward, at=timezone.now()).pk
    shown_to_readers = listed(
        at=timezone.now(), unit=house.province, byline="Lê Thị Mỹ Ái", campaign=Campaign.objects.get(pk=world.campaign)
    )
    world.section_slug, world.author_slug = shown_to_readers.section.slug, shown_to_readers.author_slug
    world.told_unit, world.told_campaign = house.province.code, world.campaign
    world.programme = listed(at=timezone.now(), unit=house.province, kind="programme").pk
    world.listed_piece, world.listed_slug = shown_to_readers.pk, shown_to_readers.piece.slug
    world.card_file = f"cards/{shown_to_readers.pk}.png"


def _planned(house, world):
    ward, today = house.wards[0], timezone.localdate()
    desk = Desk.objects.get(unit=ward)
    SectionFactory()
    world.bulletin = PieceFactory(unit=ward, kind="bulletin", title=SECRET, happened_on=today - timedelta(days=1)).pk
    remark = PieceComment.objects.create(piece_id=world.bulletin, at=timezone.now(), text=SECRET)
    world.piece_comment = remark.pk
    world.planned = PlannedPiece.objects.create(desk=desk, on=today, title=SECRET).pk
    world.ward_desk, world.subscriber_key = desk.pk, SubscriberFactory().key
    world.month = today
    section = SectionFactory(slug="mat-danh", name=SECRET)
    world.section = section.pk
    world.old_address = OldAddress.objects.create(path=f"/{SECRET}/", section=section).pk
    world.partner = PartnerFeed.objects.create(name=SECRET, url="https://bao.example.vn/tin.rss").pk
