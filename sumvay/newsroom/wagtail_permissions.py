"""Wagtail's questions answered from posts: whoever edits for a unit edits what is its own and its branch's."""

from django.contrib.auth import get_user_model
from django.utils.timezone import localdate
from wagtail.models import Collection
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import NewsDocument, NewsPicture, Piece


def posts_for(actions):
    """The posts that may do any of these."""
    return desk_seats.EDITING if set(actions) & {"add", "change", "choose", "view"} else desk_seats.PUBLISHING


class UnitPolicy(BasePermissionPolicy):
    """For rows with a `unit`."""

    def user_has_any_permission(self, user, actions):
        """Anywhere at all."""
        return user.is_active and (user.is_superuser or bool(desk_seats.posts_of(user) & posts_for(actions)))

    def user_has_permission(self, user, action):
        """Anywhere at all."""
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """For this row."""
        return desk_seats.holds(user, posts_for(actions), instance.unit_id)

    def user_has_permission_for_instance(self, user, action, instance):
        """For this row."""
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        """The rows within reach."""
        rows = self.model._default_manager.all()
        if user.is_superuser:
            return rows
        return rows.filter(desk_seats.within_reach(user, posts_for(actions)))

    def instances_user_has_permission_for(self, user, action):
        """The rows within reach."""
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission(self, actions, include_superusers=True):
        """Who could be asked."""
        held = {"appointments__post__in": posts_for(actions), "appointments__valid__contains": localdate()}
        return get_user_model().objects.filter(is_active=True, **held).distinct()

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        """Who could be asked about this row."""
        return self.users_with_any_permission(actions).filter(
            appointments__unit__paths_down__descendant=instance.unit_id
        )


class PiecePolicy(UnitPolicy):
    """
    Pieces are made at the desk, not here; where a desk has steps of approval, only they publish.

    What was ever before readers is never deleted.
    """

    def user_has_any_permission(self, user, actions):
        """Anywhere at all; nobody adds one without a unit."""
        return set(actions) != {"add"} and super().user_has_any_permission(user, actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """For this piece; publishing alone is for small desks, without steps."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if allowed and set(actions) == {"publish"} and not user.is_superuser:
            return instance.get_workflow() is None
        if set(actions) == {"delete"}:
            return allowed and not instance.live and instance.first_published_at is None
        return allowed

    def instances_user_has_any_permission_for(self, user, actions):
        """The pieces within reach; to be deleted, only drafts that were never before readers."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(live=False, first_published_at=None) if set(actions) == {"delete"} else rows


class UnitCollectionPolicy(UnitPolicy):
    """Pictures and documents; Wagtail's collections play no part."""

    def collections_user_has_any_permission_for(self, user, actions):
        """The one collection there is."""
        allowed = self.user_has_any_permission(user, actions)
        return Collection.objects.filter(depth=1) if allowed else Collection.objects.none()

    def collections_user_has_permission_for(self, user, action):
        """The one collection there is."""
        return self.collections_user_has_any_permission_for(user, {action})


def register():
    """Tell Wagtail; exactly these classes, since its own apps register theirs later."""
    register_permission_policy(Piece, PiecePolicy(Piece))
    register_permission_policy(NewsPicture, UnitCollectionPolicy(NewsPicture), exact_class=True)
    register_permission_policy(NewsDocument, UnitCollectionPolicy(NewsDocument), exact_class=True)
