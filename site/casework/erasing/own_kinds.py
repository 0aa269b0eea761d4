"""What casework itself and Wagtail keep, and for how long."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import ModelLogEntry, PageLogEntry

from casework.erasing.kinds import Due, RetentionKind
from casework.files import waiting_files
from casework.log_in import upkeep
from casework.mail.outbox import forget_dispatches, forget_old_mail
from casework.public_forms import rate_limits, sent_forms
from casework.records.retention import Rule


def forget_revisions(kept: Rule, now: datetime) -> int:
    """Remove earlier versions of pages and snippets; the latest and the scheduled are kept."""
    # Wagtail counts whole days from its own clock, and takes 0 for no limit at all.
    days = (timezone.now() - kept.due_if_before(now)).days
    removed, _protected = purge_revisions(days=max(1, days))
    return int(removed)


def forget_log(kept: Rule, now: datetime) -> int:
    """Remove what Wagtail's log says of long ago."""
    before = kept.due_if_before(now)
    logs = (ModelLogEntry.objects, PageLogEntry.objects)
    return sum(log.filter(timestamp__lt=before).delete()[0] for log in logs)


OWN_KINDS = [
    RetentionKind(
        name="mail",
        label=_("Brev från portalen"),
        what=_("brevet med din adress; orden redan när det har kommit fram"),
        remains=_("Att ett brev skickades står kvar utan adress."),
        dues=(
            Due("mail", _("efter att det skrevs"), forget_old_mail),
            Due(
                "mail.told",
                _("efter att det skrevs, för uppgiften att det skickades"),
                forget_dispatches,
            ),
        ),
    ),
    RetentionKind(
        name="waiting_file",
        label=_("Filer till ett formulär som aldrig skickas"),
        what=_("filen"),
        dues=(Due("waiting_file", _("efter att du valde den"), waiting_files.forget_old),),
    ),
    RetentionKind(
        name="rate_count",
        label=_("Räknare mot missbruk"),
        what=_("en kod som är gjord av din IP-adress; adressen sparas aldrig"),
        dues=(Due("rate_count", _("efter att du skickade något"), rate_limits.purge),),
    ),
    RetentionKind(
        name="sent_form",
        label=_("Minnet av vilka formulär som är skickade"),
        what=_("en kod för formuläret, så att samma sak inte kommer in två gånger"),
        dues=(Due("sent_form", _("efter att du skickade formuläret"), sent_forms.forget_sent),),
    ),
    RetentionKind(
        name="log_in",
        label=_("Personalens inloggningar"),
        what=_("misslyckade försök, sessioner som har tagit slut och vem som loggade in när"),
        dues=(
            Due("log_in.failure", _("efter försöket"), upkeep.forget_failures),
            Due("log_in.log", _("efter inloggningen"), upkeep.forget_log),
        ),
        of_staff=True,
    ),
    RetentionKind(
        name="log",
        label=_("Loggen över vad personalen gör"),
        what=_("vem som gjorde vad och när"),
        dues=(Due("log", _("efter händelsen"), forget_log),),
        of_staff=True,
    ),
    RetentionKind(
        name="revision",
        label=_("Tidigare versioner av sidor"),
        what=_("versioner som inte längre gäller"),
        dues=(Due("revision", _("efter att versionen sparades"), forget_revisions),),
        of_staff=True,
    ),
]
