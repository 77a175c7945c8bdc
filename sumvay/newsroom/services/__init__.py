"""Everything that can happen in the newsroom."""

from sumvay.newsroom.services.approval import approve_piece, return_piece, submit_piece
from sumvay.newsroom.services.bulletins import arrange, draft_bulletin, draft_bulletins, mail_bulletin
from sumvay.newsroom.services.comments import comment, reopen_comment, resolve_comment
from sumvay.newsroom.services.consents import (
    agree_anew_for_picture,
    answer_for_photo,
    erase_consent,
    record_consent,
    withdraw_consent,
    withdraw_for_picture,
)
from sumvay.newsroom.services.contributing import (
    save_contribution,
    send_contribution,
    start_contribution,
    tell_author,
    withdraw_contribution,
)
from sumvay.newsroom.services.contribution_photos import (
    add_film,
    add_photo,
    change_photo,
    move_photo,
    remove_photo,
    save_with_photos,
)
from sumvay.newsroom.services.desk_setup import close_desk, open_desk
from sumvay.newsroom.services.desk_work import (
    edit_contribution,
    lift,
    put_back,
    refuse,
    return_contribution,
    take,
    take_up_again,
)
from sumvay.newsroom.services.drawing import card_of, draw_pictures, forget_cards
from sumvay.newsroom.services.fees import set_own_coefficient, set_rate
from sumvay.newsroom.services.film_checks import ask_to_take_in, take_in_film
from sumvay.newsroom.services.films import film_for_readers, hide_films
from sumvay.newsroom.services.partners import add_partner, ask_partners, close_partner, fetch_partner
from sumvay.newsroom.services.pieces import add_to_piece, start_piece
from sumvay.newsroom.services.planning import (
    move_planned,
    plan_piece,
    remove_planned,
    start_planned,
)
from sumvay.newsroom.services.publishing import correct_piece, list_piece, publish_piece, take_down, unlist_piece
from sumvay.newsroom.services.reading import count_read, fold_reads, forget_networks
from sumvay.newsroom.services.schedule import end_expired, publish_due, publish_scheduled
from sumvay.newsroom.services.subscribers import (
    ask_for_bulletin,
    confirm_subscription,
    end_subscription,
    forget_strangers,
    send_bulletin,
)
from sumvay.newsroom.services.translations import start_english_version

__all__ = [
    "add_film",
    "add_partner",
    "add_photo",
    "add_to_piece",
    "agree_anew_for_picture",
    "answer_for_photo",
    "approve_piece",
    "arrange",
    "ask_for_bulletin",
    "ask_partners",
    "ask_to_take_in",
    "card_of",
    "change_photo",
    "close_desk",
    "close_partner",
    "comment",
    "confirm_subscription",
    "correct_piece",
    "count_read",
    "draft_bulletin",
    "draft_bulletins",
    "draw_pictures",
    "edit_contribution",
    "end_expired",
    "end_subscription",
    "erase_consent",
    "fetch_partner",
    "film_for_readers",
    "fold_reads",
    "forget_cards",
    "forget_networks",
    "forget_strangers",
    "hide_films",
    "lift",
    "list_piece",
    "mail_bulletin",
    "move_photo",
    "move_planned",
    "open_desk",
    "plan_piece",
    "publish_due",
    "publish_piece",
    "publish_scheduled",
    "put_back",
    "record_consent",
    "refuse",
    "remove_photo",
    "remove_planned",
    "reopen_comment",
    "resolve_comment",
    "return_contribution",
    "return_piece",
    "save_contribution",
    "save_with_photos",
    "send_bulletin",
    "send_contribution",
    "set_own_coefficient",
    "set_rate",
    "start_contribution",
    "start_english_version",
    "start_piece",
    "start_planned",
    "submit_piece",
    "take",
    "take_down",
    "take_in_film",
    "take_up_again",
    "tell_author",
    "unlist_piece",
    "withdraw_consent",
    "withdraw_contribution",
    "withdraw_for_picture",
]
