"""Addresses of the confidential lane."""

from django.urls import path

from sumvay.feedback.views import sealed_boxes, sealed_handling, sealed_writing

FOR_MEMBERS = [
    path("kin/", sealed_writing.ask_sealed, name="ask_sealed"),
    path("kin/tra-loi/", sealed_writing.sealed_receipt, name="sealed_receipt"),
]
FOR_OFFICERS = [
    path("sealed/", sealed_handling.sealed, name="sealed"),
    path("sealed/unlock/", sealed_handling.sealed_unlock, name="sealed_unlock"),
    path("sealed/lock/", sealed_handling.sealed_lock, name="sealed_lock"),
    path("sealed/key/", sealed_handling.sealed_key, name="sealed_key"),
    path("sealed/boxes/<int:unit_pk>/", sealed_boxes.sealed_box, name="sealed_box"),
    path("sealed/boxes/<int:unit_pk>/set-up/", sealed_boxes.set_up_sealed_box, name="set_up_sealed_box"),
    path("sealed/boxes/<int:unit_pk>/handlers/", sealed_boxes.name_sealed_handler, name="name_sealed_handler"),
    path(
        "sealed/boxes/<int:unit_pk>/handlers/<int:pk>/",
        sealed_boxes.change_sealed_handler,
        name="change_sealed_handler",
    ),
    path("sealed/boxes/<int:unit_pk>/offer/", sealed_boxes.offer_sealed_half, name="offer_sealed_half"),
    path("sealed/boxes/<int:unit_pk>/open/", sealed_boxes.open_sealed_escrow, name="open_sealed_escrow"),
    path("sealed/<uuid:pk>/", sealed_handling.sealed_case, name="sealed_case"),
    path("sealed/<uuid:pk>/answer/", sealed_handling.sealed_answer, name="sealed_answer"),
    path("sealed/<uuid:pk>/share/", sealed_handling.sealed_share, name="sealed_share"),
    path("sealed/<uuid:pk>/to-heir/", sealed_handling.sealed_to_heir, name="sealed_to_heir"),
    path("sealed/<uuid:pk>/files/<uuid:file_pk>/", sealed_handling.sealed_file, name="sealed_file"),
]
