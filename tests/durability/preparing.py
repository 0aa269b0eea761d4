"""Makes the portal's database and its static files ready."""

from django.core.management import call_command
from django.db import connection
from wagtail.models import ModelLogEntry

from associations.models import Proposal, ProposalEvent, ProposalFile
from casework.files.private_storage import remove
from casework.models import Dispatch, Mail
from core.models import PortalSettings
from home.models import PlacePage
from tests.durability.say import note


def prepare(mailbox: str) -> int:
    """Migrate, load the demo content, name the mailbox; return a place to propose something for."""
    note(f"preparing a portal of its own ({connection.vendor})")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_initial_data", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    for settings in PortalSettings.objects.all():
        settings.contact_email = mailbox
        settings.save()
    _forget_cases_of_the_demo()
    place = PlacePage.objects.live().order_by("pk").values_list("pk", flat=True)[0]
    connection.close()
    return int(place)


def _forget_cases_of_the_demo() -> None:
    """Whatever is there in the end has then been sent."""
    remove(list(ProposalFile.objects.values_list("file", flat=True)))
    for model in (ProposalFile, ProposalEvent, Proposal, Dispatch, Mail, ModelLogEntry):
        model._default_manager.all().delete()
