"""Which address leads to which room."""

from django.conf import settings
from django.urls import include, path

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("i18n/", include("django.conf.urls.i18n")),
    # Asked hundreds of times a second when a hall of people writes
    path("", include("sumvay.feedback.urls")),
    path("", include("sumvay.portal.urls")),
    path("desk/", include("sumvay.dashboard.urls")),
    path("accounts/", include("sumvay.accounts.urls")),
    # After our own, which close the pages of the package that have no place here
    path("accounts/", include("allauth.urls")),
    path("units/", include("sumvay.org.urls")),
    path("files/", include("sumvay.files.urls")),
    path("mail/", include("sumvay.mail.urls")),
    path("notices/", include("sumvay.notifications.urls")),
    path("campaigns/", include("sumvay.campaigns.urls")),
    path("papers/", include("sumvay.documents.urls")),
    path("directives/", include("sumvay.directives.urls")),
    path("reports/", include("sumvay.reporting.urls")),
    path("", include("sumvay.newsroom.urls")),
    path("newsroom/editor/", include("wagtail.admin.urls")),
    path("newsroom/documents/", include("wagtail.documents.urls")),
    path("changes/", include("sumvay.reorganisation.urls")),
    *([path("style/", include("sumvay.ui.urls"))] if settings.DEBUG else []),
]

# A former address of a piece leads on to it
handler404 = "sumvay.portal.views.missing.page_not_found"
