"""Addresses of listening: members' below `y-kien/`, officers' below `cases/`."""

from django.urls import include, path

from sumvay.feedback import urls_sealed
from sumvay.feedback.views import (
    above,
    acts,
    issues,
    library,
    members,
    posters,
    promises,
    receipt,
    receptions,
    rights,
    sheets,
    synthesis,
    triage,
)

app_name = "feedback"

FOR_MEMBERS: list = [
    *urls_sealed.FOR_MEMBERS,
    path("", members.ask_where, name="ask_where"),
    path("tra-loi/", receipt.receipt, name="receipt"),
    path("tra-loi/viet-them/", receipt.write_back, name="write_back"),
    path("tra-loi/hai-long/", receipt.say_how_content, name="say_how_content"),
    path("tra-loi/du-lieu/", receipt.ask_for_rights, name="ask_for_rights"),
]
# Last of all: any other word is the code of a unit
OF_A_UNIT = [path("<str:code>/", members.ask, name="ask")]

FOR_OFFICERS: list = [
    path("", triage.triage, name="triage"),
    path("workbook.xlsx", triage.workbook, name="workbook"),
    path("together/", acts.together, name="together"),
    path("<int:pk>/", triage.case, name="case"),
    path("<int:pk>/open/", acts.open_fully, name="open_fully"),
    path("<int:pk>/sort/", acts.sort, name="sort"),
    path("<int:pk>/assign/", acts.assign, name="assign"),
    path("<int:pk>/move/", acts.move, name="move"),
    path("<int:pk>/answer/", acts.answer, name="answer"),
    path("<int:pk>/note/", acts.note, name="note"),
    path("<int:pk>/merge/", acts.merge, name="merge"),
    path("<int:pk>/split/", acts.split, name="split"),
    path("issues/", issues.issues, name="issues"),
    path("issues/workbook.xlsx", issues.workbook, name="issues_workbook"),
    path("issues/<int:pk>/", issues.issue, name="issue"),
    path("issues/<int:pk>/answer/", acts.answer_issue, name="issue_answer"),
    path("issues/<int:pk>/open/", issues.open_issue, name="open_issue"),
    path("issues/<int:pk>/dismiss/", issues.dismiss_issue, name="dismiss_issue"),
    path("issues/<int:pk>/raise/", issues.raise_issue, name="raise_issue"),
    path("issues/<int:pk>/withdraw/", issues.withdraw_raise, name="withdraw_raise"),
    path("issues/<int:pk>/promise/", issues.promise, name="promise"),
    path("issues/<int:pk>/settle/", issues.answer_line, name="answer_line"),
    path("issues/<int:pk>/reopen/", issues.reopen_issue, name="reopen_issue"),
    path("issues/<int:pk>/merge/", issues.merge_issues, name="merge_issues"),
    path("issues/<int:pk>/cases/<int:case_pk>/", issues.of_case, name="case_of_issue"),
    path("<int:pk>/forward/", acts.forward, name="forward"),
    path("<int:pk>/put-aside/", acts.put_aside, name="put_aside"),
    path("<int:pk>/bring-back/", acts.bring_back, name="bring_back"),
    path("above/", above.above, name="above"),
    path("above/<int:pk>/", above.case_above, name="case_above"),
    path("above/<int:pk>/take-over/", above.take_over, name="take_over"),
    path("answers/", library.answers, name="answers"),
    path("answers/new/", library.new_answer, name="new_answer"),
    path("answers/<int:pk>/", library.one_answer, name="one_answer"),
    path("answers/<int:pk>/approve/", library.approve_answer, name="approve_answer"),
    path("answers/<int:pk>/retire/", library.retire_answer, name="retire_answer"),
    path("service-times/", promises.service_times, name="service_times"),
    path("figures/", promises.figures, name="figures"),
    path("synthesis/", synthesis.synthesis, name="synthesis"),
    path("synthesis/tables.xlsx", synthesis.workbook, name="synthesis_workbook"),
    *urls_sealed.FOR_OFFICERS,
    path("requests/", rights.requests, name="requests"),
    path("requests/<int:pk>/", rights.one_request, name="request"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/columns/", sheets.sheet_columns, name="sheet_columns"),
    path("sheets/<int:pk>/start/", sheets.start_sheet, name="start_sheet"),
    path("sheets/<int:pk>/undo/", sheets.undo_sheet, name="undo_sheet"),
    path("receptions/", receptions.receptions, name="receptions"),
    path("receptions/new/", receptions.new_reception, name="new_reception"),
    path("receptions/chair-day/", receptions.chair_day, name="chair_day"),
    path("receptions/<int:pk>/", receptions.reception, name="reception"),
    path("receptions/print/", receptions.print_register, name="print_register"),
    path("receptions/register.xlsx", receptions.register, {"form": "xlsx"}, name="register_xlsx"),
    path("receptions/register.docx", receptions.register, {"form": "docx"}, name="register_docx"),
    path("posters/<int:pk>/", posters.poster, name="poster"),
    path("posters/<int:pk>/<str:form>/", posters.poster_file, name="poster_file"),
]

urlpatterns = [path("y-kien/", include([*FOR_MEMBERS, *OF_A_UNIT])), path("cases/", include(FOR_OFFICERS))]
