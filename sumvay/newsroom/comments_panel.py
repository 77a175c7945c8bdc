"""The comments on a piece, beside the editor's form; they are written and dealt with on the screen of the piece."""

from wagtail.admin.panels import Panel

from sumvay.newsroom.selectors import comments as selectors


class CommentsPanel(Panel):
    """What the newsroom says about the piece; kept in sight while one edits."""

    class BoundPanel(Panel.BoundPanel):
        """The comments on one piece."""

        template_name = "newsroom/editor/comments.html"

        def get_context_data(self, parent_context=None):
            """The open ones first."""
            context = super().get_context_data(parent_context)
            context["piece"] = self.instance
            context["comments"] = selectors.comments_on(self.instance) if self.instance.pk else []
            return context
