"""Addresses of the newsroom: officers' below `newsroom/`, readers' as they are read out; the editor is Wagtail's."""

from django.urls import include, path

from sumvay.newsroom import urls_wire
from sumvay.newsroom.views import (
    bulletins,
    contributing,
    contribution_photos,
    desk,
    desk_setup,
    editor_account,
    pictures,
    pieces,
    planning,
    published,
    style,
    subscribing,
)

app_name = "newsroom"

FOR_OFFICERS = [
    *urls_wire.FOR_OFFICERS,
    path("bulletins/", bulletins.bulletin_list, name="bulletins"),
    path("bulletins/draft/<int:desk_pk>/", bulletins.draft, name="draft_bulletin"),
    path("bulletins/<int:pk>/", bulletins.bulletin, name="bulletin"),
    path("bulletins/<int:pk>/arrange/", bulletins.arrange, name="arrange_bulletin"),
    path("bulletins/<int:pk>/preview/", bulletins.preview, name="preview_bulletin"),
    path("bulletins/<int:pk>/publish/", bulletins.publish, name="publish_bulletin"),
    path("bulletins/<int:pk>/mail/", bulletins.mail, name="mail_bulletin"),
    path("calendar/", planning.calendar, name="calendar"),
    path("calendar/plan/<int:desk_pk>/", planning.plan, name="plan_piece"),
    path("calendar/<int:pk>/move/", planning.move, name="move_planned"),
    path("calendar/<int:pk>/remove/", planning.remove, name="remove_planned"),
    path("calendar/<int:pk>/start/", planning.start, name="start_planned"),
    path("style/", style.style, name="style"),
    path("", desk.queue, name="desk"),
    path("published/", published.published_list, name="published"),
    path("published/<int:pk>/", published.published_piece, name="published_piece"),
    path("published/<int:pk>/correct/", published.correct, name="correct_piece"),
    path("published/<int:pk>/take-down/", published.take_down, name="take_down"),
    path("mine/", contributing.mine, name="mine"),
    path("mine/start/", contributing.start, name="start"),
    path("mine/<int:pk>/", contributing.detail, name="contribution"),
    path("mine/<int:pk>/write/", contributing.write, name="write"),
    path("mine/<int:pk>/draft/", contributing.autosave, name="autosave"),
    path("mine/<int:pk>/send/", contributing.send, name="send"),
    path("mine/<int:pk>/withdraw/", contributing.withdraw, name="withdraw"),
    path("mine/<int:pk>/photos/<int:photo_pk>/", contribution_photos.photo, name="photo"),
    path("mine/<int:pk>/photos/<int:photo_pk>/remove/", contribution_photos.remove_photo, name="remove_photo"),
    path("mine/<int:pk>/photos/<int:photo_pk>/consents/", contribution_photos.consents, name="photo_consents"),
    path("mine/<int:pk>/photos/<int:photo_pk>/<str:way>/", contribution_photos.move_photo, name="move_photo"),
    path("mine/<int:pk>/consents/", contribution_photos.consents, name="text_consents"),
    path(
        "mine/<int:pk>/consents/<int:consent_pk>/withdraw/",
        contribution_photos.withdraw_consent,
        name="withdraw_consent",
    ),
    path("mine/<int:pk>/consents/<int:consent_pk>/erase/", contribution_photos.erase_consent, name="erase_consent"),
    path("at-desk/<int:pk>/", desk.at_desk, name="at_desk"),
    path("at-desk/<int:pk>/beside/<int:other_pk>/", desk.beside, name="beside"),
    path("at-desk/<int:pk>/beside-piece/<int:piece_pk>/", desk.beside_piece, name="beside_piece"),
    path("at-desk/<int:pk>/take/", desk.take, name="take"),
    path("at-desk/<int:pk>/put-back/", desk.put_back, name="put_back"),
    path("at-desk/<int:pk>/edit/", desk.edit, name="edit_contribution"),
    path("at-desk/<int:pk>/lift/", desk.lift, name="lift"),
    path("at-desk/<int:pk>/return/", desk.give_back, name="return_contribution"),
    path("at-desk/<int:pk>/refuse/", desk.refuse, name="refuse"),
    path("at-desk/<int:pk>/piece/", desk.make_piece, name="make_piece"),
    path("desks/<int:unit_pk>/set-up/", desk_setup.set_up, name="desk_set_up"),
    path("desks/<int:unit_pk>/close/", desk_setup.close, name="close_desk"),
    path("desks/<int:unit_pk>/piece/", desk_setup.start_piece, name="start_piece"),
    # In the place of Wagtail's own
    path("editor/account/", editor_account.account),
]
FOR_READERS = [
    *urls_wire.FOR_READERS,
    path("ban-tin/dang-ky/", subscribing.ask, name="ask_for_bulletin"),
    path("ban-tin/<uuid:key>/xac-nhan/", subscribing.confirm, name="confirm_bulletin"),
    path("ban-tin/<uuid:key>/thoi-nhan/", subscribing.leave, name="leave_bulletin"),
    path("bai/<slug:slug>-<int:pk>/", pieces.piece, name="piece"),
    path("bai/<slug:slug>-<int:pk>/in/", pieces.print_piece, name="print_piece"),
    path("bai/<int:pk>/the.png", pieces.share_card, name="share_card"),
    path("bai/<int:pk>/doc", pieces.read, name="read"),
    path("pictures/<path:name>", pictures.show, name="picture"),
]

urlpatterns = [path("newsroom/", include(FOR_OFFICERS)), *FOR_READERS]
