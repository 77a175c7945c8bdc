"""Who may enter the editor: people with an editing post, nobody by a group."""

from django.contrib.auth.backends import BaseBackend

from sumvay.newsroom import desk_seats


class PostsBackend(BaseBackend):
    """Answers the one question Wagtail asks before every screen."""

    def has_perm(self, user_obj, perm, obj=None):
        """Whether the person edits anywhere."""
        return (
            perm == "wagtailadmin.access_admin"
            and user_obj.is_active
            and bool(desk_seats.posts_of(user_obj) & desk_seats.EDITING)
        )
