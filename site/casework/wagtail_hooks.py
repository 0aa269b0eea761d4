"""Registers what casework does every day, and the list of what was mailed."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from casework.erasing.actions import erase_everything_due
from casework.erasing.admin.due_view import show_due
from casework.erasing.admin.records import ErasureRecordViewSet, register_erasing_log
from casework.erasing.kinds import RetentionKind
from casework.erasing.late import LatePanel, tell_of_late
from casework.erasing.models import ErasureRecord
from casework.erasing.own_kinds import OWN_KINDS
from casework.erasing.permissions import ERASURES, may_see_erasing
from casework.extracts.admin.extract_view import show_extract
from casework.extracts.admin.log_words import register_extract_log
from casework.extracts.mail_source import MAILS
from casework.extracts.permissions import may_make_extracts
from casework.extracts.sources import PersonSource
from casework.log_in import alarms, invitations, password_reset
from casework.log_in.alarms import LogInAlarmPanel
from casework.mail.admin import unconfirmed_alarm
from casework.mail.admin.dispatches import DispatchViewSet
from casework.mail.admin.mail_alarm import MailAlarmPanel
from casework.mail.models import Dispatch
from casework.mail.permissions import DISPATCHES, MayRead, may_see_dispatches
from casework.worker.daily import DailyJob
from casework.worker.frequent import FrequentJob
from core.admin.menu import MayMenuItem
from core.freshness.changes import forget_old
from core.pictures.asked_sizes import ask_for_missing
from core.pictures.making import make_due
from core.traces.retention import forget_traces

register_permission_policy(Dispatch, DISPATCHES, exact_class=True)
register_permission_policy(ErasureRecord, ERASURES, exact_class=True)
hooks.register("register_log_actions", register_erasing_log)
hooks.register("register_log_actions", register_extract_log)


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


@hooks.register("mail_readers")
def readers_of_account_mails() -> dict[str, MayRead]:
    """Who sees mails about accounts and logging in."""
    return dict.fromkeys(("casework/mail/", "two_steps/mail/"), _may_see_accounts)


@hooks.register("construct_homepage_panels")
def add_mail_alarm(request: HttpRequest, panels: list[Any]) -> None:
    """Tell those who may see what was mailed when it does not arrive."""
    if may_see_dispatches(request.user):
        panels.append(MailAlarmPanel())


@hooks.register("construct_homepage_panels")
def add_alarms(request: HttpRequest, panels: list[Any]) -> None:
    """Tell those who see to accounts when somebody attacks one, or floods forms."""
    if _may_see_accounts(request.user):
        panels.append(LogInAlarmPanel())
        panels.append(unconfirmed_alarm.UnconfirmedMailPanel())


@hooks.register("frequent_jobs")
def casework_frequent_jobs() -> list[FrequentJob]:
    """Who forgot a password is answered; administrators are told of attacks; pictures get sizes."""
    return [
        password_reset.answer_requests,
        alarms.tell_administrators,
        unconfirmed_alarm.tell_administrators,
        make_due,
    ]


def _may_see_accounts(user: Any) -> bool:
    return bool(user.has_perm("core.change_user"))


@hooks.register("daily_jobs")
def casework_jobs() -> list[DailyJob]:
    """Who is told of what waits; whatever any app keeps goes when its time is over."""
    return [
        DailyJob("casework.tell_of_late", tell_of_late),
        DailyJob("casework.erase_what_is_due", erase_everything_due),
        DailyJob("casework.forget_traces", forget_traces),
        DailyJob("core.forget_changes", forget_old),
        DailyJob("core.ask_for_missing_sizes", ask_for_missing),
    ]


@hooks.register("construct_homepage_panels")
def add_late_records(request: HttpRequest, panels: list[Any]) -> None:
    """Tell officers what nobody has handled for too long."""
    panels.append(LatePanel())


@hooks.register("register_admin_viewset")
def erasure_record_viewset() -> ErasureRecordViewSet:
    """The records of what was erased."""
    return ErasureRecordViewSet("erasure_records", url_prefix="gallring/protokoll")


@hooks.register("register_admin_urls")
def casework_urls() -> list[URLPattern]:
    """What is due, and all that is kept about one person."""
    return [
        path("gallring/", show_due, name="erasing"),
        path("registerutdrag/", show_extract, name="register_extract"),
    ]


@hooks.register("register_admin_menu_item")
def erasing_menu_item() -> MenuItem:
    """The way to what is due, for who may see it."""
    return MayMenuItem(may_see_erasing, _("Gallring"), "erasing", icon_name="bin", order=284)


@hooks.register("register_admin_menu_item")
def extract_menu_item() -> MenuItem:
    """The way to what is kept about one person, for who may see it."""
    words = _("Registerutdrag")
    return MayMenuItem(may_make_extracts, words, "register_extract", icon_name="user", order=285)


@hooks.register("register_permissions")
def extract_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to make extracts."""
    return Permission.objects.filter(
        content_type__app_label="casework", codename="make_registerextract"
    )


@hooks.register("retention_kinds")
def kept_of_casework() -> list[RetentionKind]:
    """For how long casework keeps mails, counters and the like."""
    return OWN_KINDS


@hooks.register("person_sources")
def people_of_mail() -> list[PersonSource]:
    """In what of this people are found."""
    return [MAILS]
