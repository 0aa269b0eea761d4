"""Registers what casework does every day, and the list of what was mailed."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from casework.files import waiting_files
from casework.log_in import alarms, invitations, password_reset, upkeep
from casework.log_in.alarms import LogInAlarmPanel
from casework.mail.admin import unconfirmed_alarm
from casework.mail.admin.dispatches import DispatchViewSet
from casework.mail.admin.mail_alarm import MailAlarmPanel
from casework.mail.models import Dispatch
from casework.mail.outbox import forget_old_mail
from casework.mail.permissions import DISPATCHES, may_see_dispatches
from casework.public_forms import rate_limits, sent_forms
from casework.worker.daily import DailyJob
from casework.worker.frequent import FrequentJob

register_permission_policy(Dispatch, DISPATCHES, exact_class=True)


@hooks.register("register_admin_viewset")
def dispatch_viewset() -> DispatchViewSet:
    """The list of what was mailed."""
    return DispatchViewSet("dispatches", url_prefix="utskick")


@hooks.register("register_log_actions")
def dispatch_log_actions(actions: Any) -> None:
    """What the log says of mail."""
    actions.register_action("casework.send_again", _("Skicka utskick igen"), _("Lades i kön igen"))


hooks.register("after_create_user", invitations.invite_new)
hooks.register("register_user_listing_buttons", invitations.again_button)
hooks.register("register_admin_urls", invitations.admin_urls)


@hooks.register("register_log_actions")
def account_log_actions(actions: Any) -> None:
    """What the log says of accounts."""
    actions.register_action("casework.invite", _("Bjud in"), _("Bjöds in"))
    actions.register_action(
        "casework.second_step_added", _("Lägg till andra steget"), _("Lade till ett andra steg")
    )
    actions.register_action(
        "casework.second_step_removed", _("Ta bort andra steget"), _("Tog bort ett andra steg")
    )
    actions.register_action(
        "casework.roles_from_city", _("Roller från staden"), _("Roller enligt stadens inloggning")
    )


@hooks.register("construct_homepage_panels")
def add_mail_alarm(request: HttpRequest, panels: list[Any]) -> None:
    """Tell those who may see what was mailed when it does not arrive."""
    if may_see_dispatches(request.user):
        panels.append(MailAlarmPanel())


@hooks.register("construct_homepage_panels")
def add_alarms(request: HttpRequest, panels: list[Any]) -> None:
    """Tell those who see to accounts when somebody attacks one, or floods forms."""
    if request.user.has_perm("core.change_user"):
        panels.append(LogInAlarmPanel())
        panels.append(unconfirmed_alarm.UnconfirmedMailPanel())


@hooks.register("frequent_jobs")
def casework_frequent_jobs() -> list[FrequentJob]:
    """Who forgot a password is answered; administrators are told of attacks."""
    return [
        password_reset.answer_requests,
        alarms.tell_administrators,
        unconfirmed_alarm.tell_administrators,
    ]


@hooks.register("daily_jobs")
def casework_jobs() -> list[DailyJob]:
    """What casework forgets."""
    return [
        DailyJob("casework.forget_old_mail", forget_old_mail),
        DailyJob("casework.purge_rate_counts", rate_limits.purge),
        DailyJob("casework.forget_sent_forms", sent_forms.forget_sent),
        DailyJob("casework.forget_log_ins", upkeep.forget),
        DailyJob("casework.forget_old_files", waiting_files.forget_old),
    ]
