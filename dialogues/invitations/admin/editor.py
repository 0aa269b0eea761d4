"""The editor of a dialogue: its tabs in the order in which an invitation is thought out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface

from dialogues.events.models import DialoguePage
from dialogues.invitations.admin.checklist_panel import ChecklistPanel, GapsPanel
from dialogues.invitations.admin.page_form import DialoguePageForm


def attach_editor() -> None:
    """Give dialogues their editor. Called once, when the app is ready."""
    page = DialoguePage
    checks = [
        ChecklistPanel(heading=_("Checklista")),
        FieldPanel("gate_reason"),
        FieldPanel("change_reason"),
    ]
    tabs = [
        ObjectList([GapsPanel(), *page.content_panels], heading=_("Vad och när")),
        ObjectList([GapsPanel(), *page.invitation_panels], heading=_("Inbjudan")),
        ObjectList([GapsPanel(), *page.participation_panels], heading=_("Delta")),
        ObjectList(checks, heading=_("Klar att publicera?")),
        ObjectList(page.report_panels, heading=_("Efteråt")),
        ObjectList(page.review_panels, heading=_("Källor och granskning")),
        ObjectList(page.promote_panels, heading=_("Adress och synlighet")),
        ObjectList(page.settings_panels, heading=_("Inställningar")),
    ]
    shown = [tab for tab in tabs if tab.children]
    page.edit_handler = TabbedInterface(shown, base_form_class=DialoguePageForm)
