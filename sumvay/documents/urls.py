"""Addresses of the room."""

from django.urls import path, re_path

from sumvay.documents.views import receive, register, road, writing

app_name = "documents"

urlpatterns = [
    path("", register.papers, name="list"),
    path("export.xlsx", register.export, name="export"),
    path("registers/", register.registers, name="registers"),
    path("registers/<int:pk>/close/", register.close_register, name="close_register"),
    path("receive/", receive.receive, name="receive"),
    path("new/", writing.draft, name="draft"),
    path("<int:pk>/", road.detail, name="detail"),
    path("<int:pk>/review/", receive.review, name="review"),
    path("<int:pk>/review/line/", receive.live_line, name="live_line"),
    path("<int:pk>/change/", writing.change, name="change"),
    path("<int:pk>/withdraw/", writing.withdraw, name="withdraw"),
    re_path(r"^(?P<pk>[0-9]+)/download\.(?P<form>docx|pdf)$", writing.download, name="download"),
    path("<int:pk>/submit/", road.submit, name="submit"),
    path("<int:pk>/approve/", road.approve, name="approve"),
    path("<int:pk>/return/", road.send_back, name="return"),
    path("<int:pk>/sign/", road.sign, name="sign"),
    path("<int:pk>/number/", road.number, name="number"),
    path("<int:pk>/put-through/", road.put_through, name="put_through"),
    path("<int:pk>/issue/", road.issue, name="issue"),
    path("<int:pk>/scan/", road.attach_scan, name="scan"),
]
