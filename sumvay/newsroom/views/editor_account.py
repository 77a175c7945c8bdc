"""An editor's own settings in the editor; name, language and password are kept on the officer's page of the house."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel, ThemeSettingsPanel


class EditorAccount(AccountView):
    """What concerns the editor alone."""

    def get_panels(self):
        """Notices and looks."""
        kept = (NotificationsSettingsPanel, ThemeSettingsPanel)
        return [panel for panel in super().get_panels() if isinstance(panel, kept)]


def account(request):
    """The page, in the language and with the rights of Wagtail's other pages."""
    return require_admin_access(EditorAccount.as_view())(request)
