"""Paths to units, posts, rights and imports."""

from django.urls import path

from sumvay.org.views import importing, kinds, officers, side_links, units

app_name = "org"

urlpatterns = [
    path("", units.unit_list, name="list"),
    path("switch/", units.switch_unit, name="switch_unit"),
    path("kinds/", kinds.kinds, name="kinds"),
    path("kinds/<int:pk>/", kinds.change, name="change_kind"),
    path("import/", importing.upload, name="import"),
    path("import/template.xlsx", importing.template, name="import_template"),
    path("import/<int:pk>/columns/", importing.columns, name="import_columns"),
    path("import/<int:pk>/", importing.trial, name="import_trial"),
    path("import/<int:pk>/apply/", importing.apply, name="import_apply"),
    path("officers/<int:pk>/", officers.detail, name="officer"),
    path("officers/<int:pk>/link/", officers.send_link, name="send_link"),
    path("officers/<int:pk>/phone/", officers.replace_phone, name="replace_phone"),
    path("<int:pk>/", units.detail, name="detail"),
    path("<int:pk>/children/", units.children, name="children"),
    path("<int:pk>/new/", units.create, name="create"),
    path("<int:pk>/edit/", units.edit, name="edit"),
    path("<int:pk>/rename/", units.rename, name="rename"),
    path("<int:pk>/size/", units.record_size, name="record_size"),
    path("<int:pk>/beside/", side_links.create, name="link_beside"),
    path("<int:pk>/beside/<int:link>/end/", side_links.end, name="end_side_link"),
    path("<int:pk>/officers/new/", officers.invite, name="invite_officer"),
    path("<int:pk>/grants/new/", officers.grant, name="grant"),
    path("<int:pk>/grants/<int:grant>/end/", officers.end_grant, name="end_grant"),
]
