"""What is done to several accounts at once, with the same limits as to one."""

from typing import Any

from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction

from core.staff.permissions import groups_to_give, may_change_roles_of, may_deactivate


class AssignRole(AssignRoleBulkAction):
    """Put others in one of the groups that one may give."""

    def check_perm(self, obj: Any) -> bool:
        return super().check_perm(obj) and may_change_roles_of(self.request.user, obj)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["role"].queryset = groups_to_give(self.request.user)
        return form


class SetActiveState(SetActiveStateBulkAction):
    """Deactivate others, or let them in again."""

    def check_perm(self, obj: Any) -> bool:
        return super().check_perm(obj) and may_deactivate(self.request.user, obj)
