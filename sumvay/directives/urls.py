"""Addresses of directives: issuing, receiving, following up, links."""

from django.urls import path

from sumvay.directives.views import drafting, following_up, links, receiving

app_name = "directives"

urlpatterns = [
    path("", drafting.directive_list, name="list"),
    path("work/", receiving.my_work, name="my_work"),
    path("from-paper/<int:pk>/", drafting.from_paper, name="from_paper"),
    path("<int:pk>/", drafting.detail, name="detail"),
    path("<int:pk>/edit/", drafting.edit, name="edit"),
    path("<int:pk>/campaign/", drafting.edit_campaign, name="edit_campaign"),
    path("<int:pk>/audience/", drafting.audience, name="audience"),
    path("<int:pk>/recall/", drafting.recall, name="recall"),
    path("<int:pk>/discard/", drafting.discard, name="discard"),
    path("<int:pk>/follow-up/", following_up.follow_up, name="follow_up"),
    path("<int:pk>/texts/", following_up.make_links, name="make_links"),
    path("<int:pk>/remind/", following_up.remind, name="remind"),
    path("<int:pk>/calls/<int:dispatch_pk>/", following_up.note_call, name="note_call"),
    path("<int:pk>/codes/<int:dispatch_pk>/", following_up.read_out, name="read_out"),
    path("<int:directive_pk>/mine/", receiving.mine, name="mine"),
    path("received/<int:pk>/", receiving.dispatch, name="dispatch"),
    path("received/<int:pk>/see/", receiving.see, name="see"),
    path("received/<int:pk>/decline/", receiving.decline, name="decline"),
    path("received/<int:pk>/move/<slug:move>/", receiving.answer, name="answer"),
    path("received/<int:dispatch_pk>/reissue/", drafting.reissue, name="reissue"),
    path("received/<int:dispatch_pk>/pass-on/", drafting.pass_on, name="pass_on"),
    path("received/<int:pk>/tasks/<int:assignment_pk>/", receiving.task, name="task"),
    path("received/<int:pk>/tasks/<int:assignment_pk>/links/", receiving.give_links, name="give_links"),
    path("received/<int:pk>/tasks/<int:assignment_pk>/files/", receiving.give_files, name="give_files"),
    path("received/<int:pk>/tasks/<int:assignment_pk>/activities/", receiving.give_activity, name="give_activity"),
    path("received/<int:pk>/tasks/<int:assignment_pk>/notes/", receiving.give_note, name="give_note"),
    path("received/<int:pk>/proofs/<int:deliverable_pk>/withdraw/", receiving.withdraw, name="withdraw"),
    path("l/<str:token>/", links.personal, name="personal_link"),
    path("g/<str:token>/", links.group, name="group_link"),
    path("g/<str:token>/code/", links.group_code, name="group_code"),
]
