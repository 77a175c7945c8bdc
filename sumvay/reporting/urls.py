"""Addresses of forms, reports and consolidations."""

from django.urls import path

from sumvay.reporting.urls_consolidating import urlpatterns as consolidating
from sumvay.reporting.urls_listening import urlpatterns as listening
from sumvay.reporting.views import filling, forms

app_name = "reporting"

urlpatterns = [
    path("", filling.report_list, name="list"),
    path("quick-ask/", forms.quick_ask, name="quick_ask"),
    path("forms/<int:directive_pk>/", forms.shape, name="form"),
    path("issue/<int:directive_pk>/", forms.issue, name="issue"),
    path("fill/<int:dispatch_pk>/", filling.fill, name="fill"),
    path("fill/<int:dispatch_pk>/draft/", filling.autosave, name="autosave"),
    path("fill/<int:dispatch_pk>/sent/<int:version>/", filling.sent, name="sent"),
    path("<int:pk>/", filling.report, name="report"),
    path("<int:pk>/accept/", filling.accept, name="accept"),
    path("<int:pk>/return/", filling.send_back, name="return"),
    *consolidating,
    *listening,
]
